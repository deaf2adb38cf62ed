import type { Day } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/**
 * The whole account of one feed. `unaccounted` rows were received and neither accepted nor set aside: never right.
 * `unresolved` rows were accepted and are not yet applied, recognised or set aside: right only while they are under way.
 */
export type FeedAccount = {
  readonly feed: string
  readonly lastDay: Day
  readonly received: number
  readonly accepted: number
  readonly quarantined: number
  readonly applied: number
  readonly duplicate: number
  readonly stale: number
  readonly quarantinedLater: number
  readonly unaccounted: number
  readonly unresolved: number
}

/** The account of every feed that ever delivered. */
export const readFeedAccounts = (sql: Queryable): Promise<FeedAccount[]> =>
  sql.query<FeedAccount>(
    `select feed, max(business_day) as "lastDay", sum(received)::int8 as received, sum(accepted)::int8 as accepted,
       sum(quarantined)::int8 as quarantined, sum(applied)::int8 as applied, sum(duplicate)::int8 as duplicate,
       sum(stale)::int8 as stale, sum(quarantined_later)::int8 as "quarantinedLater",
       sum(abs(received - accepted - quarantined))::int8 as unaccounted,
       sum(abs(accepted - applied - duplicate - stale - quarantined_later))::int8 as unresolved
     from deliveries group by feed order by feed`,
  )

/** By feed, the number of regions whose last complete delivery counts as no whole roll: it is empty, or too much of it names nobody. */
export const countUnreadRolls = (sql: Queryable): Promise<{ readonly feed: string; readonly regions: number }[]> =>
  sql.query(
    `select feed, count(*) filter (where problem is not null)::int as regions from (
       select distinct on (feed, region) feed, problem from deliveries where status = 'complete' and not part
       order by feed, region, business_day desc, finished_at desc) last
     group by feed order by feed`,
  )
