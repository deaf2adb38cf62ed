import type { Day } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/** How many households wait on `day` for what time alone changes: to be judged again, woken, or reported as late. */
export const countDue = async (sql: Queryable, day: Day): Promise<number> => {
  const [row] = await sql.query<{ due: number }>(
    `select count(*)::int as due from (
       select household from households where review_on <= $1
       union select household from household_files where wake_on <= $1
       union select household from tasks where status in ('open', 'accepted') and escalate_on <= $1
       union select household from cases where wake_on <= $1) waiting`,
    [day],
  )
  return row?.due ?? 0
}
