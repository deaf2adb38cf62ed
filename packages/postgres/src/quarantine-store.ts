import type { Day } from '@shouwang/contracts'
import type { Sql } from './sql.ts'

type Run = Pick<Sql, 'query'>

export type SealedRow = {
  readonly feed: string
  /** What ingest set aside; null for a message that crashed a later stage. */
  readonly sealed: string | null
  readonly message: string | null
  readonly state: 'waiting' | 'replayed' | 'discarded'
  readonly businessDay: Day
  /** How often this row was set aside. */
  readonly seen: number
}

/** One row in quarantine, still sealed. */
export const readQuarantinedRow = async (sql: Run, quarantineId: string): Promise<SealedRow | undefined> =>
  (
    await sql.query<SealedRow>(
      'select feed, sealed, message, state, business_day as "businessDay", seen from quarantine where quarantine_id = $1',
      [quarantineId],
    )
  )[0]

/** Marks a waiting row as dealt with, unless it was set aside again since it was `seen`; says whether it did. */
export const settleQuarantined = async (
  sql: Run,
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
}

export type WaitingRow = Pick<SealedRow, 'sealed' | 'businessDay' | 'seen'> & { readonly quarantineId: string }

/** The next waiting rows behind `after` in the order of their ids, still sealed. */
export const readWaitingRows = (
  sql: Run,
  { feed, reason, from, to }: WaitingFilter,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<WaitingRow[]> =>
  sql.query<WaitingRow>(
    `select quarantine_id as "quarantineId", sealed, business_day as "businessDay", seen from quarantine
     where state = 'waiting' and feed = $1 and ($2::text is null or reason = $2)
       and ($3::date is null or business_day >= $3) and ($4::date is null or business_day <= $4) and quarantine_id > $5
     order by quarantine_id limit $6`,
    [feed, reason ?? null, from ?? null, to ?? null, after, limit],
  )

/** Marks waiting rows as replayed, all but those that were set aside again since they were `seen`. */
export const settleReplayed = async (
  sql: Run,
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
