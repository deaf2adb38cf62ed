import type { Receipt } from '@shouwang/contracts'
import { isoInstant, type Queryable } from '../engine/sql.ts'

/** Receipts, the newest first. */
export const listDeliveries = (
  sql: Queryable,
  about: { readonly feed?: string | undefined; readonly limit: number; readonly offset: number },
): Promise<Receipt[]> =>
  sql.query<Receipt>(
    `select ${receiptColumns} from deliveries where $1::text is null or feed = $1
     order by started_at desc, delivery limit ${about.limit} offset ${about.offset}`,
    [about.feed ?? null],
  )

/** One receipt. */
export const readDelivery = async (sql: Queryable, delivery: string): Promise<Receipt | undefined> =>
  (await sql.query<Receipt>(`select ${receiptColumns} from deliveries where delivery = $1`, [delivery]))[0]

/** The newest receipt of each feed. */
export const readLastDeliveries = async (sql: Queryable): Promise<ReadonlyMap<string, Receipt>> =>
  new Map(
    (
      await sql.query<Receipt>(
        `select distinct on (feed) ${receiptColumns} from deliveries order by feed, business_day desc, started_at desc`,
      )
    ).map((receipt) => [receipt.feed, receipt]),
  )

const receiptColumns = `delivery, feed, file_name as "fileName", business_day as "businessDay", part, status, problem, remarks,
  received, accepted, mended, quarantined, quarantined_by as "quarantinedBy", applied, duplicate, stale,
  quarantined_later as "quarantinedLater", ${isoInstant('started_at')} as "startedAt",
  ${isoInstant('finished_at')} as "finishedAt"`
