import { setTimeout as sleep } from 'node:timers/promises'

const longMs = 5_000

/**
 * Waits for work on a server, and gives up when the server hangs: a hung server neither answers nor breaks the connection.
 * While the work takes long, `probe` asks every `everyMs` whether the server still answers; an error of the probe ends the
 * waiting and is thrown. Slow work on a server that answers goes on.
 */
export const withWatchdog = async <Result>(
  work: Promise<Result>,
  probe: () => Promise<void>,
  everyMs = longMs,
): Promise<Result> => {
  const done = new AbortController()
  const watching = async (): Promise<never> => {
    for (;;) {
      await sleep(everyMs, undefined, { signal: done.signal })
      await probe()
    }
  }
  try {
    return await Promise.race([work, watching()])
  } finally {
    done.abort()
  }
}
