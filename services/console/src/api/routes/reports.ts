import { z } from '@hono/zod-openapi'
import {
  EvaluationAnswer,
  EvaluationQuery,
  EvidenceAnswer,
  EvidenceQuery,
  GrowthAnswer,
  GrowthQuery,
  RecipientsAnswer,
  RecipientsQuery,
} from '@shouwang/console-api'
import type { Day, RegionCode } from '@shouwang/contracts'
import { growthSpan } from '@shouwang/policy'
import type { Backend } from '../../backend/backend.ts'
import type { Person } from '../../sign-in/access.ts'
import { evaluationSheets, seeEvaluation, seeEvidence } from '../../views/evaluation-view.ts'
import { growthSheets, recipientSheets, seeRecipients } from '../../views/recipients-view.ts'
import { refuse } from '../problem.ts'
import { regionFor } from '../region-for.ts'
import { jsonRoute, type RouteContext, workbookRoute } from '../route.ts'
import { sendWorkbook } from '../workbook.ts'

const recipients = jsonRoute({
  method: 'get',
  path: '/reports/recipients',
  summary: 'Who was on which programme on a day (在享人数), by place, and what our cases gave in the year up to it',
  tag: 'reports',
  request: { query: RecipientsQuery },
  answer: RecipientsAnswer,
})
const recipientsExport = workbookRoute({
  method: 'get',
  path: '/reports/recipients/export',
  summary: 'The same as a workbook',
  tag: 'reports',
  request: { query: RecipientsQuery },
})
const growth = jsonRoute({
  method: 'get',
  path: '/reports/growth',
  summary: 'How the money standards of each city moved between two days (标准增长)',
  tag: 'reports',
  request: { query: GrowthQuery },
  answer: GrowthAnswer,
})
const growthExport = workbookRoute({
  method: 'get',
  path: '/reports/growth/export',
  summary: 'The same as a workbook',
  tag: 'reports',
  request: { query: GrowthQuery },
})
const evaluation = jsonRoute({
  method: 'get',
  path: '/reports/evaluation',
  summary: 'How towns and departments did (救助工作评价), by dated standards; workers are not evaluated',
  tag: 'reports',
  request: { query: EvaluationQuery },
  answer: EvaluationAnswer,
})
const evaluationExport = workbookRoute({
  method: 'get',
  path: '/reports/evaluation/export',
  summary: 'The same as a workbook',
  tag: 'reports',
  request: { query: EvaluationQuery },
})
const evidence = jsonRoute({
  method: 'get',
  path: '/reports/evaluation/{standard}/evidence',
  summary: 'What of a town or department fell short of a standard, each by what opens it',
  tag: 'reports',
  request: { params: z.object({ standard: z.string().regex(/^[a-z][a-z0-9-]{0,60}$/) }), query: EvidenceQuery },
  answer: EvidenceAnswer,
})

/** Reports of states on a day: who receives what, and how standards moved. */
export const reportRoutes = ({ api, backend }: RouteContext): void => {
  const recipientsOf = (
    asker: Person,
    { day = backend.today(), region }: { readonly day?: Day | undefined; readonly region?: RegionCode | undefined },
  ) => seeRecipients(backend, asker, { day: notLater(backend, day), region: regionFor(asker, region) })
  api.openapi(recipients, async (c) => c.json(await recipientsOf(c.get('person'), c.req.valid('query')), 200))
  api.openapi(recipientsExport, async (c) => {
    const answer = await recipientsOf(c.get('person'), c.req.valid('query'))
    return sendWorkbook(c, `在享人数_${answer.day}.xlsx`, recipientSheets(answer))
  })
  const evaluationOf = (asker: Person, query: Span) => seeEvaluation(backend, asker, aboutOf(backend, asker, query))
  api.openapi(evaluation, async (c) => c.json(await evaluationOf(c.get('person'), c.req.valid('query')), 200))
  api.openapi(evaluationExport, async (c) => {
    const answer = await evaluationOf(c.get('person'), c.req.valid('query'))
    return sendWorkbook(c, `工作评价_${answer.from}_${answer.to}.xlsx`, evaluationSheets(answer))
  })
  api.openapi(evidence, async (c) => {
    const asker = c.get('person')
    const { standard } = c.req.valid('param')
    const { unit, ...query } = c.req.valid('query')
    const found = await seeEvidence(backend, asker, { ...aboutOf(backend, asker, query), standard, unit })
    return found === undefined ? refuse('not-found', '没有这条标准，或这一天的情况无从得知。') : c.json(found, 200)
  })
  api.openapi(growth, async (c) => c.json(growthOf(backend, c.req.valid('query')), 200))
  api.openapi(growthExport, async (c) => {
    const answer = growthOf(backend, c.req.valid('query'))
    return sendWorkbook(c, `标准增长_${answer.from}_${answer.to}.xlsx`, growthSheets(answer))
  })
}

type Span = {
  readonly from?: Day | undefined
  readonly to?: Day | undefined
  readonly region?: RegionCode | undefined
}

/** The year up to the last day, which is today where none is told. */
const aboutOf = (backend: Backend, asker: Person, { from, to, region }: Span) => {
  const last = notLater(backend, to ?? backend.today())
  const first = from ?? `${last.slice(0, 4)}-01-01`
  if (first > last) return refuse('conflict', `${first} 晚于 ${last}，请对调。`)
  return { from: first, to: last, region: regionFor(asker, region) }
}

const notLater = (backend: Backend, day: Day): Day =>
  day > backend.today() ? refuse('conflict', `${day} 还没有到，只能看今天和以前的日期。`) : day

const growthOf = (backend: Backend, { from, to, region }: z.infer<typeof GrowthQuery>): GrowthAnswer => {
  const span = growthSpan(backend.today(), { from, to })
  if (span.from > span.to) return refuse('conflict', `${span.from} 晚于 ${span.to}，请对调。`)
  const standards = backend.standardsGrowth(span.from, span.to)
  return { ...span, standards: standards.filter((each) => region === undefined || each.region === region) }
}
