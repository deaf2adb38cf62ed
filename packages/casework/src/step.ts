import { type CaseCheck, type CaseEvent, type Day, isOver, type TaskEvent } from '@shouwang/contracts'
import type { Fund } from './aid/fund.ts'
import type { Case } from './cases/case.ts'
import type { PensionSeen } from './conferences/condition-watch.ts'
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
  /** The id of the command that is being done; absent where nobody gave one, and for what time does. */
  readonly command?: string
  /**
   * The household held against every programme now, for commands that check or decide: null where nothing is known of who
   * lives there. Without it nothing is asked of a check, since none is repeated.
   */
  readonly checked?: CheckedNow | null
  /** What the pension feed said of the household, for supervision of conditions that it looks at. */
  readonly pensions?: readonly PensionSeen[]
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
export type EventDraft = Without<TaskEvent, 'taskId' | 'seq' | 'at' | 'day' | 'by' | 'command'>

export const noStep = (file: HouseholdFile): Step => ({
  file,
  touched: [],
  events: [],
  cases: [],
  caseEvents: [],
})

/** Writes happenings of one task into its history and lets the file follow. `known` is the task where it is over. */
export const record = (
  step: Step,
  taskId: string,
  drafts: readonly EventDraft[],
  { at, day, by, command }: Pick<Circumstances, 'at' | 'day' | 'by' | 'command'>,
  known?: Task,
): Step => {
  if (drafts.length === 0) return step
  let { file } = step
  let task = Object.values(file.tasks).find((each) => each.taskId === taskId) ?? known
  const events: TaskEvent[] = []
  for (const draft of drafts) {
    const told = { taskId, seq: (task?.seq ?? 0) + 1, at, day, by, ...(command === undefined ? {} : { command }) }
    const event = { ...draft, ...told } as TaskEvent
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
  if (event.type === 'OutcomeUndone')
    return {
      ...file,
      tasks,
      suppressed: event.reopens ? without(file.suppressed, task.leads.map(leadKey)) : file.suppressed,
    }
  if (event.type !== 'OutcomeRecorded' && event.type !== 'OutcomeConfirmed') return { ...file, tasks }
  if (event.suppressUntil === null && !('caseId' in event)) return { ...file, tasks }
  const until = event.suppressUntil
  const quiet = task.leads.map((lead): [string, Suppression] => [leadKey(lead), { until, ...severityOf(lead) }])
  return { ...file, tasks, suppressed: { ...file.suppressed, ...Object.fromEntries(quiet) } }
}

const without = (suppressed: HouseholdFile['suppressed'], keys: readonly string[]): HouseholdFile['suppressed'] =>
  Object.fromEntries(Object.entries(suppressed).filter(([key]) => !keys.includes(key)))
