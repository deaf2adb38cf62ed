import type { Day, QuarantineNotice, RegionCode } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/** The first columns of `quarantine`: what a notice says, whichever stage set something aside. */
export const noticeColumns = 'quarantine_id, feed, delivery, row_no, business_day, stage, reason, field'

/** A notice as these columns hold it. */
export const noticeValues = (notice: QuarantineNotice): readonly unknown[] => [
  notice.quarantineId,
  notice.feed,
  notice.delivery,
  notice.rowNo,
  notice.businessDay,
  notice.stage,
  notice.reason,
  notice.field,
]

/** A condition on the delivery `d` of an entry: its region begins so; what came with none is the whole city's. */
export const inRegion = (place: string): string =>
  `(d.region like ${place} || '%' or (d.region is null and length(${place}) <= ${CITY_DIGITS}))`
const CITY_DIGITS = 4

/** A row that ingest set aside, encrypted for the vault. */
export type QuarantinedRow = { readonly notice: QuarantineNotice; readonly sealed: string }

/**
 * Puts rows into quarantine, as many in one statement as differ. One that is there already is counted once more; one that was
 * replayed by this delivery waits again.
 */
export const saveQuarantined = async (tx: Queryable, rows: readonly QuarantinedRow[]): Promise<void> => {
  const seen = new Set<string>()
  const again: QuarantinedRow[] = []
  const apart = rows.filter((row) => {
    const { quarantineId } = row.notice
    if (seen.has(quarantineId)) again.push(row)
    return !seen.has(quarantineId) && seen.add(quarantineId)
  })
  if (apart.length === 0) return
  const columns = apart.map(({ notice, sealed }) => [...noticeValues(notice), sealed, notice.at])
  await tx.query(
    `insert into quarantine (${noticeColumns}, sealed, at)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::date[], $6::text[], $7::text[], $8::text[],
       $9::text[], $10::timestamptz[])
     on conflict (quarantine_id) do update set seen = quarantine.seen + 1,
       state = case when quarantine.state = 'replayed'
         and quarantine.state_note in (excluded.delivery, 'stream:' || excluded.feed)
         then 'waiting' else quarantine.state end`,
    Array.from({ length: 10 }, (_, column) => columns.map((values) => values[column])),
  )
  await saveQuarantined(tx, again)
}

/** An entry of the quarantine: a sealed row of ingest, or a dead letter of a later stage. */
export type QuarantineEntry = {
  readonly feed: string
  /** The row that ingest set aside; null for a dead letter of a later stage, which is in `message`. */
  readonly sealed: string | null
  readonly message: string | null
  readonly state: 'waiting' | 'replayed' | 'discarded'
  readonly businessDay: Day
  /** The region of its delivery; null where it came with none. */
  readonly region: RegionCode | null
  /** How often this row was set aside. */
  readonly seen: number
}

/** One entry of the quarantine, still sealed. */
export const readQuarantinedRow = async (sql: Queryable, quarantineId: string): Promise<QuarantineEntry | undefined> =>
  (
    await sql.query<QuarantineEntry>(
      `select q.feed, q.sealed, q.message, q.state, q.business_day as "businessDay", d.region, q.seen
       from quarantine q left join deliveries d on d.delivery = q.delivery where q.quarantine_id = $1`,
      [quarantineId],
    )
  )[0]

/**
 * Marks a waiting entry as replayed or discarded, unless it was set aside again since the caller read its `seen`: it then
 * waits for something that the caller did not know. Says whether it did.
 */
export const resolveQuarantined = async (
  sql: Queryable,
  quarantineId: string,
  { state, note, by, seen }: { state: 'replayed' | 'discarded'; note: string; by: string; seen?: number },
): Promise<boolean> =>
  (
    await sql.query(
      `update quarantine set state = $2, state_note = $3, state_by = $4
       where quarantine_id = $1 and state = 'waiting' and seen = coalesce($5, seen) returning 1`,
      [quarantineId, state, note, by, seen ?? null],
    )
  ).length > 0

/** Which waiting rows are meant. Days are business days, both included. */
export type WaitingFilter = {
  readonly feed: string
  readonly reason?: string | undefined
  readonly from?: Day | undefined
  readonly to?: Day | undefined
  /** What the regions of their deliveries begin with; what came with none is the whole city's. */
  readonly within?: string | undefined
}

/** A waiting row of ingest, still sealed. */
export type WaitingRow = Pick<QuarantineEntry, 'sealed' | 'businessDay' | 'region' | 'seen'> & {
  readonly quarantineId: string
}

/** The next waiting rows behind `after` in the order of their ids, still sealed. */
export const readWaitingRows = (
  sql: Queryable,
  { feed, reason, from, to, within = '' }: WaitingFilter,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<WaitingRow[]> =>
  sql.query<WaitingRow>(
    `select q.quarantine_id as "quarantineId", q.sealed, q.business_day as "businessDay", d.region, q.seen
     from quarantine q left join deliveries d on d.delivery = q.delivery
     where q.state = 'waiting' and q.feed = $1 and ($2::text is null or q.reason = $2)
       and ($3::date is null or q.business_day >= $3) and ($4::date is null or q.business_day <= $4)
       and q.quarantine_id > $5 and ${inRegion('$7::text')}
     order by q.quarantine_id limit $6`,
    [feed, reason ?? null, from ?? null, to ?? null, after, limit, within],
  )

/** Marks waiting entries as replayed, all but those that were set aside again since the caller read their `seen`. */
export const resolveReplayed = async (
  sql: Queryable,
  rows: readonly Pick<WaitingRow, 'quarantineId' | 'seen'>[],
  { note, by }: { readonly note: string; readonly by: string },
): Promise<void> => {
  await sql.query(
    `update quarantine set state = 'replayed', state_note = $3, state_by = $4
     from unnest($1::text[], $2::int[]) as sent (id, seen)
     where quarantine_id = sent.id and quarantine.seen = sent.seen and state = 'waiting'`,
    [rows.map(({ quarantineId }) => quarantineId), rows.map(({ seen }) => seen), note, by],
  )
}
