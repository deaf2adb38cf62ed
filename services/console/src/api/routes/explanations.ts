import { z } from '@hono/zod-openapi'
import { purposeWords } from '@shouwang/casework'
import {
  CheckAnswer,
  CheckPersonBody,
  ExplainPersonBody,
  ExplanationAnswer,
  HandoverAnswer,
  HardshipListAnswer,
  HardshipQuery,
  HouseholdFileAnswer,
  TraceAnswer,
  TraceQuery,
  UnmaskBody,
  UnmaskedAnswer,
} from '@shouwang/console-api'
import { Day, PersonId } from '@shouwang/contracts'
import { type HouseholdRow, readHouseholdOf, readHouseholdsByNo } from '@shouwang/postgres'
import type { Context } from 'hono'
import type { Backend } from '../../backend/backend.ts'
import { type Person, seesRegion } from '../../sign-in/access.ts'
import { mayLook } from '../../sign-in/may-look.ts'
import { seeCheck } from '../../views/check-view.ts'
import { seeExplanation } from '../../views/explanation-view.ts'
import { seeHandover } from '../../views/handover-view.ts'
import { seeByHardship } from '../../views/hardship-view.ts'
import { seeHouseholdFile } from '../../views/household-file-view.ts'
import { seeTrace } from '../../views/trace-view.ts'
import type { ConsoleEnv } from '../console-env.ts'
import { looks } from '../looks.ts'
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
const fileOfHousehold = jsonRoute({
  method: 'get',
  path: '/households/{householdNo}/file',
  summary: 'Everything of one household (一户一档): facts, judgement, tasks, cases, decisions, aid, history',
  tag: 'explanations',
  request: { params: z.object({ householdNo: z.string().min(1).max(64) }) },
  answer: HouseholdFileAnswer,
})
const traceOfHousehold = jsonRoute({
  method: 'get',
  path: '/households/{householdNo}/trace',
  summary: 'From the row of a department to the end of a case (全程追溯): each step with when and who',
  tag: 'explanations',
  request: { params: z.object({ householdNo: z.string().min(1).max(64) }), query: TraceQuery },
  answer: TraceAnswer,
})
const ofPerson = jsonRoute({
  method: 'get',
  path: '/persons/{person}/explanation',
  summary: 'The same for the household of one person, by pseudonym',
  tag: 'explanations',
  request: { params: z.object({ person: PersonId }) },
  answer: ExplanationAnswer,
})
const ofPersonAsked = jsonRoute({
  method: 'post',
  path: '/persons/explanation',
  summary: 'The same, by ID number or pseudonym',
  tag: 'explanations',
  request: { body: jsonBody(ExplainPersonBody) },
  answer: ExplanationAnswer,
})
const handover = jsonRoute({
  method: 'get',
  path: '/households/{householdNo}/handover',
  summary: 'Why a household was found and what is known of it, as the family may read it',
  tag: 'explanations',
  request: { params: z.object({ householdNo: z.string().min(1).max(64) }) },
  answer: HandoverAnswer,
})
const checkOfHousehold = jsonRoute({
  method: 'get',
  path: '/households/{householdNo}/check',
  summary: 'Every programme held against what is known of a household (一键核对)',
  tag: 'explanations',
  request: { params: z.object({ householdNo: z.string().min(1).max(64) }), query: z.object({ day: Day.optional() }) },
  answer: CheckAnswer,
})
const checkOfPerson = jsonRoute({
  method: 'post',
  path: '/persons/check',
  summary: 'The same for the household of one person, by ID number or pseudonym',
  tag: 'explanations',
  request: { body: jsonBody(CheckPersonBody) },
  answer: CheckAnswer,
})
const byHardship = jsonRoute({
  method: 'get',
  path: '/households/by-hardship',
  summary: 'Households by the hardship of their state, the hardest first, of one ring or cause',
  tag: 'explanations',
  request: { query: HardshipQuery },
  answer: HardshipListAnswer,
})
const unmask = jsonRoute({
  method: 'post',
  path: '/unmask',
  summary: 'One direct identifier of one person, for a task that the asker works on',
  tag: 'explanations',
  request: { body: jsonBody(UnmaskBody) },
  answer: UnmaskedAnswer,
})

