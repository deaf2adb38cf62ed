import type { Entry, Outbox } from './entry.ts'

/**
 * What to send now: the oldest entry that waits, of a task of which nothing older waits or is on its way; undefined where
 * there is none. An entry that was refused or does not fit holds up no other.
 */
export const nextToSend = (outbox: Outbox): Entry | undefined =>
  outbox.find(
    (entry, place) =>
      entry.state === 'waiting' &&
      !outbox.slice(0, place).some((older) => older.taskId === entry.taskId && isUnsettled(older)) &&
      !outbox.some((other) => other.taskId === entry.taskId && other.state === 'sending'),
  )

const isUnsettled = ({ state }: Entry): boolean => state === 'waiting' || state === 'sending'

/** What is still to be sent, and what its writer has still to read. */
export const unsettled = (outbox: Outbox): { readonly waiting: number; readonly toRead: number } => ({
  waiting: outbox.filter(isUnsettled).length,
  toRead: outbox.filter(({ state }) => state === 'conflict' || state === 'refused').length,
})

/** True where an entry can still be withdrawn: it was never sent, so it cannot have arrived. */
export const mayWithdraw = ({ state, attempts }: Entry): boolean => state === 'waiting' && attempts === 0
