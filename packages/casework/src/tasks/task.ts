import type {
  Day,
  Direction,
  FiringVerdict,
  Level,
  Outcome,
  RegionCode,
  TaskStatus,
  WithdrawalReason,
} from '@shouwang/contracts'

/** One reason for a task: the verdict as last recorded. A cleared one no longer holds but stays in sight. */
export type TaskLead = FiringVerdict & {
  readonly since: Day
  /** The day on which it last got worse; absent where it never did. */
  readonly worseOn?: Day
  readonly cleared: boolean
}

/** What a task's history adds up to: the read model of screens and lists (`tasks.state`). */
export type Task = {
  readonly taskId: string
  readonly household: string
  readonly householdNo: string
  readonly region: RegionCode | null
  readonly direction: Direction
  readonly level: Level
  readonly status: TaskStatus
  readonly openedOn: Day
  /** The last day on which it is in time: of a red task to have been in contact, once that was made to have a result. */
  readonly dueOn: Day
  /** Of a red task: the last day for the result. */
  readonly resultOn?: Day
  /** Of a red task: when somebody spoke with the family. */
  readonly contactedOn?: Day
  /** The day from which the present limit counts. */
  readonly dueSetOn: Day
  /** What the limit was before that day; absent where it was set when the task opened. */
  readonly dueBefore?: Pick<Task, 'dueOn' | 'dueSetOn'>
  readonly assignee: string | null
  /** `system`, or the staff number of who handed it over. */
  readonly assignedBy: string
  readonly leads: readonly TaskLead[]
  readonly flags: readonly string[]
  readonly notes: readonly { readonly at: string; readonly by: string; readonly note: string }[]
  /** Percents of the limit at which it was already escalated. */
  readonly escalated: readonly number[]
  /** The last time that somebody above was told that it is late; absent where that never happened. */
  readonly lastEscalation?: { readonly percent: number; readonly to: string | null; readonly day: Day }
  /** The last outcome recorded; a task may go on after one. */
  readonly outcome: TaskOutcome | null
  readonly withdrawn: WithdrawalReason | null
  readonly closedOn: Day | null
  /** How many happenings its history has. */
  readonly seq: number
  /** The last line that changes what a visitor has to know: reasons, result or worker. Absent in older states. */
  readonly changedSeq?: number
  /** The commands that led to its lines. Absent in older states. */
  readonly commands?: readonly string[]
  /** Those of them whose entry no longer fitted when it arrived. */
  readonly conflicts?: readonly string[]
}

/** The last result of a task. */
export type TaskOutcome = {
  readonly outcome: Outcome
  readonly note: string
  readonly by: string
  readonly day: Day
  /** Its place in the history; absent in older states. */
  readonly seq?: number
  readonly suppressUntil?: Day | null
  readonly caseId?: string
  /** Until when the leads rest once a second person agrees; absent where none is asked, or one has. */
  readonly restUntil?: Day
}

/** True where a second person is still to agree that the leads of a task rest for long. */
export const awaitsSecondPerson = ({ status, outcome }: Pick<Task, 'status' | 'outcome'>): boolean =>
  status === 'closed' && outcome?.restUntil !== undefined
