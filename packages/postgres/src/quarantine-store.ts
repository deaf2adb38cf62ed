import type { Day } from '@shouwang/contracts'
import type { Sql } from './sql.ts'

type Run = Pick<Sql, 'query'>

export type SealedRow = {
  readonly feed: string
  readonly sealed: string
  readonly state: 'waiting' | 'replayed' | 'discarded'
  readonly businessDay: Day
  /** How often this row was set aside. */
  readonly seen: number
}

/** One row in quarantine, still sealed. */
export const readQuarantinedRow = async (sql: Run, quarantineId: string): Promise<SealedRow | undefined> =>
  (
    await sql.query<SealedRow>(
      'select feed, sealed, state, business_day as "businessDay", seen from quarantine where quarantine_id = $1',
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
