import { Day, type QuarantineNotice } from '@shouwang/contracts'
import type { Output, Owed, Received } from '@shouwang/flow'
import { noticeColumns, noticeValues } from './quarantine-notice.ts'
import type { Sql } from './sql.ts'
import { producerOf, saveDebt, type Tx } from './store-on.ts'

/**
 * A message that crashed a step behind ingest. It is kept as it came, unsealed: these stages hold no key of the vault,
 * and what they read carries pseudonyms and no direct identifier (docs/design.md §7.6), as do the log and the profiles.
 */
export type CrashedMessage = Output & {
  readonly notice: QuarantineNotice
  /** Whether the account of its delivery counts it as quarantined later. */
  readonly counted: boolean
}

/** A day as the store can hold it: it knows no year nought. */
export const StorableDay = Day.refine((day) => day > '0001')

type KeptMessage = Output & Pick<CrashedMessage, 'counted'>

/** Puts a message into quarantine; one that crashed again waits again. As JSON, since a text of the store cannot hold every character of a message. */
export const saveCrashed = async (tx: Tx, { notice, ...message }: CrashedMessage): Promise<void> => {
  const { topic, key, value, counted } = message
  const kept: KeptMessage = { topic, key, value, counted }
  await tx.query(
    `insert into quarantine (${noticeColumns}, message)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (quarantine_id) do update set seen = quarantine.seen + 1, state = 'waiting', message = excluded.message`,
    [...noticeValues(notice), JSON.stringify(kept)],
  )
}

/** The id under which a stage sets a message aside: its place in the log, or for one that was replayed, the id it had. */
export const quarantineIdOf = ({ topic, partition, offset, origin }: Received, stage: string): string => {
  const replays = producerOf(stage, replayed(''))
  const producer = origin?.producer ?? ''
  return producer.startsWith(replays) ? producer.slice(replays.length) : `${topic}/${partition}/${offset}`
}

const replayed = (quarantineId: string): string => `replay-${quarantineId}`

/** The message of a quarantined row, as `readQuarantinedRow` found it. */
export const messageOf = (message: string): Output => JSON.parse(message) as Output

/**
 * Marks a waiting message as replayed, takes it out of the account of its delivery, and owes it to its topic in the name
 * of its stage, which publishes what its caller does not. A producer of its own makes it count as new, and a repeated
 * publication as a repeat. Undefined where none waits under this id.
 */
export const replayCrashed = (sql: Sql, quarantineId: string, by: string): Promise<readonly Owed[] | undefined> =>
  sql.transaction(async (tx) => {
    const [row] = await tx.query<{ stage: string; delivery: string; message: string }>(
      `update quarantine set state = 'replayed', state_note = null, state_by = $2
       where quarantine_id = $1 and state = 'waiting' and message is not null returning stage, delivery, message`,
      [quarantineId, by],
    )
    if (row === undefined) return undefined
    const { counted, ...output } = JSON.parse(row.message) as KeptMessage
    if (counted) await uncount(tx, row.delivery)
    return saveDebt(tx, { consumer: row.stage, instance: replayed(quarantineId), outputs: [output] })
  })

/** A delivery that was complete is under way again until its message is applied. */
const uncount = async (tx: Tx, delivery: string): Promise<void> => {
  await tx.query(
    `update deliveries set quarantined_later = quarantined_later - 1, progressed_at = now(),
       status = case when status = 'complete' then 'processing' else status end,
       finished_at = case when status = 'complete' then null else finished_at end
     where delivery = $1 and quarantined_later > 0`,
    [delivery],
  )
}
