import { z } from '@hono/zod-openapi'
import { leadChannelWords, leadKindWords, leadUrgencyWords } from '@shouwang/casework'
import {
  JoinLeadBody,
  LeadJoinedAnswer,
  LeadListAnswer,
  LeadQuery,
  LeadToldAnswer,
  TellLeadBody,
} from '@shouwang/console-api'
import { addDays, PersonId } from '@shouwang/contracts'
import {
  type KeptLead,
  listReportedLeads,
  placeNamed,
  readChannelYields,
  readHouseholdOf,
  readHouseholdsByNo,
  readRegionNames,
  readReportedLead,
  readRootRegion,
  readTask,
  savePatrolVisit,
  saveReportedLead,
} from '@shouwang/postgres'
import type { Backend } from '../../backend/backend.ts'
import { ALL_REGIONS, type Person, regionsOf, seesRegion, seesRegionless } from '../../sign-in/access.ts'
import { sealedLead, toldOf } from '../../views/reported-lead-view.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'
import { householdOf } from './patrols.ts'

const SHOWN = 200
const SPAN_DAYS = 90

const list = jsonRoute({
  method: 'get',
  path: '/leads',
  summary: 'Leads that people told of in the asker’s regions, and what came of them by channel',
  tag: 'leads',
  request: { query: LeadQuery },
  answer: LeadListAnswer,
})
const tell = jsonRoute({
  method: 'post',
  path: '/leads',
  summary: 'Tell of a need that was seen or heard of; no ID number is needed',
  tag: 'leads',
  request: { body: jsonBody(TellLeadBody) },
  answer: LeadToldAnswer,
  status: 201,
})
const join = jsonRoute({
  method: 'post',
  path: '/leads/{leadNo}/join',
  summary: 'Say whom a lead is about: it goes on with the household',
  tag: 'leads',
  request: { params: z.object({ leadNo: z.string().regex(/^\d{12}$/) }), body: jsonBody(JoinLeadBody) },
  answer: LeadJoinedAnswer,
})

/** New leads from the street: told by whoever sees them, joined to a person by whoever looked. */
export const leadRoutes = ({ api, backend }: RouteContext): void => {
  api.openapi(list, async (c) => c.json(await listed(backend, c.get('person'), c.req.valid('query')), 200))
  api.openapi(tell, async (c) => {
    const asker = c.get('person')
    const { who, phone, place, words, photo, commandId, householdNo, ...told } = c.req.valid('json')
    const home = householdNo === undefined ? undefined : await householdOf(backend, asker, householdNo)
    const whom = home === undefined ? undefined : await headKnown(backend, asker, home.householdNo)
    const { region = home?.region, ...about } = told
    if (region !== undefined && !seesRegion(asker, region))
      return refuse('conflict', '这个地方不在您的辖区内。请写明地点，由系统转到当地。')
    const key = commandId ?? Buffer.from(backend.randomBytes(16)).toString('hex')
    const leadNo = backend.leadNo(asker.staffNo, key)
    const root = await readRootRegion(backend.sql)
    const named = root === undefined ? null : await placeNamed(backend.sql, root, place)
    const own = asker.region === ALL_REGIONS ? (root ?? null) : asker.region
    c.set('told', { subject: leadNo })
    await saveReportedLead(backend.sql, {
      ...{ ...about, leadNo, region: region ?? named ?? own, reportedOn: backend.today(), reportedBy: asker.staffNo },
      ...{ feed: null, quarantineId: null, photo: photo === null ? null : backend.cipher.seal(photo, leadNo) },
      sealed: sealedLead(backend, leadNo, { who, phone, place, words }),
      ...(whom === undefined ? {} : { joined: { person: whom.person, by: asker.staffNo } }),
    })
    if (home !== undefined) await goOn(backend, asker, leadNo, { home, whom })
    return c.json({ leadNo }, 201)
  })
  api.openapi(join, async (c) => {
    const asker = c.get('person')
    const lead = await leadOf(backend, asker, c.req.valid('param').leadNo)
    const { person: written, householdNo, name } = c.req.valid('json')
    if ((written === undefined) === (householdNo === undefined))
      return refuse('conflict', '请写明是谁：人员（person）或户号（householdNo），只写一样。')
    const whom = await whomOf(backend, asker, { written, householdNo })
    c.set('told', { whom: [whom.person], fields: ['id-number'], task: lead.taskId ?? '', purpose: '线索并入一户' })
    if (lead.person !== null && lead.person !== whom.person)
      return refuse('conflict', '这条线索已经并入另一户。有误的请在那一户的任务里更正。')
    await sendOn(backend, asker, lead, { ...whom, name })
    await backend.tasks.leads.join(lead.leadNo, whom.person, asker.staffNo)
    const household = await readHouseholdOf(backend.sql, whom.person)
    return c.json({ joined: true, householdNo: household?.householdNo ?? null }, 200)
  })
}

/**
 * What was seen at a household that is known is about its head from the beginning. Where the vault has no ID number of his,
 * somebody finds out who, as of any lead.
 */
const headKnown = async (backend: Backend, asker: Person, householdNo: string): Promise<Whom | undefined> => {
  const person = await headOf(backend, asker, householdNo)
  const idNumber = person === undefined ? null : (await backend.vault.identify([person])).get(person)?.idNumber
  return person === undefined || idNumber == null ? undefined : { person, idNumber }
}

