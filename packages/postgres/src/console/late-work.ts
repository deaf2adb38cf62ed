import type { Day, Level, RegionCode } from '@shouwang/contracts'
import { isoInstant, type Queryable } from '../engine/sql.ts'

/** A task or a case that is late, with the last words that somebody wrote on it. */
export type LateRow = {
  readonly about: string
  readonly kind: 'task' | 'case'
  readonly household: string
  readonly householdNo: string
  readonly region: RegionCode | null
  readonly level: Level | null
  /** Of a task its status, of a case its step. */
  readonly step: string
  readonly dueOn: Day
  readonly who: string | null
  readonly note: string | null
  readonly noteBy: string | null
}

/** Everything late within these regions, the longest first. */
export const readLateWork = (
  sql: Queryable,
  { within, today, limit }: { readonly within: string; readonly today: Day; readonly limit: number },
): Promise<LateRow[]> =>
  sql.query(
    `select l.about, l.kind, l.household, l.household_no as "householdNo", l.region, l.level, l.step, l.due_on as "dueOn",
       l.who, n.event::jsonb ->> 'note' as note, n.by_whom as "noteBy"
     from (
       select task_id as about, 'task' as kind, household, household_no, region, level, status as step, due_on, assignee as who
       from tasks where status in ('open', 'accepted') and due_on < $2 and region like $1 || '%'
       union all
       select case_id, 'case', household, household_no, region, null, step, due_on, owner
       from cases where status = 'open' and due_on < $2 and region like $1 || '%'
       order by due_on limit ${limit}
     ) l left join lateral (
       select event, by_whom, seq from task_events where l.kind = 'task' and task_id = l.about
         and type in ('NoteAdded', 'ContactMade') and by_whom <> 'system'
       union all
       select event, by_whom, seq from case_events where l.kind = 'case' and case_id = l.about
         and type in ('CaseNoted', 'CasePaused', 'StepCompleted')
       order by seq desc limit 1
     ) n on true
     order by l.due_on, l.about`,
    [within, today],
  )

/** Who was told that something is late, and when it was seen. */
export type ToldRow = {
  readonly about: string
  readonly staffNo: string
  readonly at: string
  readonly seenAt: string | null
}

/** The newest reminder of each person about each of these. */
export const readTold = (sql: Queryable, abouts: readonly string[]): Promise<ToldRow[]> =>
  sql.query(
    `select distinct on (about, staff_no) about, staff_no as "staffNo", ${isoInstant('at')} as at,
       ${isoInstant('seen_at')} as "seenAt"
     from notices where about = any($1) and kind in ('reminded', 'overdue') order by about, staff_no, seq desc`,
    [abouts],
  )
