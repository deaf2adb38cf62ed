import { recordsTopic } from '@shouwang/contracts'
import type { BackendDependencies } from './backend-dependencies.ts'

const lookedEveryMs = 1_000

/**
 * How many rows of a feed wait to be taken in, looked up once a second at most: what one department sends too much of is no
 * reason to turn another away. Throws while the log is away.
 */
export const backlogOf = ({ engines: { log }, clock }: Pick<BackendDependencies, 'engines' | 'clock'>) => {
  const looks = new Map<string, { atMs: number; waiting: Promise<number> }>()
  return (feed: string): Promise<number> => {
    const now = clock.nowMs()
    const last = looks.get(feed)
    if (last !== undefined && now - last.atMs < lookedEveryMs) return last.waiting
    const waiting = Promise.resolve(log.lag('ingest', [recordsTopic(feed)]))
    looks.set(feed, { atMs: now, waiting })
    waiting.catch(() => looks.delete(feed))
    return waiting
  }
}
