import type { Source } from '@shouwang/flow'
import { pause } from '@shouwang/flow'

/** How far ingest may run ahead of scoring: events that wait to be judged, and how many of them are enough. */
export type Ahead = { readonly waiting: () => Promise<number>; readonly most: number }

const lookAgainMs = 50
const lookedEveryMs = 200
/** A broker that is away may never answer; the source itself tells of that. */
const lookLimitMs = 1_000

/**
 * A source that gives nothing while enough events wait to be judged. They wait in one line, so whoever comes next stands
 * behind all of them; rows wait in a line of their feed each, which are read in turn. So a department that sends a million
 * rows keeps itself waiting, and the others for a moment.
 */
export const pacedSource = (from: Source, { waiting, most }: Ahead, signal: AbortSignal): Source => {
  let looked: { readonly atMs: number; readonly isAhead: boolean } | undefined
  const isAhead = async (): Promise<boolean> => {
    const now = performance.now()
    if (looked === undefined || looked.isAhead || now - looked.atMs >= lookedEveryMs)
      looked = { atMs: now, isAhead: (await waitingOrNone()) >= most }
    return looked.isAhead
  }
  const waitingOrNone = (): Promise<number> =>
    Promise.race([waiting().catch(() => 0), pause(lookLimitMs, signal).then(() => 0)])
  return {
    ...from,
    read: async (options) => {
      for (const until = performance.now() + options.waitMs; await isAhead(); await pause(lookAgainMs, signal))
        if (signal.aborted || performance.now() >= until) return []
      return from.read(options)
    },
  }
}
