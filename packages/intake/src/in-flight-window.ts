import { pause, type RateMeter, rateMeter } from '@shouwang/flow'
import { type Queryable, readTo } from '@shouwang/postgres'

/** Rows that are about to go into the log. `lastRow` is the number of the last of them. */
export type Leaving = {
  readonly sender: string
  readonly delivery: string
  readonly lastRow: number
  readonly rows: number
}

/** Holds back who has enough rows in the log that ingest has not read. */
export type InFlightWindow = {
  /** Resolves once these rows may go. The function takes them back: they did not reach the log. */
  readonly room: (leaving: Leaving) => Promise<() => void>
}

/** Rows of one sender that may wait in the log at once: as many as are read in two seconds, within bounds: fewer make small batches, which cost twice. */
export const windowRows = { least: 2_000, most: 20_000 }
const windowSeconds = 2
const lookAgainMs = 50
/** Where nothing is read for so long, nobody is kept waiting by a sender, and all by an outage. */
const standsAfterMs = 10_000

type Sender = {
  /** The last row of each delivery that went out and may not have been read. */
  readonly sent: Map<string, { first: number; last: number }>
  /** How much was read when nothing moved; undefined while it does. */
  stoodAt: number | undefined
  /** Rows that were seen to be read, and how fast that went lately. */
  read: number
  readonly rate: RateMeter
}

const windowOf = ({ rate }: Sender): number =>
  Math.min(windowRows.most, Math.max(windowRows.least, Math.floor((rate.perSecond() ?? 0) * windowSeconds)))

/**
 * A window for each sender, as a network has one for each connection: whoever sends a million rows waits at the door for
 * what he sent before, and the line in the log, behind which everybody else stands, stays short. How far a delivery was read
 * stands in its account, so all processes know, whichever log there is.
 */
export const inFlightWindow = (
  read: (deliveries: readonly string[]) => Promise<ReadonlyMap<string, number>>,
  { nowMs = () => performance.now(), wait = () => pause(lookAgainMs) } = {},
): InFlightWindow => {
  const senders = new Map<string, Sender>()
  return {
    room: async ({ sender: name, delivery, lastRow, rows }) => {
      const sender = senders.get(name) ?? { sent: new Map(), stoodAt: undefined, read: 0, rate: rateMeter() }
      senders.set(name, sender)
      if (unread(sender) + rows > windowOf(sender)) await untilRead(sender, rows, read, { nowMs, wait })
      const known = sender.sent.get(delivery)
      sender.sent.set(delivery, { first: known?.first ?? lastRow - rows, last: lastRow })
      return () => {
        if (known === undefined) sender.sent.delete(delivery)
        else sender.sent.set(delivery, known)
      }
    },
  }
}

/** The window over the accounts of deliveries. */
export const windowOver = (sql: Queryable): InFlightWindow => inFlightWindow((deliveries) => readTo(sql, deliveries))

const unread = ({ sent }: Sender): number => [...sent.values()].reduce((sum, { first, last }) => sum + last - first, 0)

const untilRead = async (
  sender: Sender,
  rows: number,
  read: (deliveries: readonly string[]) => Promise<ReadonlyMap<string, number>>,
  { nowMs, wait }: { readonly nowMs: () => number; readonly wait: () => Promise<void> },
): Promise<void> => {
  for (let [seen, sinceMs] = [-1, nowMs()]; ; await wait()) {
    // A store that is away tells nothing; the log may still take rows.
    const readSoFar = await look(sender, read).catch(() => seen)
    const waiting = unread(sender)
    sender.rate.note(sender.read, nowMs())
    if (waiting === 0 || waiting + rows <= windowOf(sender) || readSoFar === sender.stoodAt) return
    if (readSoFar !== seen) [seen, sinceMs, sender.stoodAt] = [readSoFar, nowMs(), undefined]
    else if (nowMs() - sinceMs >= standsAfterMs) {
      sender.stoodAt = readSoFar
      return
    }
  }
}

/** Takes off what was read by now. Returns a number that changes whenever something was. */
const look = async (
  sender: Sender,
  read: (deliveries: readonly string[]) => Promise<ReadonlyMap<string, number>>,
): Promise<number> => {
  const { sent } = sender
  const positions = await read([...sent.keys()])
  let sum = 0
  for (const [delivery, { first, last }] of sent) {
    const to = positions.get(delivery)
    sender.read += Math.max(0, Math.min(to ?? last, last) - first)
    if (to === undefined || to >= last) sent.delete(delivery)
    else sent.set(delivery, { first: Math.max(first, to), last })
    sum += to ?? 0
  }
  return sum
}
