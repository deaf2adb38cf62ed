import {
  type CaseRefusal,
  type Command,
  type CommandRefusal,
  emptyFile,
  perform,
  type Step,
  type Task,
  undoneVisitEvents,
  visitEvents,
  type Worker,
} from '@shouwang/casework'
import { type Day, topics } from '@shouwang/contracts'
import type { Decided, Output } from '@shouwang/flow'
import type { CaseChange, CaseState } from '@shouwang/postgres'
import { aidFacts } from './aid-facts.ts'
import { caseload } from './caseload.ts'
import type { CaseworkContext } from './casework-context.ts'

export type CommandDecided =
  | { readonly ok: true; readonly decided: Decided<CaseChange>; readonly conflict: boolean }
  | { readonly ok: false; readonly refusal: CommandRefusal | CaseRefusal }

/** Does what a worker asks of a task. Outcomes also go back to the profiles, as facts. */
export const decideCommand = (
  state: CaseState,
  task: Task,
  command: Command,
  worker: Worker,
  day: Day,
  context: CaseworkContext,
): CommandDecided => {
  const cases = caseload(state, context)
  const file = state.files.get(task.household) ?? emptyFile(task.household)
  const performed = perform(file, task, command, worker, cases.circumstances(task.region, day))
  if (!performed.ok) return performed
  cases.take(task.household, () => performed.step)
  const { change, outputs } = cases.decided()
  return {
    ok: true,
    conflict: performed.conflict === true,
    decided: { change, outputs: [...outputs, ...visits(performed.step, task, command), ...aidFacts(performed.step)] },
  }
}

const visits = (step: Step, task: Task, command: Command): readonly Output[] => {
  const livesIn = command.type === 'RecordOutcome' ? (command.livesInHouseholdNo ?? null) : null
  const { file, events } = step
  const facts = events.flatMap((event) => {
    if (event.type === 'OutcomeRecorded') return visitEvents(event, file.head, livesIn)
    return event.type === 'OutcomeUndone' && task.outcome !== null
      ? undoneVisitEvents(event, file.head, task, task.outcome.outcome)
      : []
  })
  return facts.map((visit) => ({ topic: topics.changeEvents, key: file.household, value: JSON.stringify(visit) }))
}
