import type { Day, Receipt, RegionCode } from '@shouwang/contracts'
import type { Sql } from './sql.ts'

type Run = Pick<Sql, 'query'>

export type Announced = {
  readonly delivery: string
  readonly feed: string
  readonly fileName: string | null
  readonly contentHash: string | null
  readonly businessDay: Day
  readonly region: RegionCode
  /** More of the feed is to come; a delivery that is no part ends the parts of its day. */
  readonly part: boolean
}

/** Opens the account of a delivery. One that is open already stays as it is, but for what its sender now calls it. */
export const announceDelivery = async (sql: Run, announced: Announced): Promise<void> => {
  const { delivery, feed, fileName, contentHash, businessDay, region, part } = announced
  await sql.query(
    `insert into deliveries (delivery, feed, file_name, content_hash, business_day, region, part)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (delivery) do update set part = excluded.part where deliveries.status = 'receiving'`,
    [delivery, feed, fileName, contentHash, businessDay, region, part],
  )
}

/** How a delivery was announced, and how it stands; undefined for a stranger. */
export const announcedDelivery = async (
  sql: Run,
  delivery: string,
): Promise<(Pick<Announced, 'contentHash' | 'businessDay'> & Pick<Receipt, 'status'>) | undefined> =>
  (
    await sql.query<Pick<Announced, 'contentHash' | 'businessDay'> & Pick<Receipt, 'status'>>(
      `select content_hash as "contentHash", business_day as "businessDay", status from deliveries where delivery = $1`,
      [delivery],
    )
  )[0]

/** The latest month of which the judged parts of a feed told that count for one day and region; undefined without one. */
export const partsThroughMonth = async (
  sql: Run,
  { feed, businessDay, region }: Pick<Announced, 'feed' | 'businessDay' | 'region'>,
): Promise<string | undefined> =>
  (
    await sql.query<{ month: string | null }>(
      `select max(through_month) as month from deliveries
       where feed = $1 and business_day = $2 and region = $3 and part and file_name is not null`,
      [feed, businessDay, region],
    )
  )[0]?.month ?? undefined

/** How the earlier attempts of one delivery stand, by their ids. */
export const attemptsOf = (
  sql: Run,
  ids: readonly string[],
): Promise<{ delivery: string; status: Receipt['status'] }[]> =>
  sql.query('select delivery, status from deliveries where delivery = any($1)', [ids])

/** Notes why a delivery ended before it was whole. What arrived of it is kept and counted. */
export const failDelivery = async (sql: Run, delivery: string, problem: string): Promise<void> => {
  await sql.query(`update deliveries set status = 'failed', problem = $2, finished_at = now() where delivery = $1`, [
    delivery,
    problem,
  ])
}

/** Closes the account of a reference file: accepted rows that changed nothing count as duplicates. */
export const settleReference = async (
  sql: Run,
  delivery: string,
  counts: {
    received: number
    accepted: number
    applied: number
    mended: number
    refusedBy: Readonly<Record<string, number>>
  },
): Promise<void> => {
  const { received, accepted, applied, mended, refusedBy } = counts
  await sql.query(
    `update deliveries set status = 'complete', last_row = $2, received = $2, accepted = $3, applied = $7,
       duplicate = $3::bigint - $7::bigint, mended = $4, quarantined = $5, quarantined_by = $6, finished_at = now() where delivery = $1`,
    [delivery, received, accepted, mended, received - accepted, JSON.stringify(refusedBy), applied],
  )
}
