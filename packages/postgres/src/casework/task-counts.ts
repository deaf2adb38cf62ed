import type { Day, Level } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/** Tasks under way of one level and status. */
export type TaskCount = {
  readonly level: Level
  readonly status: 'open' | 'accepted'
  readonly tasks: number
  readonly late: number
}

/** How many tasks are under way, and how many of them are past their day. */
export const countTasks = (sql: Queryable, today: Day): Promise<TaskCount[]> =>
  sql.query<TaskCount>(
    `select level, status, count(*) as tasks, count(*) filter (where due_on < $1) as late
     from tasks where status in ('open', 'accepted') group by level, status`,
    [today],
  )
