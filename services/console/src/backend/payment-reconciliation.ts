import { PAID_WITHIN_DAYS, type Paid, reconcilePayments } from '@shouwang/casework'
import { cardPayments, type WarehouseClient } from '@shouwang/clickhouse'
import { addDays } from '@shouwang/contracts'
import { readCardAid, readGranted, readHomes, type Sql } from '@shouwang/postgres'
import type { Backend } from './backend.ts'

/** The programmes whose payments the subsidy-card feed names and that are decided by assistance alone. */
const onTheCard = [
  'temporary-relief',
  'disaster-relief',
  'dibao',
  'tekun',
  'orphan',
  'unattended-child',
  'disability-care',
  'disability-living',
] as const

/** Holds what cases decided and gave in a span of days against what the card paid from then on. */
export const paymentReconciliation =
  (sql: Sql, warehouse: WarehouseClient | undefined): Backend['reports']['payments'] =>
  async ({ within, from, to, today }) => {
    if (warehouse === undefined) throw new Error('there is no ClickHouse here: set SHOUWANG_CLICKHOUSE_URL')
    const until = addDays(to, PAID_WITHIN_DAYS)
    const payments = await cardPayments(warehouse, { from, to: until, programmes: onTheCard })
    const span = { within, from, to }
    const promised = [...(await readCardAid(sql, span)), ...(await readGranted(sql, span))].filter(({ programme }) =>
      (onTheCard as readonly string[]).includes(programme),
    )
    const homes = await readHomes(
      sql,
      payments.map(({ person }) => person),
    )
    const paid = payments.flatMap(({ person, paidOn: day, ...payment }): Paid[] => {
      const home = homes.get(person)
      return home === undefined || !(home.region ?? '').startsWith(within) ? [] : [{ ...home, ...payment, day }]
    })
    const { paidNotDecided, ...rest } = reconcilePayments(promised, paid, today)
    return { ...rest, paidNotDecided: paidNotDecided.filter(({ day }) => day <= to) }
  }
