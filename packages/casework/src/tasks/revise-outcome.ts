import type { Case } from '../cases/case.ts'
import { recordCase } from '../cases/record-case.ts'
import type { HouseholdFile } from '../household-file.ts'
import { covers } from '../route.ts'
import { type Circumstances, type EventDraft, noStep, record, type Step } from '../step.ts'
import { withoutIdentifiers } from '../without-identifiers.ts'
import type { CommandRefusal } from '../words/refusals.ts'
import type { Command, Worker } from './command.ts'
import { dueDay } from './deadline.ts'
import type { Performed } from './performed.ts'
import { awaitsSecondPerson, type Task, type TaskOutcome } from './task.ts'

type Revising = Extract<Command, { type: 'UndoOutcome' | 'ConfirmOutcome' | 'ReturnOutcome' }>

/** Takes a result back on the day it was recorded, or does what the second person says of it. */
export const reviseOutcome = (
  file: HouseholdFile,
  task: Task,
  command: Revising,
  worker: Worker,
  c: Circumstances,
): Performed => {
  const { outcome } = task
  if (outcome === null) return refused('nothing-to-undo')
  const replaced = task.status === 'closed' && file.tasks[task.direction] !== undefined
  if (command.type === 'UndoOutcome') {
    const why = task.status === 'withdrawn' ? 'already-closed' : notUndone(task, outcome, replaced, worker, c)
    return why === null ? undo(file, task, outcome, command.why, c) : refused(why)
  }
  const why = notSecond(task, outcome, worker)
  if (why !== null) return refused(why)
  if (replaced) return refused('undo-too-late')
  if (command.type === 'ConfirmOutcome')
    return written(noStep(file), task, { type: 'OutcomeConfirmed', suppressUntil: outcome.restUntil ?? c.day }, c)
  const note = withoutIdentifiers(command.why)
  if (note === '') return refused('note-needed')
  return written(noStep(file), task, undone(task, outcome, note, dueDay(c.day, task.leads, c.rules)), c)
}

const notUndone = (
  task: Task,
  outcome: TaskOutcome,
  replaced: boolean,
  worker: Worker,
  c: Circumstances,
): CommandRefusal | null => {
  if (outcome.by !== worker.staffNo || outcome.day !== c.day) return 'undo-own-day'
  return replaced || task.assignee !== worker.staffNo ? 'undo-too-late' : null
}

const notSecond = (task: Task, outcome: TaskOutcome, worker: Worker): CommandRefusal | null => {
  if (!awaitsSecondPerson(task)) return 'no-second-person-awaited'
  if (worker.role === null || worker.role === 'grid-worker' || worker.staffNo === outcome.by)
    return 'second-person-is-other'
  return covers({ role: worker.role, region: worker.region }, task.region) ? null : 'not-yours'
}

/** A case that only this result opened, and on which nobody has worked, ends with it. */
const undo = (file: HouseholdFile, task: Task, outcome: TaskOutcome, why: string, c: Circumstances): Performed => {
  const note = withoutIdentifiers(why)
  if (outcome.caseId === undefined) return written(noStep(file), task, undone(task, outcome, note), c)
  const begun = file.cases.find(({ caseId }) => caseId === outcome.caseId)
  if (begun === undefined || !isUntouched(begun, task)) return refused('undo-case-begun')
  const closed = recordCase(
    noStep(file),
    begun.caseId,
    begun,
    [{ type: 'CaseClosed', result: 'withdrawn', note, restUntil: null }],
    c,
  )
  return written(closed, task, undone(task, outcome, note), c)
}

const isUntouched = ({ seq, taskIds }: Case, { taskId }: Task): boolean => seq === 1 && taskIds.join() === taskId

const undone = (task: Task, outcome: TaskOutcome, note: string, dueOn?: string): EventDraft => ({
  type: 'OutcomeUndone',
  undoes: outcome.seq ?? task.seq,
  reopens: task.status === 'closed',
  note,
  ...(dueOn === undefined ? {} : { dueOn }),
})

const written = (step: Step, task: Task, draft: EventDraft, c: Circumstances): Performed => ({
  ok: true,
  step: record(step, task.taskId, [draft], c, task),
})

const refused = (refusal: CommandRefusal): Performed => ({ ok: false, refusal })
