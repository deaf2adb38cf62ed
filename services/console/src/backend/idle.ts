import { setTimeout as sleep } from 'node:timers/promises'
import { recordsTopic, topics, topology } from '@shouwang/contracts'
import type { Feed } from '@shouwang/feeds'
import { isUnfinished, type Sql } from '@shouwang/postgres'

const lookEveryMs = 40

/** What each consumer group reads. */
export type Reads = readonly { readonly group: string; readonly topics: readonly string[] }[]

/** How many messages of these topics a group has still to commit. */
export type Lag = (group: string, topics: readonly string[]) => number | Promise<number>

/**
 * The consumer groups of the whole program, from the first stage to the last. Each start of a console reads as a group of
 * its own, for live pages alone: nothing waits for it.
 */
export const everyRead = (feeds: readonly Feed[]): Reads => {
  const records = () => feeds.filter(({ delivers }) => delivers !== 'reference').map(({ id }) => recordsTopic(id))
  const stages = topology.filter(({ service }) => service !== 'console')
  return stages.map(({ service, reads }) => ({
    group: service,
    // A feed that is saved while the program runs is read from then on.
    get topics() {
      return reads.flatMap((read) => (read === 'records' ? records() : [topics[read]]))
    },
  }))
}

/**
 * True when nothing is under way: every group has committed what it reads, no household waits to be judged again, and no
 * outbox entry is pending. Looks from the first stage to the last, since a stage commits after it has published.
 */
export const idleCheck =
  ({ lag, sql }: { readonly lag: Lag; readonly sql: Sql }, reads: Reads) =>
  async (): Promise<boolean> => {
    const lagging = async (): Promise<boolean> => {
      for (const { group, topics: read } of reads) if ((await lag(group, read)) > 0) return true
      return false
    }
    return !(await lagging()) && !(await isUnfinished(sql)) && !(await lagging())
  }

/** Looks again and again until nothing is under way. */
export const untilIdle = async (isIdle: () => Promise<boolean>): Promise<void> => {
  while (!(await isIdle())) await sleep(lookEveryMs)
}
