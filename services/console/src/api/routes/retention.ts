import { z } from '@hono/zod-openapi'
import {
  EraseBody,
  EraseProposedAnswer,
  HoldBody,
  HoldId,
  HoldPlacedAnswer,
  LiftHoldBody,
  ProposedAnswer,
  RetentionAnswer,
  WrittenPerson,
} from '@shouwang/console-api'
import { type PersonId, PersonId as Pseudonym } from '@shouwang/contracts'
import { withoutIdentifiers } from '@shouwang/identity'
import {
  isKnownPerson,
  listErasures,
  listHolds,
  placeHold,
  readHold,
  readHouseholdOf,
  readHouseholdsByNo,
  readReportedLead,
  readRetentionRuns,
  readRootRegion,
  saveProposals,
} from '@shouwang/postgres'
import type { Backend } from '../../backend/backend.ts'
import { ALL_REGIONS, type Person, regionsOf, seesRegion } from '../../sign-in/access.ts'
import { refuseHeld } from '../erasure-proposal.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

const look = jsonRoute({
  method: 'get',
  path: '/retention',
  summary: 'What is kept how long and on what basis, what would be deleted next, what is held, and orders to delete',
  tag: 'retention',
  answer: RetentionAnswer,
})
const hold = jsonRoute({
  method: 'post',
  path: '/holds',
  summary: 'Keeps the data of a person, a household or a feed from being deleted, by order',
  tag: 'retention',
  request: { body: jsonBody(HoldBody) },
  answer: HoldPlacedAnswer,
  status: 201,
})
const lift = jsonRoute({
  method: 'post',
  path: '/holds/{id}/lift',
  summary: 'Proposes to lift a hold; a second person confirms it',
  tag: 'retention',
  request: { params: z.object({ id: HoldId }), body: jsonBody(LiftHoldBody) },
  answer: ProposedAnswer,
  status: 202,
})
const erase = jsonRoute({
  method: 'post',
  path: '/erasures',
  summary: 'Proposes to delete all that is kept of a person, by order; a second person confirms it',
  tag: 'retention',
  request: { body: jsonBody(EraseBody) },
  answer: EraseProposedAnswer,
  status: 202,
})

/** What is kept and for how long; holds; and orders to delete. */
export const retentionRoutes = ({ api, backend }: RouteContext): void => {
  api.openapi(look, async (c) => {
    const within = regionsOf(c.get('person'))
    const { terms, look: looked } = backend.retention
    const shown = Object.entries(terms).map(
      ([kind, { label, months, kafkaDays = null, orderDays = null, basis, feeds = {} }]) => ({
        ...{ kind, label, months, kafkaDays, orderDays, basis, feeds },
      }),
    )
    const answer = {
      terms: shown,
      looked: [...(await looked())],
      runs: await readRetentionRuns(backend.sql),
      holds: (await listHolds(backend.sql, within)).map(({ liftedBy: _, liftedAt: __, ...one }) => one),
      erasures: (await listErasures(backend.sql, within)).map(({ id: _, mark: __, counts, leads, ...one }) => ({
        ...{ ...one, leads: [...leads] },
        counts: { ...counts },
      })),
    }
    return c.json(answer, 200)
  })
  api.openapi(hold, async (c) => {
    const asker = c.get('person')
    const { kind, subject: written, orderNo, why, until = null } = c.req.valid('json')
    const { subject, region } = await heldBy(backend, asker, kind, written)
    c.set('told', { subject: orderNo, whom: kind === 'feed' ? [] : [subject], purpose: why })
    const words = { orderNo: withoutIdentifiers(orderNo), why: withoutIdentifiers(why) }
    const id = await placeHold(backend.sql, { kind, subject, ...words, region, until, placedBy: asker.staffNo })
    return c.json({ id }, 201)
  })
  api.openapi(lift, async (c) => {
    const asker = c.get('person')
    const { id } = c.req.valid('param')
    const found = await readHold(backend.sql, id)
    if (found === undefined || found.liftedAt !== null || !seesRegion(asker, found.region))
      return refuse('not-found', '没有这项保全，或已经解除，或不在您负责的区域。')
    const why = withoutIdentifiers(c.req.valid('json').why)
    c.set('told', { subject: found.orderNo, purpose: why })
    const about = { kind: 'lift-hold', subject: String(id), why, region: found.region } as const
    const change = JSON.stringify({ orderNo: found.orderNo })
    const [proposal = 0] = await saveProposals(backend.sql, [{ ...about, change, proposedBy: asker.staffNo }])
    return c.json({ proposal }, 202)
  })
  api.openapi(erase, async (c) => {
    const asker = c.get('person')
    const { person: written, orderNo, why, later, leads } = c.req.valid('json')
    const person = personOf(backend, written)
    const region = await regionOf(backend, asker, person)
    c.set('told', { subject: orderNo, purpose: why })
    await refuseHeld(backend.sql, person, backend.today())
    for (const leadNo of leads) await refuseOthersLead(backend, asker, leadNo, person)
    const change = JSON.stringify({ orderNo: withoutIdentifiers(orderNo), later, leads })
    const about = { kind: 'erase', subject: person, change, why: withoutIdentifiers(why), region } as const
    const [proposal = 0] = await saveProposals(backend.sql, [{ ...about, proposedBy: asker.staffNo }])
    const named = (await backend.retention.leadsPerhaps(person)).filter(({ region }) => seesRegion(asker, region))
    const perhaps = named.map(({ leadNo }) => leadNo).filter((leadNo) => !leads.includes(leadNo))
    return c.json({ proposal, perhaps }, 202)
  })
}

