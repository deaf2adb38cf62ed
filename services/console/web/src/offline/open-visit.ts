import type { TaskDetailAnswer } from '@shouwang/console-api'
import type { QueryClient } from '@tanstack/react-query'
import { post } from '../api.ts'
import { showTask, taskPath } from '../task-query.ts'
import { keepAnswer } from './session.ts'

/** Opens names and address of one's own task for its term, and keeps them on the phone. */
export const openVisit = async (queries: QueryClient, taskId: string): Promise<void> => {
  const opened = await post<TaskDetailAnswer>(`${taskPath(taskId)}/visit`)
  await showTask(queries, opened)
  await keepAnswer(taskPath(taskId), opened)
}
