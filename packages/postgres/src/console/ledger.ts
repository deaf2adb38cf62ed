import type { Day } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/** The account of one feed on one day (docs/design.md §7.2). */
export type LedgerLine = {
  readonly feed: string
  readonly day: Day
  readonly received: number
  readonly accepted: number
  readonly quarantined: number
  readonly applied: number
  readonly duplicate: number
  readonly stale: number
  readonly quarantinedLater: number
  /** `received = accepted + quarantined` and `accepted = applied + duplicate + stale + quarantined later`. */
  readonly balanced: boolean
}

/** The account per feed and day, both days included. */
export const readLedger = async (
  sql: Queryable,
  { from, to, within = '' }: { from: Day; to: Day; within?: string },
): Promise<readonly LedgerLine[]> =>
  sql.query<LedgerLine>(
    `select *, received = accepted + quarantined
         and accepted = applied + duplicate + stale + "quarantinedLater" as balanced
     from (
       select feed, business_day as day, sum(received)::int8 as received, sum(accepted)::int8 as accepted,
         sum(quarantined)::int8 as quarantined, sum(applied)::int8 as applied, sum(duplicate)::int8 as duplicate,
         sum(stale)::int8 as stale, sum(quarantined_later)::int8 as "quarantinedLater"
       from deliveries where business_day between $1 and $2 and region like $3 || '%'
       group by feed, business_day) sums
     order by day, feed`,
    [from, to, within],
  )

/** A delivery that is not complete and has made no progress for a while. */
export type StalledDelivery = {
  readonly delivery: string
  readonly feed: string
  readonly fileName: string | null
  readonly businessDay: Day
  readonly status: 'receiving' | 'processing'
  readonly received: number
  readonly accepted: number
  /** Accepted rows that are applied, recognised or in quarantine. */
  readonly settled: number
  readonly standingMinutes: number
}

/** Deliveries of these days, both included, that are not complete and made no progress for `minutes`, the oldest first. */
export const readStalledDeliveries = async (
  sql: Queryable,
  { from, to, minutes, within = '' }: { from: Day; to: Day; minutes: number; within?: string },
): Promise<readonly StalledDelivery[]> =>
  sql.query<StalledDelivery>(
    `select delivery, feed, file_name as "fileName", business_day as "businessDay", status, received, accepted,
       applied + duplicate + stale + quarantined_later as settled,
       floor(extract(epoch from now() - progressed_at) / 60)::int as "standingMinutes"
     from deliveries
     where status in ('receiving', 'processing') and business_day between $1 and $2
       and progressed_at <= now() - make_interval(mins => $3) and region like $4 || '%'
     order by progressed_at, delivery limit 500`,
    [from, to, minutes, within],
  )
