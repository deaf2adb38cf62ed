import { setTimeout as sleep } from 'node:timers/promises'
import type { StageTelling } from './run.ts'

const firstRetryMs = 100
const longestRetryMs = 10_000

/**
 * Repeats `work` with a growing, jittered pause until it works, and tells when it waits and when it no longer does;
 * undefined when the signal aborts first. It is tried once at least, so that a stage that ends finishes what it began.
 */
export const untilItWorks = async <T>(
  work: () => Promise<T>,
  tell: Pick<StageTelling, 'waiting' | 'resumed'>,
  signal: AbortSignal,
): Promise<T | undefined> => {
  for (let attempt = 0; attempt === 0 || !signal.aborted; attempt++) {
    try {
      const result = await work()
      if (attempt > 0) tell.resumed()
      return result
    } catch (error) {
      if (signal.aborted) return undefined
      const retryInMs = Math.round(Math.min(longestRetryMs, firstRetryMs * 2 ** attempt) * (0.5 + Math.random() / 2))
      tell.waiting(error, retryInMs)
      await pause(retryInMs, signal)
    }
  }
  return undefined
}

/** Waits, or until the signal aborts: at once where it has aborted already. */
export const pause = async (ms: number, signal: AbortSignal): Promise<void> => {
  await sleep(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
}
