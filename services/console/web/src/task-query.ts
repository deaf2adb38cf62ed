import type { TaskDetailAnswer } from '@shouwang/console-api'
import type { QueryClient } from '@tanstack/react-query'
import { get } from './api.ts'

/** The path of a task, for the API and for what a phone keeps. */
export const taskPath = (taskId: string): string => `/tasks/${encodeURIComponent(taskId)}`

/** How a task is read: the same for every page that shows it and for the list that carries it. */
export const taskQuery = (taskId: string) => ({
  queryKey: ['task', taskId],
  queryFn: ({ signal }: { signal: AbortSignal }) => get<TaskDetailAnswer>(taskPath(taskId), signal),
})

/** Shows a task as a command left it. A reading that began before would say less, and come later: it is broken off. */
export const showTask = async (queries: QueryClient, after: TaskDetailAnswer): Promise<void> => {
  await queries.cancelQueries({ queryKey: ['task', after.taskId] })
  queries.setQueryData(['task', after.taskId], after)
}
