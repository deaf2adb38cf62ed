import {
  type Command,
  considerAssessment,
  emptyCase,
  perform,
  type Refusal,
  type Step,
  supervise,
  type Task,
  visitEvents,
  type Worker,
  wake,
} from '@shouwang/casework'
import { Assessment, type Day, type QuarantineNotice, topics } from '@shouwang/contracts'
import type { Decided, Output, Received, Stage } from '@shouwang/flow'
import { type CaseChange, type CaseState, type CaseTouched, quarantineIdOf, StorableDay } from '@shouwang/postgres'
import { caseload, type Surroundings } from './caseload.ts'

export type AlertStage = Stage<Assessment, CaseTouched, CaseState, CaseChange>

/** Turns assessments into what happens to tasks, one household after the other. */
export const alertStage = (surroundings: Surroundings): AlertStage => ({
  name: 'alert',
  read: ({ value }) => Assessment.parse(JSON.parse(value)),
  touches: (assessments) => ({
    households: [...new Set(assessments.map(({ household }) => household))],
    regions: [...new Set(assessments.map(({ region }) => region))],
  }),
  step: (state, assessments) => {
    const cases = caseload(state, surroundings)
    for (const assessment of assessments) {
      const { household, region, day, acceptedAt } = assessment
      cases.take(
        household,
        (file) => considerAssessment(file, assessment, cases.circumstances(region, day)),
        acceptedAt,
      )
    }
    return cases.decided()
  },
  setAside: (message) => crashed(message, surroundings.now()),
})

/**
 * Supervises households on a day: suppressions that end, workers that left, limits that passed. One whose supervision meets
 * a bug is put off to the next one.
 */
export const superviseHouseholds = (
  state: CaseState,
  day: Day,
  surroundings: Surroundings,
): Decided<CaseChange> & { readonly putOff: readonly { readonly household: string; readonly error: unknown }[] } => {
  const cases = caseload(state, surroundings)
  const putOff: { household: string; error: unknown }[] = []
  for (const [household, { region }] of state.files) {
    try {
      cases.take(household, (file) => wake(file, cases.circumstances(region, day)))
      cases.take(household, (file) => supervise(file, cases.circumstances(region, day)))
    } catch (error) {
      putOff.push({ household, error })
    }
  }
  return { ...cases.decided(), putOff }
}

export type CommandDecided =
  | { readonly ok: true; readonly decided: Decided<CaseChange> }
  | { readonly ok: false; readonly refusal: Refusal }

/** Does what a worker asks of a task. Outcomes also go back to the profiles, as facts. */
export const decideCommand = (
  state: CaseState,
  task: Task,
  command: Command,
  worker: Worker,
  day: Day,
  surroundings: Surroundings,
): CommandDecided => {
  const cases = caseload(state, surroundings)
  const file = state.files.get(task.household) ?? emptyCase(task.household)
  const performed = perform(file, task, command, worker, cases.circumstances(task.region, day))
  if (!performed.ok) return performed
  cases.take(task.household, () => performed.step)
  const { change, outputs } = cases.decided()
  return { ok: true, decided: { change, outputs: [...outputs, ...visits(performed.step, command)] } }
}

const visits = ({ file, events }: Step, command: Command): readonly Output[] => {
  const livesIn = command.type === 'RecordOutcome' ? (command.livesInHouseholdNo ?? null) : null
  return events.flatMap((event) =>
    event.type === 'OutcomeRecorded'
      ? visitEvents(event, file.head, livesIn).map((visit) => ({
          topic: topics.changeEvents,
          key: file.household,
          value: JSON.stringify(visit),
        }))
      : [],
  )
}

/** Keeps an assessment that could not become work, and tells of it. It may be no JSON at all, so it is not parsed. */
const crashed = (message: Received, at: string): Decided<CaseChange> => {
  const { topic, key, value, offset } = message
  const said = (field: string): string | undefined => new RegExp(`"${field}":"([^"\0]{1,200})"`).exec(value)?.[1]
  const day = StorableDay.safeParse(said('day'))
  const notice: QuarantineNotice = {
    quarantineId: quarantineIdOf(message, 'alert'),
    feed: 'assessments',
    delivery: topic,
    rowNo: offset,
    businessDay: day.success ? day.data : at.slice(0, 10),
    stage: 'alert',
    reason: 'crashed',
    field: said('household') ?? null,
    at,
  }
  const output = { topic: topics.quarantine, key: 'assessments', value: JSON.stringify(notice) }
  const quarantined = { topic, key, value, notice, counted: false }
  return { change: { files: [], tasks: [], events: [], notices: [], acceptedAt: [], quarantined }, outputs: [output] }
}
