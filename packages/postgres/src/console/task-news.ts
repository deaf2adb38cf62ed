import type { Level, RegionCode, TaskEvent } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/** Something that happened to a task, with whose task it is. */
export type TaskNewsRow = {
  readonly taskId: string
  readonly seq: number
  readonly type: TaskEvent['type']
  readonly region: RegionCode | null
  readonly householdNo: string
  readonly level: Level
  readonly assignee: string | null
}

/** Adds to each task event whose task it is now; an event without a task is left out. */
export const readTaskNews = async (sql: Queryable, events: readonly TaskEvent[]): Promise<readonly TaskNewsRow[]> => {
  if (events.length === 0) return []
  const rows = await sql.query<Omit<TaskNewsRow, 'seq' | 'type'>>(
    `select task_id as "taskId", region, household_no as "householdNo", level, assignee
     from tasks where task_id = any($1)`,
    [[...new Set(events.map(({ taskId }) => taskId))]],
  )
  const tasks = new Map(rows.map((row) => [row.taskId, row]))
  return events.flatMap(({ taskId, seq, type }) => {
    const task = tasks.get(taskId)
    return task === undefined ? [] : [{ ...task, seq, type }]
  })
}
