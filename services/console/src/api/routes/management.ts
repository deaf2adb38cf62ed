import {
  MajorQuery,
  MajorReportAnswer,
  MonthQuery,
  OverviewAnswer,
  RingsAnswer,
  RingsQuery,
  ShadowAnswer,
  ShadowQuery,
  SupervisionAnswer,
  WeeklyReportAnswer,
} from '@shouwang/console-api'
import type { RegionCode } from '@shouwang/contracts'
import type { Backend } from '../../backend/backend.ts'
import type { Person } from '../../sign-in/access.ts'
import { seeRings } from '../../views/hardship-view.ts'
import { seeMajorReport } from '../../views/major-view.ts'
import { monthSheets } from '../../views/month-sheets.ts'
import { seeOverview, spanOf } from '../../views/overview-view.ts'
import { seeShadow } from '../../views/shadow-view.ts'
import { seeSupervision } from '../../views/supervision-view.ts'
import { refuse } from '../problem.ts'
import { regionFor } from '../region-for.ts'
import { jsonRoute, type RouteContext, workbookRoute } from '../route.ts'
import { sendWorkbook } from '../workbook.ts'

const supervision = jsonRoute({
  method: 'get',
  path: '/supervision',
  summary: 'What is late by worker, village and step, with the reason given, and who was told and has seen it',
  tag: 'tasks',
  answer: SupervisionAnswer,
})
const overview = jsonRoute({
  method: 'get',
  path: '/reports/overview',
  summary: 'How each area stands, and how a month went',
  tag: 'reports',
  request: { query: MonthQuery },
  answer: OverviewAnswer,
})
const major = jsonRoute({
  method: 'get',
  path: '/reports/major',
  summary: 'What of a day has to be known above at once (重大事项当日报告), by the rules of the place',
  tag: 'reports',
  request: { query: MajorQuery },
  answer: MajorReportAnswer,
})
const shadow = jsonRoute({
  method: 'get',
  path: '/reports/shadow',
  summary: 'Indicators in shadow: in how many households each fires, by town, and what visits found there',
  tag: 'reports',
  request: { query: ShadowQuery },
  answer: ShadowAnswer,
})
const rings = jsonRoute({
  method: 'get',
  path: '/reports/rings',
  summary: 'Every known household by how it stands to the standard (困难圈层), by area and cause',
  tag: 'reports',
  request: { query: RingsQuery },
  answer: RingsAnswer,
})
const monthly = jsonRoute({
  method: 'get',
  path: '/reports/monthly',
  summary: 'A month of work, by region and indicator',
  tag: 'reports',
  request: { query: MonthQuery },
  answer: WeeklyReportAnswer,
})
const exported = workbookRoute({
  method: 'get',
  path: '/reports/monthly/export',
  summary: 'The same as a workbook',
  tag: 'reports',
  request: { query: MonthQuery },
})

/** What those above see of the work: what is late, and how it goes. */
export const managementRoutes = ({ api, backend }: RouteContext): void => {
  api.openapi(supervision, async (c) => {
    const answer = await seeSupervision(backend, c.get('person'))
    c.set('told', { fields: ['supervision'] })
    return c.json(answer, 200)
  })
  api.openapi(overview, async (c) => {
    const asker = c.get('person')
    const { month, region } = c.req.valid('query')
    return c.json(await seeOverview(backend, asker, { region: regionFor(asker, region), month }), 200)
  })
  api.openapi(major, async (c) => {
    const asker = c.get('person')
    const { day = backend.today(), region } = c.req.valid('query')
    if (day > backend.today()) return refuse('conflict', `${day} 还没有到，只能看今天和以前的日期。`)
    c.set('told', { fields: ['major-matters'] })
    return c.json(await seeMajorReport(backend, asker, { region: regionFor(asker, region), day }), 200)
  })
  api.openapi(shadow, async (c) => {
    const asker = c.get('person')
    const { region, useFrom } = c.req.valid('query')
    return c.json(await seeShadow(backend, { region: regionFor(asker, region), useFrom }), 200)
  })
  api.openapi(rings, async (c) => {
    const asker = c.get('person')
    return c.json(await seeRings(backend, asker, regionFor(asker, c.req.valid('query').region)), 200)
  })
  const monthOf = (asker: Person, { month, region }: { month?: string | undefined; region?: RegionCode | undefined }) =>
    reportOf(backend, regionFor(asker, region), month)
  api.openapi(monthly, async (c) => {
    const report = await monthOf(c.get('person'), c.req.valid('query'))
    return c.json({ ...report, regions: [...report.regions], indicators: [...report.indicators] }, 200)
  })
  api.openapi(exported, async (c) => {
    const report = await monthOf(c.get('person'), c.req.valid('query'))
    return sendWorkbook(c, `月报_${report.from.slice(0, 7)}.xlsx`, monthSheets(report))
  })
}

const reportOf = (backend: Backend, region: RegionCode, month: string | undefined) =>
  backend.reports.month({ region, ...spanOf(month, backend.today()) })
