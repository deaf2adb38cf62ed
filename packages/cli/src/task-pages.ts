import { type Task, TaskPage } from './answers.ts'
import { ask, type Door } from './door.ts'

const pageSize = 200
const everyStatus = 'open,accepted,closed,withdrawn'

/** Every task that a query finds, page by page. */
export const allTasks = async (door: Door, query: Readonly<Record<string, string | undefined>>): Promise<Task[]> => {
  const found: Task[] = []
  for (;;) {
    const page = await ask(door, TaskPage, {
      path: '/tasks',
      query: { ...query, limit: String(pageSize), offset: String(found.length) },
    })
    found.push(...page.tasks)
    if (page.tasks.length < pageSize) return found
  }
}

/** How many tasks there ever were. */
export const countTasks = async (door: Door): Promise<number> =>
  (await ask(door, TaskPage, { path: '/tasks', query: { status: everyStatus, limit: '1' } })).total

/** What `--status` means to the API. */
export const statusQuery = (status: string | undefined): string | undefined =>
  status?.split(',').includes('all') === true ? everyStatus : status
