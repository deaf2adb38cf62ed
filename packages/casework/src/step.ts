import { type CaseCheck, type CaseEvent, type Day, isOver, type TaskEvent } from '@shouwang/contracts'
import type { Fund } from './aid/fund.ts'
import type { Case } from './cases/case.ts'
import { type HouseholdFile, leadKey, type Suppression } from './household-file.ts'
import type { Places } from './route.ts'
import type { CaseworkRules } from './rules.ts'
import { severityOf } from './severity.ts'
import { evolve } from './tasks/evolve.ts'
import type { Task } from './tasks/task.ts'

/** What a decision is made with. `by` is a staff number, or `system`. */
export type Circumstances = {
  /** The instant, ISO 8601 with offset. */
  readonly at: string
  readonly day: Day
  readonly by: string
  readonly rules: CaseworkRules
  readonly places: Places
  /** The funds that may pay in the region, by id. */
  readonly funds: ReadonlyMap<string, Fund>
  /**
   * The household held against every programme now, for commands that check or decide: null where nothing is known of who
   * lives there. Without it nothing is asked of a check, since none is repeated.
   */
  readonly checked?: CheckedNow | null
}

/** A check before a case keeps it. */
export type CheckedNow = Omit<CaseCheck, 'checkNo'>

/** What a decision came to: the file after it, the tasks and cases that changed (closed ones too), and what happened. */
export type Step = {
  readonly file: HouseholdFile
  readonly touched: readonly Task[]
  readonly events: readonly TaskEvent[]
  readonly cases: readonly Case[]
  readonly caseEvents: readonly CaseEvent[]
}

type Without<Union, Keys extends PropertyKey> = Union extends unknown ? Omit<Union, Keys> : never

/** A happening before it has its place in a history. */
export type EventDraft = Without<TaskEvent, 'taskId' | 'seq' | 'at' | 'day' | 'by'>

export const noStep = (file: HouseholdFile): Step => ({
  file,
  touched: [],
  events: [],
  cases: [],
  caseEvents: [],
})

/** Writes happenings of one task into its history and lets the file follow. */
export const record = (
  step: Step,
  taskId: string,
  drafts: readonly EventDraft[],
  { at, day, by }: Pick<Circumstances, 'at' | 'day' | 'by'>,
): Step => {
  if (drafts.length === 0) return step
  let { file } = step
  let task = Object.values(file.tasks).find((each) => each.taskId === taskId)
  const events: TaskEvent[] = []
  for (const draft of drafts) {
    const event = { ...draft, taskId, seq: (task?.seq ?? 0) + 1, at, day, by } as TaskEvent
    task = evolve(task, event)
    file = follow(file, task, event)
    events.push(event)
  }
  const others = step.touched.filter((each) => each.taskId !== taskId)
  const touched = task === undefined ? others : [...others, task]
  return { ...step, file, touched, events: [...step.events, ...events] }
}

const follow = (file: HouseholdFile, task: Task, event: TaskEvent): HouseholdFile => {
  const { [task.direction]: _, ...others } = file.tasks
  const tasks = isOver(task.status) ? others : { ...others, [task.direction]: task }
  if (event.type === 'TaskOpened')
    return { ...file, tasks, opened: { ...file.opened, [task.direction]: file.opened[task.direction] + 1 } }
  if (event.type !== 'OutcomeRecorded') return { ...file, tasks }
  if (event.suppressUntil === null && event.caseId === undefined) return { ...file, tasks }
  const until = event.suppressUntil
  const quiet = task.leads.map((lead): [string, Suppression] => [leadKey(lead), { until, ...severityOf(lead) }])
  return { ...file, tasks, suppressed: { ...file.suppressed, ...Object.fromEntries(quiet) } }
}
