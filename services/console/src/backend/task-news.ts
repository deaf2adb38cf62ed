import type { TaskChange, TaskCommands } from '@shouwang/commands'
import { TaskEvent, topics } from '@shouwang/contracts'
import { type RetryEvents, retry } from '@shouwang/flow'
import type { KafkaLog } from '@shouwang/kafka'
import { readTaskNews, type Sql } from '@shouwang/postgres'

export type TaskNews = Pick<TaskCommands, 'subscribe'> & { readonly ended: Promise<void> }

type TaskNewsDependencies = {
  readonly log: KafkaLog
  readonly sql: Sql
  /** A group of its own for every start of a console. */
  readonly group: string
  readonly signal: AbortSignal
  /** Told when the log or the store is away, and when it is back. */
  readonly events: RetryEvents
}

const waitMs = 1_000
const maxBatch = 500

/**
 * What happens to tasks anywhere, as live pages hear of it. Every console hears all of it from the moment it starts; what
 * it misses while the log is away, a page sees when it is loaded again.
 */
export const taskNews = (dependencies: TaskNewsDependencies): TaskNews => {
  const listeners = new Set<(change: TaskChange) => void>()
  const notify = (change: TaskChange): void => {
    for (const listener of listeners) listener(change)
  }
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    ended: listen(dependencies, notify),
  }
}

const listen = async (
  { log, sql, group, signal, events }: TaskNewsDependencies,
  notify: (change: TaskChange) => void,
): Promise<void> => {
  const patiently = <T>(work: () => Promise<T>): Promise<T | undefined> => retry(work, events, signal)
  await patiently(() => log.startNow(group, [topics.taskEvents]))
  const from = log.source({ topics: [topics.taskEvents], group })
  while (!signal.aborted) {
    const messages = await patiently(() => from.read({ max: maxBatch, waitMs }))
    if (messages === undefined || messages.length === 0) continue
    const news = messages.flatMap(({ value }) => TaskEvent.safeParse(JSON.parse(value)).data ?? [])
    const changes = await patiently(() => readTaskNews(sql, news))
    for (const change of changes ?? []) notify(change)
    await patiently(() => from.commit(messages))
  }
  await from.close()
}
