import type { Day, RegionCode } from '@shouwang/contracts'
import type { Queryable, Sql } from '../engine/sql.ts'

/** What one worker has in hand on a day. */
export type WorkloadRow = {
  readonly staffNo: string
  readonly name: string
  readonly role: string
  readonly region: RegionCode
  readonly open: number
  readonly overdue: number
  readonly red: number
  readonly cases: number
  readonly casesOverdue: number
}

/** Everybody of these regions who takes tasks, with what each has in hand, the busiest first. */
export const readWorkload = (sql: Queryable, within: string, today: Day): Promise<WorkloadRow[]> =>
  sql.query(
    `select s.staff_no as "staffNo", s.name, s.role, s.region,
       coalesce(t.open, 0)::int as open, coalesce(t.overdue, 0)::int as overdue, coalesce(t.red, 0)::int as red,
       coalesce(c.open, 0)::int as cases, coalesce(c.overdue, 0)::int as "casesOverdue"
     from staff s
     left join (select assignee, count(*) as open, count(*) filter (where due_on < $2) as overdue,
         count(*) filter (where level = 'red') as red
       from tasks where status in ('open', 'accepted') group by assignee) t on t.assignee = s.staff_no
     left join (select owner, count(*) as open, count(*) filter (where status = 'open' and due_on < $2) as overdue
       from cases where status in ('open', 'paused') group by owner) c on c.owner = s.staff_no
     where s.region like $1 || '%' and s.role in ('grid-worker', 'coordinator', 'district', 'city')
     order by overdue desc, open desc, s.staff_no limit 500`,
    [within, today],
  )

/** When somebody is away, and who takes the tasks meanwhile. */
export type Absence = {
  readonly absenceId: string
  readonly staffNo: string
  readonly from: Day
  readonly to: Day
  readonly substitute: string | null
  readonly why: string
}

/** Absences of the staff of these regions that are not over on a day, the next first. */
export const listAbsences = (sql: Queryable, within: string, today: Day): Promise<Absence[]> =>
  sql.query(
    `select a.absence_id as "absenceId", a.staff_no as "staffNo", a.from_day as "from", a.to_day as "to", a.substitute, a.why
     from absences a join staff s on s.staff_no = a.staff_no
     where s.region like $1 || '%' and a.to_day >= $2 order by a.from_day, a.absence_id`,
    [within, today],
  )

/** Enters an absence; the same one again changes nothing. */
export const enterAbsence = async (sql: Queryable, absence: Absence & { readonly by: string }): Promise<void> => {
  const { absenceId, staffNo, from, to, substitute, why, by } = absence
  await sql.query(
    `insert into absences (absence_id, staff_no, from_day, to_day, substitute, why, entered_by)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [absenceId, staffNo, from, to, substitute, why, by],
  )
}

/** Ends an absence before `day`; one that has not begun goes. False where these regions have none of that id. */
export const endAbsence = (
  sql: Sql,
  { absenceId, within, day }: { readonly absenceId: string; readonly within: string; readonly day: Day },
): Promise<boolean> =>
  sql.transaction(async (tx) => {
    const [found] = await tx.query<{ from: Day }>(
      `select a.from_day as "from" from absences a join staff s on s.staff_no = a.staff_no
       where a.absence_id = $1 and s.region like $2 || '%' for update of a`,
      [absenceId, within],
    )
    if (found === undefined) return false
    if (found.from >= day) await tx.query('delete from absences where absence_id = $1', [absenceId])
    else
      await tx.query(`update absences set to_day = least(to_day, $2::date - 1) where absence_id = $1`, [absenceId, day])
    return true
  })

/** The open tasks of one worker. */
export const readOpenTaskIds = async (sql: Queryable, staffNo: string): Promise<string[]> =>
  (
    await sql.query<{ taskId: string }>(
      `select task_id as "taskId" from tasks where assignee = $1 and status in ('open', 'accepted') order by task_id`,
      [staffNo],
    )
  ).map(({ taskId }) => taskId)
