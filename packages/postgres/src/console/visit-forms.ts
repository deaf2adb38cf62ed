import type { Authorisation, Day } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/** A form that was filled in at a visit. `sealed` is a closed text, bound to the task. */
type KeptVisitForm = {
  readonly taskId: string
  readonly formId: string
  readonly version: number
  readonly household: string
  readonly filledOn: Day
  readonly filledBy: string
  readonly declaredMonthlyFen: number | null
  readonly letter: Authorisation | null
  readonly sealed: string
}

/** Keeps a form as the next one of its task; the same command again changes nothing, and answers false. */
export const saveVisitForm = async (
  sql: Queryable,
  { letter, ...form }: KeptVisitForm,
  commandId: string | null,
): Promise<boolean> =>
  (
    await sql.query(
      `insert into visit_forms (form_key, task_id, form_no, form_id, version, household, filled_on, filled_by, declared_monthly_fen, letter,
         sealed, command_id)
       select $1 || '/' || (coalesce(max(form_no), 0) + 1), $1, coalesce(max(form_no), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10 from visit_forms where task_id = $1
       on conflict do nothing returning form_no`,
      [
        form.taskId,
        form.formId,
        form.version,
        form.household,
        form.filledOn,
        form.filledBy,
        form.declaredMonthlyFen,
        letter === null ? null : JSON.stringify(letter),
        form.sealed,
        commandId,
      ],
    )
  ).length > 0

/** The newest form of a task; undefined where none was filled in. */
export const readVisitForm = async (sql: Queryable, taskId: string): Promise<KeptVisitForm | undefined> =>
  (
    await sql.query<KeptVisitForm>(
      `select task_id as "taskId", form_id as "formId", version, household, filled_on as "filledOn", filled_by as "filledBy",
         declared_monthly_fen as "declaredMonthlyFen", letter, sealed
       from visit_forms where task_id = $1 order by form_no desc limit 1`,
      [taskId],
    )
  )[0]
