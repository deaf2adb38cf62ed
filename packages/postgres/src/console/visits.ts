import { TaskEvent } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/** Keeps that somebody opened the visit of a task; false where he had already. `at` is an instant (ISO 8601). */
export const openVisit = async (sql: Queryable, taskId: string, staffNo: string, at: string): Promise<boolean> => {
  const rows = await sql.query(
    `insert into opened_visits (task_id, staff_no, opened_at) values ($1, $2, $3) on conflict do nothing returning task_id`,
    [taskId, staffNo, at],
  )
  return rows.length > 0
}

/** True where this person opened the visit of this task. */
export const isVisitOpened = async (sql: Queryable, taskId: string, staffNo: string): Promise<boolean> => {
  const rows = await sql.query('select 1 as there from opened_visits where task_id = $1 and staff_no = $2', [
    taskId,
    staffNo,
  ])
  return rows.length > 0
}

/** What people wrote about a family on its other tasks, the newest first. */
export const readEarlierVisits = async (
  sql: Queryable,
  household: string,
  apart: string,
  limit: number,
): Promise<TaskEvent[]> => {
  const rows = await sql.query<{ event: string }>(
    `select e.event from task_events e join tasks t on t.task_id = e.task_id
     where t.household = $1 and t.task_id <> $2 and e.type in ('OutcomeRecorded', 'ContactMade', 'NoteAdded')
       and e.by_whom <> 'system'
     order by e.at desc, e.task_id, e.seq desc limit $3`,
    [household, apart, limit],
  )
  return rows.map(({ event }) => TaskEvent.parse(JSON.parse(event)))
}
