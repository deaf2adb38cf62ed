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

/**
 * Rows of one sender that may wait in the log at once. Alone: enough that whatever reads them takes large batches, which cost
 * half as much. While others send too: as many as are read in half a second, since all others stand behind them.
 */
export const windowRows = { least: 500, most: 20_000 }
const sharedSeconds = 0.5
/** Whoever sent nothing for so long shares with nobody. */
const sharesForMs = 10_000
const lookAgainMs = 50
/** Where nothing is read for so long, nobody is kept waiting by a sender, and all by an outage. */
const standsAfterMs = 10_000

type Sender = {
  /** The last row of each delivery that went out and may not have been read. */
  readonly sent: Map<string, { first: number; last: number }>
  /** How much was read when nothing moved; undefined while it does. */
  stoodAt: number | undefined
  /** When rows of it went out last. */
  sentAtMs: number
  /** Rows that were seen to be read, and how fast that went lately. */
  read: number
  readonly rate: RateMeter
}

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
  const sharesWith = (own: Sender): boolean => {
    for (const other of senders.values()) if (other !== own && nowMs() - other.sentAtMs < sharesForMs) return true
    return false
  }
  const windowOf = (sender: Sender): number => {
    if (!sharesWith(sender)) return windowRows.most
    const soon = Math.floor((sender.rate.perSecond() ?? 0) * sharedSeconds)
    return Math.min(windowRows.most, Math.max(windowRows.least, soon))
  }
  return {
    room: async ({ sender: name, delivery, lastRow, rows }) => {
      const sender = senders.get(name) ?? newSender()
      senders.set(name, sender)
      sender.sentAtMs = nowMs()
      if (unread(sender) + rows > windowOf(sender))
        await untilRead(sender, (waiting) => waiting + rows <= windowOf(sender), read, { nowMs, wait })
      const known = sender.sent.get(delivery)
      sender.sent.set(delivery, { first: known?.first ?? lastRow - rows, last: lastRow })
      return () => {
        if (known === undefined) sender.sent.delete(delivery)
        else sender.sent.set(delivery, known)
      }
    },
  }
}

const newSender = (): Sender => ({ sent: new Map(), stoodAt: undefined, sentAtMs: 0, read: 0, rate: rateMeter() })

/** The window over the accounts of deliveries. */
export const windowOver = (sql: Queryable): InFlightWindow => inFlightWindow((deliveries) => readTo(sql, deliveries))

const unread = ({ sent }: Sender): number => [...sent.values()].reduce((sum, { first, last }) => sum + last - first, 0)

const untilRead = async (
  sender: Sender,
  fits: (waiting: number) => boolean,
  read: (deliveries: readonly string[]) => Promise<ReadonlyMap<string, number>>,
  { nowMs, wait }: { readonly nowMs: () => number; readonly wait: () => Promise<void> },
): Promise<void> => {
  for (let [seen, sinceMs] = [-1, nowMs()]; ; await wait()) {
    // A store that is away tells nothing; the log may still take rows.
    const readSoFar = await look(sender, read).catch(() => seen)
    const waiting = unread(sender)
    sender.rate.note(sender.read, nowMs())
    if (waiting === 0 || fits(waiting) || readSoFar === sender.stoodAt) return
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
