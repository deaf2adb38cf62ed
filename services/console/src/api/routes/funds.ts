import { AidLedgerAnswer, AidQuery, FundEntryBody, FundListAnswer, ReconciliationAnswer } from '@shouwang/console-api'
import { regionPrefix } from '@shouwang/contracts'
import { enterFund, readAid, readFunds, readRegionNames } from '@shouwang/postgres'
import { regionsOf, seesRegion } from '../../sign-in/access.ts'
import { seeReconciled } from '../../views/reconciled-view.ts'
import { refuse } from '../problem.ts'
import { jsonBody, jsonRoute, type RouteContext } from '../route.ts'

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
    if (!seesRegion(asker, entry.region)) return refuse('bad-request', '这笔资金不在您的辖区内，请核对区划。')
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
  api.openapi(ledger, async (c) => {
    const asker = c.get('person')
    const { from, to, region } = c.req.valid('query')
    if (region !== undefined && !seesRegion(asker, region)) return refuse('not-found', '这个区划不在您的辖区内。')
    const rows = await readAid(sql, {
      within: region === undefined ? regionsOf(asker) : regionPrefix(region),
      from,
      to,
    })
    const names = await readRegionNames(
      sql,
      rows.flatMap((row) => row.region ?? []),
    )
    const counted = rows.filter(({ reversedOn }) => reversedOn === null)
    const lines = rows.map(({ region: place, by: _, ...row }) => ({
      ...row,
      regionName: place === null ? '辖区未知' : (names.get(place) ?? place),
    }))
    const families = new Set(counted.map(({ householdNo }) => householdNo)).size
    const totalFen = counted.reduce((sum, { amountFen }) => sum + amountFen, 0)
    return c.json({ from, to, families, times: counted.length, totalFen, lines }, 200)
  })
}
