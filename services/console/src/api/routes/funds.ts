import type { z } from '@hono/zod-openapi'
import { AidLedgerAnswer, AidQuery, FundEntryBody, FundListAnswer, ReconciliationAnswer } from '@shouwang/console-api'
import { regionPrefix } from '@shouwang/contracts'
import { enterFund, readAid, readFunds, readRegionNames } from '@shouwang/postgres'
import type { Context } from 'hono'
import { regionsOf, seesRegion } from '../../sign-in/access.ts'
import { ledgerSheets } from '../../views/ledger-sheets.ts'
import { seeReconciled } from '../../views/reconciled-view.ts'
import type { ConsoleEnv } from '../console-env.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext, workbookRoute } from '../route.ts'
import { sendWorkbook } from '../workbook.ts'

const list = jsonRoute({
  method: 'get',
  path: '/funds',
  summary: 'The funds that aid is paid from, with what is left of each',
  tag: 'funds',
  answer: FundListAnswer,
})
const enter = jsonRoute({
  method: 'post',
  path: '/funds/entries',
  summary: 'Enter a sum that came into a fund or left it; opens the fund where it is new',
  tag: 'funds',
  request: { body: jsonBody(FundEntryBody) },
  answer: FundListAnswer,
})
const ledger = jsonRoute({
  method: 'get',
  path: '/aid',
  summary: 'Every aid of a span of days with the case and decision behind it',
  tag: 'funds',
  request: { query: AidQuery },
  answer: AidLedgerAnswer,
})

const exported = workbookRoute({
  method: 'get',
  path: '/aid/export',
  summary: 'The same as a workbook, for finance and auditors',
  tag: 'funds',
  request: { query: AidQuery },
})
const reconciliation = jsonRoute({
  method: 'get',
  path: '/aid/reconciliation',
  summary: 'What was decided and not paid to the subsidy card, paid otherwise, or paid without a decision',
  tag: 'funds',
  request: { query: AidQuery },
  answer: ReconciliationAnswer,
})

/** Funds and the ledger of aid, for those who supervise money. */
export const fundRoutes = ({ api, backend, telemetry }: RouteContext): void => {
  const { sql } = backend
  const funds = async (within: string) => ({
    funds: (await readFunds(sql, within)).map((fund) => ({ ...fund, belowFloor: fund.balanceFen < fund.floorFen })),
  })
  api.openapi(list, async (c) => c.json(await funds(regionsOf(c.get('person'))), 200))
  api.openapi(enter, async (c) => {
    const asker = c.get('person')
    const entry = c.req.valid('json')
    c.set('told', { subject: entry.fundId, purpose: entry.note })
    if (!seesRegion(asker, entry.region)) return refuse('conflict', '这笔资金不在您的辖区内，请核对区划。')
    const at = new Date(backend.nowMs()).toISOString()
    const entered = await enterFund(sql, { ...entry, day: backend.today(), at, by: asker.staffNo })
    if (!entered) return refuse('conflict', '资金余额不足，不能支出这么多。')
    return c.json(await funds(regionsOf(asker)), 200)
  })
  api.openapi(reconciliation, async (c) => {
    const asker = c.get('person')
    const { from, to, region } = c.req.valid('query')
    if (region !== undefined && !seesRegion(asker, region)) return refuse('not-found', '这个区划不在您的辖区内。')
    const within = region === undefined ? regionsOf(asker) : regionPrefix(region)
    const found = await backend.reports.payments({ within, from, to, today: backend.today() })
    if (within === '') telemetry?.reconciled(found)
    return c.json({ from, to, ...(await seeReconciled(backend, found)) }, 200)
  })
  const ledgerOf = async (c: Context<ConsoleEnv>, { from, to, region }: z.output<typeof AidQuery>) => {
    const asker = c.get('person')
    if (region !== undefined && !seesRegion(asker, region)) return refuse('not-found', '这个区划不在您的辖区内。')
    const within = region === undefined ? regionsOf(asker) : regionPrefix(region)
    const rows = await readAid(sql, { within, from, to })
    const names = await readRegionNames(
      sql,
      rows.flatMap((row) => row.region ?? []),
    )
    const counted = rows.filter(({ reversedOn }) => reversedOn === null)
    const lines = rows.map(({ region: place, by: _, household: __, ...row }) => ({
      ...row,
      regionName: place === null ? '辖区未知' : (names.get(place) ?? place),
      programmeName: backend.programmes.find(({ id }) => id === row.programme)?.name ?? row.programme,
    }))
    const families = new Set(counted.map(({ householdNo }) => householdNo)).size
    const totalFen = counted.reduce((sum, { amountFen }) => sum + amountFen, 0)
    c.set('told', { whom: [...new Set(rows.map(({ household }) => household))] })
    return { from, to, families, times: counted.length, totalFen, lines }
  }
  api.openapi(ledger, async (c) => c.json(await ledgerOf(c, c.req.valid('query')), 200))
  api.openapi(exported, async (c) => {
    const answer = await ledgerOf(c, c.req.valid('query'))
    c.set('told', { ...c.get('told'), subject: `${answer.from}—${answer.to}`, fields: ['export'] })
    const { funds: known } = await funds(regionsOf(c.get('person')))
    return sendWorkbook(c, `救助给付_${answer.from}_${answer.to}.xlsx`, ledgerSheets(answer, known))
  })
}
