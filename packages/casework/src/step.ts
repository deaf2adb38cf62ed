import { type Day, isOver, type TaskEvent } from '@shouwang/contracts'
import { type CaseFile, leadKey, type Suppression } from './case-file.ts'
import { evolve } from './evolve.ts'
import type { Places } from './route.ts'
import type { CaseworkRules } from './rules.ts'
import { severityOf } from './severity.ts'
import type { Task } from './task.ts'

/** What a decision is made with. `by` is a staff number, or `system`. */
export type Circumstances = {
  /** The instant, ISO 8601 with offset. */
  readonly at: string
  readonly day: Day
  readonly by: string
  readonly rules: CaseworkRules
  readonly places: Places
}

/** What a decision came to: the file after it, the tasks that changed (the closed ones too), and what happened. */
export type Step = {
  readonly file: CaseFile
  readonly touched: readonly Task[]
  readonly events: readonly TaskEvent[]
}

type Without<Union, Keys extends PropertyKey> = Union extends unknown ? Omit<Union, Keys> : never

/** A happening before it has its place in a history. */
export type EventDraft = Without<TaskEvent, 'taskId' | 'seq' | 'at' | 'day' | 'by'>

export const noStep = (file: CaseFile): Step => ({ file, touched: [], events: [] })

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
  return { file, touched: task === undefined ? others : [...others, task], events: [...step.events, ...events] }
}

const follow = (file: CaseFile, task: Task, event: TaskEvent): CaseFile => {
  const { [task.direction]: _, ...others } = file.tasks
  const tasks = isOver(task.status) ? others : { ...others, [task.direction]: task }
  if (event.type === 'TaskOpened')
    return { ...file, tasks, opened: { ...file.opened, [task.direction]: file.opened[task.direction] + 1 } }
  if (event.type !== 'OutcomeRecorded' || event.suppressUntil === null) return { ...file, tasks }
  const until = event.suppressUntil
  const quiet = task.leads.map((lead): [string, Suppression] => [leadKey(lead), { until, ...severityOf(lead) }])
  return { ...file, tasks, suppressed: { ...file.suppressed, ...Object.fromEntries(quiet) } }
}
