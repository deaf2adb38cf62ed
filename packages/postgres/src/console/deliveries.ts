import type { Receipt } from '@shouwang/contracts'
import { isoInstant, type Queryable } from '../engine/sql.ts'

/** Receipts of deliveries for regions that begin so, the newest first. */
export const listDeliveries = (
  sql: Queryable,
  about: {
    readonly feed?: string | undefined
    readonly within?: string
    readonly limit: number
    readonly offset: number
  },
): Promise<Receipt[]> =>
  sql.query<Receipt>(
    `select ${receiptColumns} from deliveries where ($1::text is null or feed = $1) and region like $2 || '%'
     order by started_at desc, delivery limit ${about.limit} offset ${about.offset}`,
    [about.feed ?? null, about.within ?? ''],
  )

/** One receipt, of a delivery for a region that begins so. */
export const readDelivery = async (sql: Queryable, delivery: string, within = ''): Promise<Receipt | undefined> =>
  (
    await sql.query<Receipt>(`select ${receiptColumns} from deliveries where delivery = $1 and region like $2 || '%'`, [
      delivery,
      within,
    ])
  )[0]

/** The newest receipt of each feed for regions that begin so. */
export const readLastDeliveries = async (sql: Queryable, within = ''): Promise<ReadonlyMap<string, Receipt>> =>
  new Map(
    (
      await sql.query<Receipt>(
        `select distinct on (feed) ${receiptColumns} from deliveries where region like $1 || '%'
         order by feed, business_day desc, started_at desc`,
        [within],
      )
    ).map((receipt) => [receipt.feed, receipt]),
  )

/** How many rows a whole delivery of each feed usually has: the middle of the eight before the last one. */
export const readUsualVolumes = async (sql: Queryable, within = ''): Promise<ReadonlyMap<string, number>> =>
  new Map(
    (
      await sql.query<{ feed: string; rows: number }>(
        `select feed, (percentile_disc(0.5) within group (order by received))::int as rows from (
           select feed, received, row_number() over (partition by feed order by business_day desc, started_at desc) as place
           from deliveries where status = 'complete' and not part and region like $1 || '%'
         ) placed where place between 2 and 9 group by feed`,
        [within],
      )
    ).map(({ feed, rows }) => [feed, rows]),
  )

const receiptColumns = `delivery, feed, file_name as "fileName", business_day as "businessDay", part, status, problem, remarks,
  received, accepted, mended, quarantined, quarantined_by as "quarantinedBy", applied, duplicate, stale,
  quarantined_later as "quarantinedLater", ${isoInstant('started_at')} as "startedAt",
  ${isoInstant('finished_at')} as "finishedAt"`
