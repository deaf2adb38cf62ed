import type { Received, Source } from '@shouwang/flow'
import { pause, rateMeter } from '@shouwang/flow'

/** How far ingest may run ahead of scoring: events that wait to be judged, and how many of them are enough. */
export type Ahead = {
  readonly waiting: () => Promise<number>
  /** Enough while one sender's rows alone come in: the next batches, so that scoring never idles. */
  readonly most: number
  /** Enough at most while several send, and no more than is judged in a moment: each stands behind what the others sent. */
  readonly mostShared: number
}

const lookAgainMs = 50
const lookedEveryMs = 200
/** A broker that is away may never answer; the source itself tells of that. */
const lookLimitMs = 1_000
/** A sender of whom nothing came for so long keeps no room. */
const sharedForMs = 10_000
/** A row that was written so long before it is read waits in a backlog of its own. */
const oldAfterMs = 5_000
const sharedSeconds = 0.5
/** Smaller batches cost more than they spare. */
const leastShared = 500

/**
 * A source that gives nothing while enough events wait to be judged. They wait in one line, so whoever comes next stands
 * behind all of them; rows wait in a line of their feed each, which are read in turn. So a department that sends a million
 * rows keeps itself waiting, and the others for a moment.
 */
export const pacedSource = (
  from: Source,
  { waiting, most, mostShared }: Ahead,
  signal: AbortSignal,
  nowMs = () => performance.now(),
): Source => {
  let looked: { readonly atMs: number; waiting: number } | undefined
  const senders = recentSenders(nowMs)
  const judged = rateMeter()
  let given = 0
  const enough = (): number => {
    if (!senders.areKeptWaiting()) return most
    const soon = Math.floor((judged.perSecond() ?? 0) * sharedSeconds)
    return Math.min(mostShared, Math.max(leastShared, soon))
  }
  /** How many more events may wait, with those of the rows that were given since somebody looked. */
  const room = async (): Promise<number> => {
    const now = nowMs()
    if (looked === undefined || looked.waiting >= enough() || now - looked.atMs >= lookedEveryMs) {
      looked = { atMs: now, waiting: await waitingOrNone() }
      judged.note(given - looked.waiting, nowMs())
    }
    return enough() - looked.waiting
  }
  const waitingOrNone = (): Promise<number> =>
    Promise.race([waiting().catch(() => 0), pause(lookLimitMs, signal).then(() => 0)])
  const noted = (messages: readonly Received[]): readonly Received[] => {
    for (const message of messages) senders.note(message)
    given += messages.length
    if (looked !== undefined) looked.waiting += messages.length
    return messages
  }
  return {
    ...from,
    read: async ({ max, waitMs }) => {
      for (const until = performance.now() + waitMs; (await room()) <= 0; await pause(lookAgainMs, signal))
        if (signal.aborted || performance.now() >= until) return []
      return noted(await from.read({ max: Math.min(max, enough()), waitMs }))
    },
  }
}

/**
 * Who sent rows lately, and whether somebody is kept waiting by others. Rows that departments produced themselves tell no
 * sender: those of a topic count as one. Who sent more than is read in time has old rows: a moment more is nothing to him.
 */
const recentSenders = (nowMs: () => number) => {
  const seen = new Map<string, number>()
  let freshAtMs = Number.NEGATIVE_INFINITY
  return {
    note: ({ topic, value, writtenAtMs }: Received): void => {
      const atMs = nowMs()
      seen.set(senderIn(value) ?? topic, atMs)
      if (writtenAtMs === undefined || Date.now() - writtenAtMs < oldAfterMs) freshAtMs = atMs
    },
    areKeptWaiting: (): boolean => {
      const sinceMs = nowMs() - sharedForMs
      for (const [sender, atMs] of seen) if (atMs <= sinceMs) seen.delete(sender)
      return seen.size > 1 && freshAtMs > sinceMs
    },
  }
}

/** The sender that a record of our own doors begins with; whether it is a record at all is asked where it is read. */
const senderIn = (value: string): string | undefined => /^\{"sender":"([^"\\]{1,64})"/.exec(value)?.[1]
