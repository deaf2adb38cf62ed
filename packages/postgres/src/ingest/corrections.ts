import { createHash } from 'node:crypto'
import type { Queryable } from '../engine/sql.ts'

/** A correction that a department is asked for. `said` is the digest of what it said. */
export type OpenCorrection = {
  readonly id: number
  readonly feed: string
  readonly person: string
  readonly type: string
  readonly sourceKey: string
  readonly said: string
}

/** A correction that a row of a delivery brought. */
export type Corrected = { readonly id: number; readonly delivery: string }

/** A digest of what a fact says, whatever the order of its fields: what is sensitive in it does not stand beside the ticket. */
export const saidOf = (data: object): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))))
    .digest('hex')

/** The corrections of these persons that are waited for. */
export const loadOpenCorrections = (tx: Queryable, persons: readonly string[]): Promise<OpenCorrection[]> =>
  persons.length === 0
    ? Promise.resolve([])
    : tx.query<OpenCorrection>(
        `select id, feed, person, type, source_key as "sourceKey", said
         from unnest($1::text[]) as named (person) join corrections using (person) where state = 'open'`,
        [persons],
      )

/** Closes what rows brought; `closed_by` is their delivery. */
export const saveCorrected = async (tx: Queryable, corrected: readonly Corrected[]): Promise<void> => {
  if (corrected.length === 0) return
  await tx.query(
    `update corrections set state = 'corrected', closed_by = brought.delivery, closed_at = now()
     from unnest($1::bigint[], $2::text[]) as brought (id, delivery)
     where corrections.id = brought.id and state = 'open'`,
    [corrected.map(({ id }) => id), corrected.map(({ delivery }) => delivery)],
  )
}
