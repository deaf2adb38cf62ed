import { type TaskItem, TaskListAnswer } from '@shouwang/console-api'
import { type ApiClient, ask } from '../api-client/api-client.ts'

const pageSize = 200
const everyStatus = 'open,accepted,closed,withdrawn'

/** Every task that a query finds, page by page. */
export const allTasks = async (
  api: ApiClient,
  query: Readonly<Record<string, string | undefined>>,
): Promise<TaskItem[]> => {
  const found: TaskItem[] = []
  for (;;) {
    const page = await ask(api, TaskListAnswer, {
      path: '/tasks',
      query: { ...query, limit: String(pageSize), offset: String(found.length) },
    })
    found.push(...page.tasks)
    if (page.tasks.length < pageSize) return found
  }
}

/** How many tasks there ever were. */
export const countListedTasks = async (api: ApiClient): Promise<number> =>
  (await ask(api, TaskListAnswer, { path: '/tasks', query: { status: everyStatus, limit: '1' } })).total

/** What `--status` means to the API. */
export const statusQuery = (status: string | undefined): string | undefined =>
  status?.split(',').includes('all') === true ? everyStatus : status
