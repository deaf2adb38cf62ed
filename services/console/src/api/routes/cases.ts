import { z } from '@hono/zod-openapi'
import { type Case, purposeWords } from '@shouwang/casework'
import {
  CaseCommandBody,
  CaseDetailAnswer,
  CaseListAnswer,
  CaseQuery,
  DecisionNoticeAnswer,
  DecisionNoticeBody,
  OpenCaseBody,
} from '@shouwang/console-api'
import {
  type CaseFilter,
  countCases,
  loadCase,
  readCases,
  readHouseholds,
  readHouseholdsByNo,
} from '@shouwang/postgres'
import type { Backend } from '../../backend/backend.ts'
import { type Person, regionsOf, seesRegion, seesRegionless } from '../../sign-in/access.ts'
import { seeCase, seeCases } from '../../views/case-view.ts'
import { decisionNotice } from '../../views/decision-notice.ts'
import { looks } from '../looks.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

const params = z.object({ caseId: z.string().min(1).max(200) })

const list = jsonRoute({
  method: 'get',
  path: '/cases',
  summary: 'Cases of the asker’s regions, soonest due first',
  tag: 'cases',
  request: { query: CaseQuery },
  answer: CaseListAnswer,
})
const detail = jsonRoute({
  method: 'get',
  path: '/cases/{caseId}',
  summary: 'One case in full',
  tag: 'cases',
  request: { params },
  answer: CaseDetailAnswer,
})
const open = jsonRoute({
  method: 'post',
  path: '/cases',
  summary: 'Open a case without a task: an application, a referral, a lead that a person reported',
  tag: 'cases',
  request: { body: jsonBody(OpenCaseBody) },
  answer: CaseDetailAnswer,
  status: 201,
})
const command = jsonRoute({
  method: 'post',
  path: '/cases/{caseId}/commands',
  summary: 'Go on with a case: complete a step, decide, give aid, pause, hand over, join, close, reopen',
  tag: 'cases',
  request: { params, body: jsonBody(CaseCommandBody) },
  answer: CaseDetailAnswer,
})

const notice = jsonRoute({
  method: 'post',
  path: '/cases/{caseId}/notice',
  summary: 'The notice of a decision as it is handed to the family, with name and address in clear',
  tag: 'cases',
  request: { params, body: jsonBody(DecisionNoticeBody) },
  answer: DecisionNoticeAnswer,
})

/** Cases: the list, one in full, opening one and going on with it. */
export const caseRoutes = ({ api, backend, telemetry }: RouteContext): void => {
  const unhurried = looks(backend.sql, telemetry)
  api.openapi(list, async (c) => {
    const asker = c.get('person')
    const query = c.req.valid('query')
    const today = backend.today()
    const filter = filterOf(asker, query, today)
    const [rows, counts] = await Promise.all([
      readCases(backend.sql, filter, query),
      countCases(backend.sql, filter, today),
    ])
    return c.json({ cases: await seeCases(backend, rows), ...counts, today }, 200)
  })
  api.openapi(detail, async (c) => {
    const known = await caseOf(backend, c.get('person'), c.req.valid('param').caseId)
    return c.json(await seeCase(backend, c.get('person'), known), 200)
  })
  api.openapi(open, async (c) => {
    const asker = c.get('person')
    const { householdNo, ...body } = c.req.valid('json')
    const [household] = await readHouseholdsByNo(backend.sql, householdNo)
    if (household === undefined || !seesRegion(asker, household.assessment.region))
      return refuse('not-found', '没有这户家庭，或它不在您负责的区域，请核对户号。')
    const { region, members } = household.assessment
    const about = { household: household.household, householdNo, region, head: members[0] ?? null }
    const opened = await backend.tasks.cases.open({ type: 'OpenCase', ...about, ...body }, asker.staffNo)
    if (!opened.ok) return refuse('conflict', opened.detail)
    return c.json(await seeCase(backend, asker, await caseOf(backend, asker, opened.case.caseId)), 201)
  })
  api.openapi(command, async (c) => {
    const asker = c.get('person')
    const { caseId } = c.req.valid('param')
    await caseOf(backend, asker, caseId)
    const done = await backend.tasks.cases.perform({ ...c.req.valid('json'), caseId }, asker.staffNo)
    if (!done.ok) return refuse('conflict', done.detail)
    return c.json(await seeCase(backend, asker, await caseOf(backend, asker, caseId)), 200)
  })
  api.openapi(notice, async (c) => {
    const asker = c.get('person')
    const known = await caseOf(backend, asker, c.req.valid('param').caseId)
    const { decisionNo } = c.req.valid('json')
    c.set('told', { whom: [known.household], fields: ['name', 'address'], purpose: purposeWords.apply.zh })
    const decision = known.decisions.find((each) => each.decisionNo === decisionNo)
    if (decision === undefined) return refuse('not-found', '这个个案没有这个决定，请从个案页面进入。')
    if (asker.role === 'grid-worker' && known.owner !== asker.staffNo)
      return refuse('not-allowed', '个案不归您办理，通知书由责任人或上级打印。')
    await unhurried(asker)
    const household = (await readHouseholds(backend.sql, [known.household])).get(known.household)
    return c.json(await decisionNotice(backend, known, decision, household), 200)
  })
}

const filterOf = (asker: Person, query: z.output<typeof CaseQuery>, today: string): CaseFilter => ({
  within: regionsOf(asker),
  withoutRegion: seesRegionless(asker) && query.region === undefined,
  status: query.status ?? ['open', 'paused'],
  matter: query.matter,
  department: query.department,
  owner: query.owner === 'me' ? asker.staffNo : query.owner,
  region: query.region,
  householdNo: query.household,
  ...(query.overdue === undefined ? {} : { dueBefore: today }),
})

/** The case, if it lies in the asker's regions or is his; otherwise it is not there. */
const caseOf = async (backend: Backend, asker: Person, caseId: string): Promise<Case> => {
  const known = await loadCase(backend.sql, caseId)
  if (known === undefined || !(seesRegion(asker, known.region) || known.owner === asker.staffNo))
    return refuse('not-found', '没有这个个案，或它不在您负责的区域。请从个案列表进入。')
  return known
}
