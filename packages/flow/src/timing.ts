import { setTimeout as sleep } from 'node:timers/promises'

/** The time that a stage waits by. The real one, or that of a simulation, where hours pass in a moment and chance has a seed. */
export type Timing = {
  /** A clock that only goes forward, whatever the wall clock is set to. */
  readonly nowMs: () => number
  /** Waits, or until the signal aborts: at once where it has aborted already. */
  readonly pause: (ms: number, signal?: AbortSignal) => Promise<void>
  /** At least 0, below 1. */
  readonly random: () => number
}

/** Waits, or until the signal aborts: at once where it has aborted already. */
export const pause = async (ms: number, signal?: AbortSignal): Promise<void> => {
  await sleep(ms, undefined, { signal }).catch((error: unknown) => {
    if (signal?.aborted !== true) throw error
  })
}

/** The time of this machine. */
export const realTiming: Timing = { nowMs: () => performance.now(), pause, random: Math.random }
