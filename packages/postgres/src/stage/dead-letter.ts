import { Day, type QuarantineNotice } from '@shouwang/contracts'
import { type OutboxEntry, type Output, type Received, replayOf } from '@shouwang/flow'
import type { Queryable, Sql } from '../engine/sql.ts'
import { noticeColumns, noticeValues } from '../ingest/quarantine.ts'
import { saveOutboxEntry } from './sql-store.ts'

/**
 * A dead letter: a message that made a step behind ingest throw. It is stored as it came, unsealed: these stages hold no key
 * of the vault, and what they read carries pseudonyms and no direct identifier (docs/design.md §7.6), as do the log and the profiles.
 */
export type DeadLetter = Output & {
  readonly notice: QuarantineNotice
  /** Whether the account of its delivery counts it as quarantined later. */
  readonly counted: boolean
}

/** A day that PostgreSQL can hold: its calendar has no year 0. */
export const StorableDay = Day.refine((day) => day > '0001')

type StoredMessage = Output & Pick<DeadLetter, 'counted'>

/**
 * Puts a dead letter into quarantine; one that failed again waits again. As JSON text: a text column cannot hold every
 * character of a message (not U+0000, and half a surrogate pair would be lost).
 */
export const saveDeadLetter = async (tx: Queryable, { notice, ...message }: DeadLetter): Promise<void> => {
  const { topic, key, value, counted } = message
  const stored: StoredMessage = { topic, key, value, counted }
  await tx.query(
    `insert into quarantine (${noticeColumns}, message)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (quarantine_id) do update set seen = quarantine.seen + 1, state = 'waiting', message = excluded.message`,
    [...noticeValues(notice), JSON.stringify(stored)],
  )
}

/** The id of a dead letter: its place in the log, or for a message that was replayed, the id that it had before. */
export const quarantineIdOf = ({ topic, partition, offset, origin }: Received, stage: string): string =>
  replayOf(origin?.producer ?? '', stage) ?? `${topic}/${partition}/${offset}`

/** The message of a dead letter, from the `message` that `readQuarantinedRow` found. */
export const outputOfDeadLetter = (message: string): Output => JSON.parse(message) as Output

/**
 * Marks a waiting dead letter as replayed, takes it out of the account of its delivery, and puts it into the outbox of its
 * stage, which publishes it where the caller does not. It has a producer name of its own, so that readers take it for new
 * and a repeated publication of it for a repeat. Undefined where none waits under this id.
 */
export const replayDeadLetter = (
  sql: Sql,
  quarantineId: string,
  by: string,
): Promise<readonly OutboxEntry[] | undefined> =>
  sql.transaction(async (tx) => {
    const [row] = await tx.query<{ stage: string; delivery: string; message: string }>(
      `update quarantine set state = 'replayed', state_note = null, state_by = $2
       where quarantine_id = $1 and state = 'waiting' and message is not null returning stage, delivery, message`,
      [quarantineId, by],
    )
    if (row === undefined) return undefined
    const { counted, ...output } = JSON.parse(row.message) as StoredMessage
    if (counted) await uncount(tx, row.delivery)
    return saveOutboxEntry(tx, { producer: { kind: 'replay', consumer: row.stage, quarantineId }, outputs: [output] })
  })

/** A delivery that was complete is processing again until the replayed message is applied. */
const uncount = async (tx: Queryable, delivery: string): Promise<void> => {
  await tx.query(
    `update deliveries set quarantined_later = quarantined_later - 1, progressed_at = now(),
       status = case when status = 'complete' then 'processing' else status end,
       finished_at = case when status = 'complete' then null else finished_at end
     where delivery = $1 and quarantined_later > 0`,
    [delivery],
  )
}
