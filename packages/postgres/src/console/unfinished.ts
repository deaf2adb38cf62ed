import type { Queryable } from '../engine/sql.ts'
import { judgedEnds } from '../scoring/delivery-ends.ts'

/** True while an outbox entry waits, a lead that somebody told has no task, a household is to be judged again, or the end of a judged delivery is not concluded. */
export const isUnfinished = async (sql: Queryable): Promise<boolean> => {
  const [row] = await sql.query<{ unfinished: boolean }>(
    `select exists (select 1 from outbox) or exists (select 1 from reported_leads where task_id is null and person is null) or exists (select 1 from households where recheck_on is not null)
       or exists (${judgedEnds}) as unfinished`,
  )
  return row?.unfinished ?? false
}
