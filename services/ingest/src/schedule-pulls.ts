import type { EventFeed } from '@shouwang/feeds'
import { schedule } from 'node-cron'
import { type PullWorld, pullFeed } from './pull-feed.ts'

/** Pulls every feed that declares it, at the hours that it declares, until the signal aborts. */
export const schedulePulls = async (world: PullWorld, feeds: readonly EventFeed[]): Promise<void> => {
  const pulled = feeds.flatMap((feed) => (feed.pull === undefined ? [] : [{ feed, cron: feed.pull.cron }]))
  const under = new Set<Promise<void>>()
  const tasks = pulled.map(({ feed, cron }) =>
    schedule(
      cron,
      async () => {
        const pulling = pullFeed(world, feed)
        under.add(pulling)
        await pulling.finally(() => under.delete(pulling))
      },
      { timezone: 'Asia/Shanghai', noOverlap: true },
    ),
  )
  await new Promise<void>((resolve) => {
    if (world.signal.aborted) resolve()
    world.signal.addEventListener('abort', () => resolve(), { once: true })
  })
  for (const task of tasks) await task.destroy()
  await Promise.all(under)
}
