import { randomUUID } from 'node:crypto'
import { topics } from '@shouwang/contracts'
import type { OnEngines } from './on-engines.ts'

/** When a household's first task was told, by household number, in milliseconds of `performance.now()`. */
export type TaskWatch = { readonly openedAt: ReadonlyMap<string, number>; readonly close: () => Promise<void> }

const waitMs = 100
const maxBatch = 1_000

/** Listens to what happens to tasks, as every console does. */
export const watchTasks = async ({ log }: OnEngines): Promise<TaskWatch> => {
  const group = `watch-${randomUUID()}`
  await log.startNow(group, [topics.taskEvents])
  const source = log.source({ topics: [topics.taskEvents], group })
  const openedAt = new Map<string, number>()
  let closed = false
  const listen = async (): Promise<void> => {
    while (!closed) {
      const messages = await source.read({ max: maxBatch, waitMs })
      const now = performance.now()
      for (const { value } of messages) {
        const event = JSON.parse(value) as { type: string; householdNo?: string }
        if (event.type === 'TaskOpened' && event.householdNo !== undefined && !openedAt.has(event.householdNo))
          openedAt.set(event.householdNo, now)
      }
    }
    await source.close()
  }
  const listening = listen()
  return {
    openedAt,
    close: async () => {
      closed = true
      await listening
    },
  }
}
