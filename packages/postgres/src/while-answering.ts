import { setTimeout as sleep } from 'node:timers/promises'

const longMs = 5_000

/**
 * Waits for work on a server. A server that hangs neither answers nor breaks a connection, so whenever the work takes long
 * `probe` asks whether the server is still there; what it throws ends the waiting. Slow work on a server that answers goes
 * on.
 */
export const whileAnswering = async <Result>(
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
