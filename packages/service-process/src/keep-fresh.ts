import { pause } from '@shouwang/flow'

const lookEveryMs = 5_000

/**
 * Keeps what other processes change up to date until the signal aborts: policies that were adopted, feeds that were saved. A
 * draft of policy holds from the day after its confirmation at the earliest, so that every process knows of it when its day begins.
 */
export const keepFresh = async (
  { refresh }: { readonly refresh: () => Promise<void> | void },
  signal: AbortSignal,
  failed: (error: unknown) => void,
): Promise<void> => {
  while (!signal.aborted) {
    await pause(lookEveryMs, signal)
    if (signal.aborted) return
    try {
      await refresh()
    } catch (error) {
      failed(error)
    }
  }
}
