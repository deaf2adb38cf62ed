import type { Received, Source } from './ports.ts'

/** How much is taken at once. Whoever finds `gatherFrom` messages waits up to `gatherMs` for more. */
export type Batches = { readonly max: number; readonly gatherFrom: number; readonly gatherMs: number }

/** A log that gave nothing for so long has nothing more for now. */
const quietMs = 500

/**
 * Reads the next batch; empty after `waitMs` without any. Where enough is waiting it gathers until the batch is full, while
 * more keeps coming: what the messages of a batch have in common is then done once.
 */
export const gather = async (
  from: Pick<Source, 'read'>,
  { max, gatherFrom, gatherMs, waitMs, signal }: Batches & { readonly waitMs: number; readonly signal: AbortSignal },
): Promise<readonly Received[]> => {
  const messages = [...(await from.read({ max, waitMs }))]
  if (messages.length < gatherFrom) return messages
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
