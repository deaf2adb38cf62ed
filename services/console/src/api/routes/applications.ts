import { ApplicantBody, ApplicationAnswer, CaseDetailAnswer, TakeApplicationBody } from '@shouwang/console-api'
import { PersonId, type RegionCode, stableHash } from '@shouwang/contracts'
import { type HouseholdRow, loadCase, readHouseholdOf } from '@shouwang/postgres'
import type { Backend } from '../../backend/backend.ts'
import { type Person, seesRegion } from '../../sign-in/access.ts'
import { seeApplication } from '../../views/application-view.ts'
import { seeCase } from '../../views/case-view.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

const look = jsonRoute({
  method: 'post',
  path: '/applications/look',
  summary: 'What an ID number gives on one page (一证申请): members, income, holdings, insurance, what is had and due',
  tag: 'applications',
  request: { body: jsonBody(ApplicantBody) },
  answer: ApplicationAnswer,
})
const take = jsonRoute({
  method: 'post',
  path: '/applications',
  summary: 'Take an application in: opens a case; persons in no register are taken in with it',
  tag: 'applications',
  request: { body: jsonBody(TakeApplicationBody) },
  answer: CaseDetailAnswer,
  status: 201,
})

/** Applications at the window: an ID card, and a letter where a condition needs one, are enough. */
export const applicationRoutes = ({ api, backend }: RouteContext): void => {
  api.openapi(look, async (c) => {
    const asker = c.get('person')
    const { person: written, authorisation = null } = c.req.valid('json')
    const person = personOf(backend, written)
    const row = await readHouseholdOf(backend.sql, person)
    c.set('told', {
      whom: row === undefined ? [person] : [row.household, ...row.assessment.members],
      fields: ['application'],
    })
    if (row === undefined || !seesRegion(asker, row.region)) return refuse('not-found', inNoRegister)
    return c.json(await seeApplication(backend, asker, row, authorisation), 200)
  })
  api.openapi(take, async (c) => {
    const asker = c.get('person')
    const body = c.req.valid('json')
    const person = personOf(backend, body.applicant.idNumber)
    c.set('told', { whom: [person], fields: ['application'] })
    if (body.region !== undefined && !seesRegion(asker, body.region))
      return refuse('conflict', '这个地址不在您的辖区内，请核对区划，或请当地受理。')
    const known = await readHouseholdOf(backend.sql, person)
    const household =
      known === undefined ? await takeIn(backend, asker, person, body) : householdFrom(asker, known, body)
    const { matter, department, urgent, note, commandId } = body
    const need = { matter, department, urgent, note, commandId, origin: 'application' } as const
    const asked = { type: 'OpenCase', ...household, ...need } as const
    const opened = await backend.tasks.cases.open(asked, asker.staffNo)
    if (!opened.ok) return refuse('conflict', opened.detail)
    const { caseId } = opened.case
    if (body.authorisation !== undefined) {
      const letterId = commandId === undefined ? undefined : `${commandId}/letter`
      const { authorisation } = body
      const record = { type: 'RecordAuthorisation', caseId, authorisation, commandId: letterId } as const
      const recorded = await backend.tasks.cases.perform(record, asker.staffNo)
      if (!recorded.ok) return refuse('conflict', recorded.detail)
    }
    const now = await loadCase(backend.sql, caseId)
    if (now === undefined) throw new RangeError(`case ${caseId} was opened and is not there`)
    return c.json(await seeCase(backend, asker, now), 201)
  })
}

type Taken = TakeApplicationBody
type About = {
  household: string
  householdNo: string
  region: RegionCode | null
  head: PersonId | null
  place?: RegionCode
}

const inNoRegister =
  '没有查到此人，或其不在您负责的区域。任何名册都没有的、户籍不在本地的，可凭身份证直接受理申请（POST /applications，或 shouwang apply --take）。'

const personOf = (backend: Backend, written: string): PersonId => {
  const pseudonym = PersonId.safeParse(written)
  const person = pseudonym.success ? pseudonym.data : backend.vault.pseudonym(written)
  return person ?? refuse('conflict', '身份证号校验码不对，请核对证件。')
}

/** The household as the registers know it; at the place where the need arose, if that is another. */
const householdFrom = (
  asker: Person,
  { household, householdNo, region, assessment }: HouseholdRow,
  body: Taken,
): About => {
  const about = { household, householdNo, region, head: assessment.members[0] ?? null }
  if (seesRegion(asker, region)) return about
  return { ...about, place: body.region ?? asker.region }
}

/**
 * Sends who is in no register through the same way as any department's rows, and says under which number. Who is known
 * already stays where he is.
 */
const takeIn = async (backend: Backend, asker: Person, head: PersonId, body: Taken): Promise<About> => {
  const { applicant, members, address, phone } = body
  const region = body.region ?? asker.region
  if (applicant.name === undefined)
    return refuse('conflict', '任何名册都没有此人：请填写姓名（applicant.name），以便登记。')
  const householdNo = `CK${stableHash(head, 64).toString(36).toUpperCase()}`
  const unknown: TakeApplicationBody['members'] = []
  for (const member of members)
    if ((await readHouseholdOf(backend.sql, personOf(backend, member.idNumber))) === undefined) unknown.push(member)
  const contact = {
    ...(address === undefined ? {} : { 居住地址: address }),
    ...(phone === undefined ? {} : { 联系电话: phone }),
  }
  const people = [{ ...applicant, relation: 'head' }, ...unknown].map(({ idNumber, name, relation }, at) => ({
    rowNo: at + 1,
    cells: {
      ...{ 身份证号: idNumber, 姓名: name, 登记户号: householdNo, 与申请人关系: relation, 居住区划: region },
      ...contact,
    },
  }))
  const taken = await backend.intake.receiveRecords('window-registration', people, { sender: asker.staffNo })
  if (!taken.ok) return refuse('conflict', taken.detail)
  return { household: householdNo, householdNo, region, head }
}
