import { z } from '@hono/zod-openapi'
import { ExplanationAnswer, UnmaskBody, UnmaskedAnswer } from '@shouwang/console-api'
import { PersonId } from '@shouwang/contracts'
import { type HouseholdRow, readHouseholdOf, readHouseholdsByNo, writeAudit } from '@shouwang/postgres'
import type { Backend } from '../../backend/backend.ts'
import { type Person, personMay, seesRegion } from '../../sign-in/access.ts'
import { seeExplanation } from '../../views/explanation-view.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

const ofHousehold = jsonRoute({
  method: 'get',
  path: '/households/{householdNo}/explanation',
  summary: 'What is known of a household, from whom, and what the rules make of it',
  tag: 'explanations',
  request: { params: z.object({ householdNo: z.string().min(1).max(64) }) },
  answer: ExplanationAnswer,
})
const ofPerson = jsonRoute({
  method: 'get',
  path: '/persons/{person}/explanation',
  summary: 'The same for the household of one person, by ID number or pseudonym',
  tag: 'explanations',
  request: { params: z.object({ person: z.string().min(1).max(64) }) },
  answer: ExplanationAnswer,
})
const unmask = jsonRoute({
  method: 'post',
  path: '/unmask',
  summary: 'One direct identifier of one person, for a stated purpose; leaves an audit line',
  tag: 'explanations',
  request: { body: jsonBody(UnmaskBody) },
  answer: UnmaskedAnswer,
})

/** Why a household is judged as it is, and the one way to see a direct identifier. */
export const explanationRoutes = ({ api, backend }: RouteContext): void => {
  api.openapi(ofHousehold, async (c) => {
    const asker = c.get('person')
    const rows = await readHouseholdsByNo(backend.sql, c.req.valid('param').householdNo)
    return c.json(await explain(backend, asker, rows[0]), 200)
  })
  api.openapi(ofPerson, async (c) => {
    const asker = c.get('person')
    const row = await householdOf(backend, c.req.valid('param').person)
    return c.json(await explain(backend, asker, row), 200)
  })
  api.openapi(unmask, async (c) => {
    const asker = c.get('person')
    const { person, field, purpose } = c.req.valid('json')
    if (field === 'idNumber' && !personMay(asker, 'unmask-id-number')) {
      return refuse('not-allowed', '查看完整身份证号须由区级或市级人员办理。')
    }
    visible(asker, await readHouseholdOf(backend.sql, person))
    await writeAudit(backend.sql, { who: asker.staffNo, action: `unmask ${field}`, subject: person, purpose })
    const identity = (await backend.vault.identify([person])).get(person)
    return c.json({ person, field, value: identity?.[field] ?? null }, 200)
  })
}

/** Looking a household up leaves a line in the audit: the answer tells all that is known of a family. */
const explain = async (backend: Backend, asker: Person, found: HouseholdRow | undefined) => {
  const row = visible(asker, found)
  await writeAudit(backend.sql, { who: asker.staffNo, action: 'explain', subject: row.household, purpose: '户情研判' })
  return seeExplanation(backend, asker, row)
}

const householdOf = async (backend: Backend, written: string): Promise<HouseholdRow | undefined> => {
  const pseudonym = PersonId.safeParse(written)
  const person = pseudonym.success ? pseudonym.data : backend.vault.pseudonym(written)
  if (person === undefined) return refuse('bad-request', '身份证号不对：请核对位数和校验码，或使用 p_ 开头的人员编号。')
  return readHouseholdOf(backend.sql, person)
}

const visible = (asker: Person, row: HouseholdRow | undefined): HouseholdRow =>
  row === undefined || !seesRegion(asker, row.region)
    ? refuse('not-found', '没有这一户的研判记录，或它不在您负责的区域。请核对户号；新报送的户要等研判完成后才能查到。')
    : row
