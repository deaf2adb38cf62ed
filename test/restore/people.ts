import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql } from '@shouwang/postgres'
import { type CommandClient, openCommandClient } from '../faults/command-client.ts'
import { isOpen, tasksIn } from '../journeys/what-came-out.ts'

/** Something that a worker recorded of a task, and was told that it is done. */
export type Done = {
  readonly kind: 'accepted' | 'closed'
  readonly taskId: string
  readonly household: string
  readonly direction: string
  readonly at: number
}

/** Workers who take tasks and record results, each task once. */
export type Workers = {
  /** Takes so many open tasks, and closes the last of them. */
  readonly work: (tasks: number) => Promise<void>
  readonly done: readonly Done[]
}

const lookEveryMs = 200
const taskLimitMs = 120_000

/** Opens workers at a console. */
export const openWorkers = (sql: Sql, console: () => string | undefined, token: string): Workers => {
  const client = openCommandClient([console], token)
  const done: Done[] = []
  return {
    done,
    work: async (count) => {
      for (let nth = 1; nth <= count; nth += 1) {
        const task = await nextTask(sql, done)
        const by = task.assignee ?? ''
        const note = (kind: Done['kind']): void => {
          done.push({
            kind,
            taskId: task.taskId,
            household: task.household,
            direction: task.direction,
            at: performance.now(),
          })
        }
        await accept(client, by, task.taskId)
        note('accepted')
        if (nth < count) continue
        await close(client, by, task.taskId)
        note('closed')
      }
    },
  }
}

/** The next open task that nobody worked on and somebody is named for, waiting for it. */
const nextTask = async (sql: Sql, done: readonly Done[]) => {
  for (const until = performance.now() + taskLimitMs; performance.now() < until; ) {
    const worked = new Set(done.map(({ household }) => household))
    const task = (await tasksIn(sql)).find(
      (one) => isOpen(one) && one.status === 'open' && one.assignee !== null && !worked.has(one.household),
    )
    if (task !== undefined) return task
    await sleep(lookEveryMs)
  }
  throw new Error(
    `no open task with a worker came within ${taskLimitMs / 1_000} s; ${(await tasksIn(sql)).length} tasks are there`,
  )
}

const accept = (client: CommandClient, by: string, taskId: string) =>
  client.ask(
    `${taskId}-accept`,
    'AcceptTask',
    {
      by,
      path: `/tasks/${encodeURIComponent(taskId)}/accept?commandId=${encodeURIComponent(`${taskId}-accept`)}`,
      body: {},
    },
    false,
  )

const close = (client: CommandClient, by: string, taskId: string) =>
  client.ask(
    `${taskId}-outcome`,
    'RecordOutcome',
    {
      by,
      path: `/tasks/${encodeURIComponent(taskId)}/outcome`,
      body: { outcome: 'keep-watching', note: '已上门，继续观察', commandId: `${taskId}-outcome` },
    },
    false,
  )