/** Ends the request where a lead is not there, or turned out to be about somebody else. */
const refuseOthersLead = async (backend: Backend, asker: Person, leadNo: string, person: PersonId): Promise<void> => {
  const lead = await readReportedLead(backend.sql, leadNo)
  if (lead === undefined || !seesRegion(asker, lead.region))
    return refuse('not-found', `没有线索 ${leadNo}，或不在您负责的区域。`)
  if (lead.person !== null && lead.person !== person)
    refuse('conflict', `线索 ${leadNo} 已查明是别人，不能随此人删除。`)
}

const personOf = (backend: Backend, written: string): PersonId => {
  const pseudonym = Pseudonym.safeParse(written)
  const person = pseudonym.success ? pseudonym.data : backend.vault.pseudonym(written.toUpperCase())
  return person ?? refuse('conflict', '这个身份证号不对，请核对。')
}

/** Somebody of whom anything is kept belongs to the region of his household, and without one to the whole place. */
const regionOf = async ({ sql }: Backend, asker: Person, person: PersonId): Promise<string> => {
  const known = await isKnownPerson(sql, person)
  const household = await readHouseholdOf(sql, person)
  if (!known || !seesRegion(asker, household?.region ?? null))
    return refuse('not-found', '没有这个人的数据，或不在您负责的区域。')
  return household?.region ?? (await readRootRegion(sql)) ?? ALL_REGIONS
}

const heldBy = async (
  backend: Backend,
  asker: Person,
  kind: z.infer<typeof HoldBody>['kind'],
  written: string,
): Promise<{ readonly subject: string; readonly region: string }> => {
  if (kind === 'person') {
    if (!WrittenPerson.safeParse(written).success) return refuse('conflict', '请写身份证号，或 p_ 开头的人员编号。')
    const subject = personOf(backend, written)
    return { subject, region: await regionOf(backend, asker, subject) }
  }
  if (kind === 'feed') {
    if (!backend.feeds.some(({ feed }) => feed === written)) return refuse('not-found', `没有接口“${written}”。`)
    return { subject: written, region: (await readRootRegion(backend.sql)) ?? ALL_REGIONS }
  }
  const [household] = await readHouseholdsByNo(backend.sql, written)
  if (household === undefined || !seesRegion(asker, household.region))
    return refuse('not-found', '没有这一户，或不在您负责的区域。')
  return {
    subject: household.household,
    region: household.region ?? (await readRootRegion(backend.sql)) ?? ALL_REGIONS,
  }
}
