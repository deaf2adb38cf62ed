import type { TaskStatus } from './task.ts'

/** True when nothing more is due on a task of this status. Loads no schema, so that pages can ask too. */
export const isOver = (status: TaskStatus): boolean => status === 'closed' || status === 'withdrawn'
