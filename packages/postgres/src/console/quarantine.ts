import type { Day, RegionCode } from '@shouwang/contracts'
import { isoInstant, type Queryable } from '../engine/sql.ts'
import { inRegion } from '../ingest/quarantine.ts'

/** An entry of the quarantine as lists show it, without what it holds. */
export type QuarantineRow = {
  readonly quarantineId: string
  readonly feed: string
  readonly delivery: string
  /** The file that it came with first: a row that was mended and refused again keeps it, and its place there. */
  readonly fileName: string | null
  /** The region of its delivery; null where it came with none. */
  readonly region: RegionCode | null
  readonly rowNo: number
  readonly businessDay: Day
  readonly stage: string
  readonly reason: string
  readonly field: string | null
  readonly seen: number
  readonly state: string
  readonly note: string | null
  readonly at: string
}

/** Which entries a list asks for. */
export type QuarantineFilter = {
  readonly feed?: string | undefined
  readonly reason?: string | undefined
  readonly delivery?: string | undefined
  /** Business days, both included. */
  readonly from?: Day | undefined
  readonly to?: Day | undefined
  readonly state: string
  /** What the regions of their deliveries begin with; a message that came with none is the whole city's. */
  readonly within?: string | undefined
}

/** Rows set aside, in the order of their files: from an offset, or after a row by its id. */
export const listQuarantine = async (
  sql: Queryable,
  filter: QuarantineFilter,
  page: { readonly limit: number; readonly offset: number; readonly after?: string | undefined },
): Promise<{ items: QuarantineRow[]; total: number }> => {
  const where = `q.state = $1 and ($2::text is null or q.feed = $2) and ($3::text is null or q.reason = $3)
    and ($4::text is null or q.delivery = $4) and ($5::date is null or q.business_day >= $5)
    and ($6::date is null or q.business_day <= $6) and ${inRegion('$7::text')}`
  const { state, feed, reason, delivery, from, to, within = '' } = filter
  const values = [state, feed, reason, delivery, from, to, within].map((value) => value ?? null)
  const [found] = await sql.query<{ total: number }>(
    `select count(*) as total from quarantine q left join deliveries d on d.delivery = q.delivery where ${where}`,
    values,
  )
  const items = await sql.query<QuarantineRow>(
    `select ${quarantineColumns} from quarantine q left join deliveries d on d.delivery = q.delivery
       left join quarantine a on a.quarantine_id = $8
     where ${where} and ($8::text is null or q.business_day < a.business_day or (q.business_day = a.business_day and
       (q.feed, q.delivery, q.row_no, q.quarantine_id) > (a.feed, a.delivery, a.row_no, a.quarantine_id)))
     order by q.business_day desc, q.feed, q.delivery, q.row_no, q.quarantine_id
     limit ${page.limit} offset ${page.offset}`,
    [...values, page.after ?? null],
  )
  return { items, total: found?.total ?? 0 }
}

/** One row set aside, without its words. */
export const readQuarantine = async (
  sql: Queryable,
  quarantineId: string,
  within = '',
): Promise<QuarantineRow | undefined> =>
  (
    await sql.query<QuarantineRow>(
      `select ${quarantineColumns} from quarantine q left join deliveries d on d.delivery = q.delivery
       where q.quarantine_id = $1 and ${inRegion('$2::text')}`,
      [quarantineId, within],
    )
  )[0]

/** How many rows wait, by feed and reason; of these business days, both included. */
export const countQuarantine = (
  sql: Queryable,
  { from, to, within = '' }: Pick<QuarantineFilter, 'from' | 'to' | 'within'> = {},
): Promise<{ feed: string; reason: string; waiting: number }[]> =>
  sql.query(
    `select q.feed, q.reason, count(*) as waiting from quarantine q left join deliveries d on d.delivery = q.delivery
     where q.state = 'waiting' and ($1::date is null or q.business_day >= $1)
       and ($2::date is null or q.business_day <= $2) and ${inRegion('$3::text')}
     group by q.feed, q.reason order by waiting desc, q.feed, q.reason`,
    [from ?? null, to ?? null, within],
  )

/** Where a row came from first: it may have been mended and refused again, each time as a delivery of its own. */
const firstOf = (column: string): string => `(with recursive before as (
    select o.delivery, o.row_no, 1 as step from quarantine o where o.state = 'replayed' and o.state_note = q.delivery and q.row_no = 1
    union all
    select o.delivery, o.row_no, b.step + 1 from before b
      join quarantine o on o.state = 'replayed' and o.state_note = b.delivery and b.row_no = 1
    where b.step < ${MOST_REPLAYS})
  select ${column} from before left join deliveries f on f.delivery = before.delivery order by step desc limit 1)`
const MOST_REPLAYS = 20

const quarantineColumns = `q.quarantine_id as "quarantineId", q.feed, q.delivery,
  coalesce(${firstOf('f.file_name')}, d.file_name) as "fileName", d.region,
  coalesce(${firstOf('before.row_no')}, q.row_no) as "rowNo", q.business_day as "businessDay", q.stage, q.reason, q.field, q.seen, q.state,
  q.state_note as note, ${isoInstant('q.at')} as at`