/** On patrol it was a visit; and it goes the way of all records at once. The same again changes nothing. */
const goOn = async (
  backend: Backend,
  asker: Person,
  leadNo: string,
  { home, whom }: { readonly home: Home; readonly whom: Whom | undefined },
) => {
  const lead = await leadOf(backend, asker, leadNo)
  const visit = { ...home, visitId: leadNo, visitedOn: backend.today(), visitedBy: asker.staffNo, leadNo }
  if (lead.channel === 'patrol') await savePatrolVisit(backend.sql, visit)
  if (whom !== undefined) await sendOn(backend, asker, lead, { ...whom, name: '' })
}
type Home = Awaited<ReturnType<typeof householdOf>>

const listed = async (backend: Backend, asker: Person, query: z.output<typeof LeadQuery>) => {
  const to = query.to ?? backend.today()
  const from = query.from ?? addDays(to, -SPAN_DAYS)
  const narrower = query.region !== undefined && seesRegion(asker, query.region) ? query.region : undefined
  const within = narrower === undefined ? regionsOf(asker) : regionsOf({ ...asker, region: narrower })
  const about = { within, withoutRegion: seesRegionless(asker) && narrower === undefined, from, to }
  const [leads, yields] = await Promise.all([
    listReportedLeads(backend.sql, { ...about, limit: SHOWN }),
    readChannelYields(backend.sql, about),
  ])
  const names = await readRegionNames(
    backend.sql,
    leads.flatMap(({ region }) => region ?? []),
  )
  return {
    ...{ from, to, yields: [...yields] },
    leads: leads.map(({ leadNo, channel, kind, urgency, region, reportedOn, state, taskId, hasPhoto }) => ({
      ...{ leadNo, channel, kind, urgency, reportedOn, state, taskId, hasPhoto },
      regionName: region === null ? '辖区未知' : (names.get(region) ?? region),
    })),
  }
}

/** The lead, if its place is the asker's business or its task is his. */
const leadOf = async (backend: Backend, asker: Person, leadNo: string): Promise<KeptLead> => {
  const lead = await readReportedLead(backend.sql, leadNo)
  const task = lead?.taskId == null ? undefined : await readTask(backend.sql, lead.taskId)
  const own = task !== undefined && (task.assignee === asker.staffNo || seesRegion(asker, task.region))
  if (lead === undefined || !(own || seesRegion(asker, lead.region)))
    return refuse('not-found', '没有这条线索，或它不在您负责的区域。')
  return lead
}

type Whom = { readonly person: PersonId; readonly idNumber: string }

/** Whom somebody means, with the ID number that the departments' way of telling it needs. */
const whomOf = async (
  backend: Backend,
  asker: Person,
  { written, householdNo }: { readonly written: string | undefined; readonly householdNo: string | undefined },
): Promise<Whom> => {
  const pseudonym = written === undefined ? undefined : backend.vault.pseudonym(written)
  if (written !== undefined && pseudonym !== undefined) return { person: PersonId.parse(pseudonym), idNumber: written }
  const parsed = PersonId.safeParse(written)
  const head = householdNo === undefined ? undefined : await headOf(backend, asker, householdNo)
  const person = parsed.success ? parsed.data : head
  if (person === undefined)
    return refuse(
      'conflict',
      householdNo === undefined ? '身份证号校验码不对，请核对证件。' : '没有这一户，请从查到的户里选。',
    )
  const idNumber = (await backend.vault.identify([person])).get(person)?.idNumber
  if (idNumber == null) return refuse('conflict', '保险库里没有此人的身份证号，请看证件后按身份证号并入。')
  return { person, idNumber }
}

const headOf = async (backend: Backend, asker: Person, householdNo: string): Promise<PersonId | undefined> =>
  (await readHouseholdsByNo(backend.sql, householdNo)).find(({ region }) => seesRegion(asker, region))?.assessment
    .members[0]

/**
 * What was told goes the way of all records, now that it has a number: the row that was set aside is mended with it, and what
 * was told through the console becomes a row of its own. The same again changes nothing.
 */
const sendOn = async (backend: Backend, asker: Person, lead: KeptLead, whom: Whom & { name: string }) => {
  if (lead.quarantineId !== null && lead.feed !== null) return mend(backend, asker, lead, whom)
  const { phone, place, words } = toldOf(backend, lead)
  const cells = {
    ...{ 线索编号: lead.leadNo, 身份证号: whom.idNumber, 线索日期: lead.reportedOn },
    ...{ 线索渠道: leadChannelWords[lead.channel].zh, 线索类别: leadKindWords[lead.kind].zh },
    ...{ 线索紧急程度: leadUrgencyWords[lead.urgency].zh, 线索地点: place, 线索内容: words },
    ...(whom.name === '' ? {} : { 姓名: whom.name, 联系电话: phone }),
    ...(lead.region === null ? {} : { 线索区划代码: lead.region }),
  }
  const taken = await backend.intake.receiveRecords('street-lead', [{ rowNo: 1, cells }], {
    sender: asker.staffNo,
    key: `lead-${lead.leadNo}-${whom.person}`,
  })
  if (!taken.ok) refuse('conflict', taken.detail)
}

const mend = async (backend: Backend, asker: Person, { quarantineId, feed }: KeptLead, whom: Whom) => {
  const opened = await backend.quarantine.open(quarantineId ?? '')
  const columns = backend.feeds.find((card) => card.feed === feed)?.fields ?? []
  const column = columns.find(({ name, aliases }) => [name, ...aliases].includes('身份证号'))
  if (opened?.row == null || column === undefined) return
  const headers = [column.name, ...column.aliases]
  const header = headers.find((one) => one in (opened.row ?? {})) ?? column.name
  const replayed = await backend.quarantine.replay(
    quarantineId ?? '',
    { ...opened.row, [header]: whom.idNumber },
    asker.staffNo,
  )
  if (!replayed.ok && replayed.reason !== 'settled') refuse('conflict', replayed.detail)
}
