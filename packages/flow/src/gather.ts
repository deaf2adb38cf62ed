import type { Received, Source } from './ports.ts'

/**
 * How much is taken at once: at most `max` messages. Where a read finds `gatherFrom` or more, there is a backlog, and up to
 * `gatherMs` is waited for the batch to fill.
 */
export type Batches = { readonly max: number; readonly gatherFrom: number; readonly gatherMs: number }

/** A log that gave nothing for so long has no more for now: a batch that could still fill is given up as it is. */
const quietMs = 500

/**
 * Reads the next batch; empty after `waitMs` without any. In a backlog it gathers while more keeps coming, until the batch is
 * full or `isEnough`: state that many messages of a batch touch is then loaded, judged and saved once.
 */
export const gather = async (
  from: Pick<Source, 'read'>,
  {
    max,
    gatherFrom,
    gatherMs,
    waitMs,
    signal,
    nowMs = () => performance.now(),
    isEnough = () => false,
  }: Batches & {
    readonly waitMs: number
    readonly signal: AbortSignal
    readonly nowMs?: () => number
    readonly isEnough?: () => boolean
  },
): Promise<readonly Received[]> => {
  const messages = [...(await from.read({ max, waitMs }))]
  if (messages.length < gatherFrom) return messages
  for (const until = nowMs() + gatherMs; messages.length < max && !signal.aborted && !isEnough(); ) {
    const leftMs = until - nowMs()
    if (leftMs <= 0) break
    const more = await from
      .read({ max: max - messages.length, waitMs: Math.min(leftMs, quietMs) })
      .catch(leftToTheNextRead)
    if (more.length === 0) break
    for (const message of more) messages.push(message)
  }
  return messages
}

/** The next read meets the outage too, and tells of it; what was gathered so far is handled first. */
const leftToTheNextRead = (): readonly Received[] => []
