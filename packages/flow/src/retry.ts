import { realTiming, type Timing } from './timing.ts'

/** What is told of a wait for an engine. */
export type RetryEvents = {
  readonly waiting: (error: unknown, retryInMs: number) => void
  /** The engine that was away answers again. */
  readonly resumed: () => void
}

type RetryOptions = {
  /** Whether to try once more after an error; `attempts` were made. */
  readonly worthwhile: (error: unknown, attempts: number) => boolean
  /** The first pause at most; each later one is twice as long, up to `longestMs`. */
  readonly firstMs: number
  readonly longestMs: number
  readonly events?: RetryEvents
  readonly signal?: AbortSignal
  readonly timing?: Timing
}

/**
 * Repeats `work` while that is worthwhile, and until the signal aborts; then throws what the last attempt threw. A pause is
 * somewhere in its upper half, so that many processes that wait for one engine do not all come back in the same moment.
 */
export const retryWhile = async <Result>(
  work: () => Promise<Result>,
  { worthwhile, firstMs, longestMs, events, signal, timing = realTiming }: RetryOptions,
): Promise<Result> => {
  const aborted = (): boolean => signal?.aborted === true
  for (let attempts = 1; ; attempts++) {
    try {
      const result = await work()
      if (attempts > 1) events?.resumed()
      return result
    } catch (error) {
      if (aborted() || !worthwhile(error, attempts)) throw error
      const retryInMs = Math.round(Math.min(longestMs, firstMs * 2 ** (attempts - 1)) * (0.5 + timing.random() / 2))
      events?.waiting(error, retryInMs)
      await timing.pause(retryInMs, signal)
      if (aborted()) throw error
    }
  }
}

const firstRetryMs = 100
const longestRetryMs = 10_000

/**
 * Repeats `work` until it works, telling when it waits and when it no longer does; undefined when the signal aborts first.
 * It is tried once at least, also after the signal, so that a stage that ends finishes what it began.
 */
export const retry = async <Result>(
  work: () => Promise<Result>,
  events: RetryEvents,
  signal: AbortSignal,
  timing: Timing = realTiming,
): Promise<Result | undefined> => {
  try {
    const worthwhile = (): boolean => true
    return await retryWhile(work, {
      worthwhile,
      firstMs: firstRetryMs,
      longestMs: longestRetryMs,
      events,
      signal,
      timing,
    })
  } catch (error) {
    if (signal.aborted) return undefined
    throw error
  }
}
