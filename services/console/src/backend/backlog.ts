import type { BackendDependencies } from './backend-dependencies.ts'
import { everyRead } from './idle.ts'

const lookedEveryMs = 1_000

/** How many messages wait to be taken in or judged, looked up once a second at most. Throws while the log is away. */
export const backlogOf = ({ engines: { log }, feeds, clock }: BackendDependencies): (() => Promise<number>) => {
  const reads = everyRead(feeds).filter(({ group }) => group === 'ingest' || group === 'scoring')
  let last: { atMs: number; waiting: Promise<number> } | undefined
  const look = async (): Promise<number> => {
    const lags = await Promise.all(reads.map(({ group, topics }) => log.lag(group, topics)))
    return lags.reduce((sum, lag) => sum + lag, 0)
  }
  return () => {
    const now = clock.nowMs()
    if (last === undefined || now - last.atMs >= lookedEveryMs) {
      const waiting = look()
      waiting.catch(() => {
        last = undefined
      })
      last = { atMs: now, waiting }
    }
    return last.waiting
  }
}
