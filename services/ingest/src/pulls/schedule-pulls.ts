import type { EventFeed } from '@shouwang/feeds'
import { type ScheduledTask, schedule } from 'node-cron'
import { type PullDependencies, pullFeed } from './pull-feed.ts'

/** Pulls every feed that declares it, at the hours that it declares, until the signal aborts. */
export const schedulePulls = async (
  dependencies: PullDependencies & {
    readonly events: { readonly pullsEvery: (feed: string, seconds: number) => void }
  },
  feeds: readonly EventFeed[],
): Promise<void> => {
  const pulled = feeds.flatMap((feed) => (feed.pull === undefined ? [] : [{ feed, cron: feed.pull.cron }]))
  const under = new Set<Promise<void>>()
  const tasks = pulled.map(({ feed, cron }) => {
    const task = schedule(
      cron,
      async () => {
        const pulling = pullFeed(dependencies, feed)
        under.add(pulling)
        await pulling.finally(() => under.delete(pulling))
      },
      { timezone: 'Asia/Shanghai', noOverlap: true },
    )
    dependencies.events.pullsEvery(feed.id, longestGapSeconds(task))
    return task
  })
  await new Promise<void>((resolve) => {
    if (dependencies.signal.aborted) resolve()
    dependencies.signal.addEventListener('abort', () => resolve(), { once: true })
  })
  for (const task of tasks) await task.destroy()
  await Promise.all(under)
}

/** Enough to reach over a weekend, or a night of a schedule by the minute. */
const runsLookedAt = 1_000

const longestGapSeconds = (task: ScheduledTask): number => {
  const runs = task.getNextRuns(runsLookedAt).map((run) => run.getTime() / 1000)
  return Math.max(0, ...runs.slice(1).map((run, at) => run - (runs[at] ?? run)))
}