/** Why a household is judged as it is, and the one way to see a direct identifier. */
export const explanationRoutes = ({ api, backend, telemetry }: RouteContext): void => {
  const unhurried = looks(backend.sql, telemetry)
  /** Looking a household up leaves a line in the audit: the answer tells all that is known of a family. */
  const explain = async (c: Context<ConsoleEnv>, found: HouseholdRow | undefined) => {
    const asker = c.get('person')
    const row = visible(asker, found)
    c.set('told', { whom: [row.household, ...row.assessment.members], fields: ['explanation'] })
    return seeExplanation(backend, asker, row)
  }
  /** 核对 is a look too. */
  const check = async (c: Context<ConsoleEnv>, found: HouseholdRow | undefined, day = backend.today()) => {
    const asker = c.get('person')
    const row = visible(asker, found)
    c.set('told', { whom: [row.household, ...row.assessment.members], fields: ['check'] })
    return seeCheck(backend, asker, row, day)
  }
  api.openapi(ofHousehold, async (c) => {
    const rows = await readHouseholdsByNo(backend.sql, c.req.valid('param').householdNo)
    return c.json(await explain(c, rows[0]), 200)
  })
  api.openapi(fileOfHousehold, async (c) => {
    const asker = c.get('person')
    const row = visible(asker, (await readHouseholdsByNo(backend.sql, c.req.valid('param').householdNo))[0])
    c.set('told', { whom: [row.household, ...row.assessment.members], fields: ['file'] })
    return c.json(await seeHouseholdFile(backend, asker, row), 200)
  })
  api.openapi(traceOfHousehold, async (c) => {
    const asker = c.get('person')
    const row = visible(asker, (await readHouseholdsByNo(backend.sql, c.req.valid('param').householdNo))[0])
    c.set('told', { whom: [row.household, ...row.assessment.members], fields: ['trace'] })
    return c.json(await seeTrace(backend, asker, row, c.req.valid('query').case), 200)
  })
  api.openapi(ofPerson, async (c) =>
    c.json(await explain(c, await readHouseholdOf(backend.sql, c.req.valid('param').person)), 200),
  )
  api.openapi(ofPersonAsked, async (c) =>
    c.json(await explain(c, await householdOf(backend, c.req.valid('json').person)), 200),
  )
  api.openapi(handover, async (c) => {
    const [found] = await readHouseholdsByNo(backend.sql, c.req.valid('param').householdNo)
    const row = visible(c.get('person'), found)
    c.set('told', { whom: [row.household, ...row.assessment.members], fields: ['handover'] })
    return c.json(await seeHandover(backend, row), 200)
  })
  api.openapi(checkOfHousehold, async (c) => {
    const rows = await readHouseholdsByNo(backend.sql, c.req.valid('param').householdNo)
    return c.json(await check(c, rows[0], c.req.valid('query').day), 200)
  })
  api.openapi(checkOfPerson, async (c) => {
    const { person, day } = c.req.valid('json')
    return c.json(await check(c, await householdOf(backend, person), day), 200)
  })
  api.openapi(byHardship, async (c) => {
    const asker = c.get('person')
    const { region = asker.region, ...asked } = c.req.valid('query')
    if (!seesRegion(asker, region)) return refuse('not-found', '没有这个区域，或它不在您负责的区域。')
    const { answer, households } = await seeByHardship(backend, asker, { ...asked, region })
    c.set('told', { whom: [...households], fields: ['hardship'] })
    return c.json(answer, 200)
  })
  api.openapi(unmask, async (c) => {
    const asker = c.get('person')
    const look = c.req.valid('json')
    const { person, field, taskId: task } = look
    c.set('told', { subject: person, whom: [person], fields: [field], task, purpose: purposeWords[look.purpose].zh })
    await mayLook(backend, asker, look)
    await unhurried(asker)
    const identity = (await backend.vault.identify([person])).get(person)
    return c.json({ person, field, value: identity?.[field] ?? null }, 200)
  })
}

const householdOf = async (backend: Backend, written: string): Promise<HouseholdRow | undefined> => {
  const pseudonym = PersonId.safeParse(written)
  const person = pseudonym.success ? pseudonym.data : backend.vault.pseudonym(written)
  if (person === undefined) return refuse('not-found', '没有这个身份证号：请核对校验码，或使用 p_ 开头的人员编号。')
  return readHouseholdOf(backend.sql, person)
}

const visible = (asker: Person, row: HouseholdRow | undefined): HouseholdRow =>
  row === undefined || !seesRegion(asker, row.region)
    ? refuse('not-found', '没有这一户的研判记录，或它不在您负责的区域。请核对户号；新报送的户要等研判完成后才能查到。')
    : row
