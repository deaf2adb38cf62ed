import { pause } from '@shouwang/flow'
import type { OpenedPolicies } from './open-policies.ts'

const lookEveryMs = 5_000

/**
 * Keeps policies up to date until the signal aborts. A draft holds from the day after its confirmation at the earliest, so
 * that every process knows of it when its day begins.
 */
export const followPolicies = async (
  { refresh }: OpenedPolicies,
  signal: AbortSignal,
  failed: (error: unknown) => void,
): Promise<void> => {
  while (!signal.aborted) {
    await pause(lookEveryMs, signal)
    if (!signal.aborted) await refresh().catch(failed)
  }
}
