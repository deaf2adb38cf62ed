import type { Received, Source } from './ports.ts'

/** How much a stage takes at once, and in a backlog how long it waits for that much. */
export type Batches = { readonly max: number; readonly gatherMs: number }

/** Whoever finds so many messages waiting is behind. */
const backlogFrom = 2_500
/** A log that gave nothing for so long has nothing more for now. */
const quietMs = 500

/**
 * Reads the next batch; empty after `waitMs` without any. In a backlog it waits until the batch is full, while more keeps
 * coming and no longer than `gatherMs`: what the messages of a batch have in common is loaded, decided and saved once.
 */
export const gather = async (
  from: Pick<Source, 'read'>,
  { max, gatherMs, waitMs, signal }: Batches & { readonly waitMs: number; readonly signal: AbortSignal },
): Promise<readonly Received[]> => {
  const messages = [...(await from.read({ max, waitMs }))]
  if (messages.length < backlogFrom) return messages
  for (const until = performance.now() + gatherMs; messages.length < max && !signal.aborted; ) {
    const leftMs = until - performance.now()
    if (leftMs <= 0) break
    const more = await from.read({ max: max - messages.length, waitMs: Math.min(leftMs, quietMs) }).catch(untold)
    if (more.length === 0) break
    for (const message of more) messages.push(message)
  }
  return messages
}

/** An outage is met, and told of, by the next read; what was gathered goes on. */
const untold = (): readonly Received[] => []
