import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

const triesEveryMs = 100

/** True when something listens on a loopback port. */
export const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const end = (listening: boolean): void => {
      socket.destroy()
      resolve(listening)
    }
    socket.once('connect', () => end(true)).once('error', () => end(false))
  })

/** Waits until `works` says so. Throws with `otherwise` when it does not within the limit. */
export const untilWorks = async (works: () => Promise<boolean>, limitMs: number, otherwise: string): Promise<void> => {
  for (const until = performance.now() + limitMs; performance.now() < until; ) {
    if (await works().catch(() => false)) return
    await sleep(triesEveryMs)
  }
  throw new Error(otherwise)
}
