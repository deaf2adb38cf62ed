import {
  type Case,
  type Circumstances,
  caseNoticesOf,
  emptyFile,
  type HouseholdFile,
  type Notice,
  nextCaseDay,
  nextEscalationOn,
  noticesOf,
  type Places,
  presentOn,
  type Step,
  type Task,
  wakeOn,
} from '@shouwang/casework'
import { type CaseEvent, type Day, type RegionCode, type TaskEvent, topics } from '@shouwang/contracts'
import type { Decided, Output } from '@shouwang/flow'
import type { CaseChange, CaseState } from '@shouwang/postgres'
import type { CaseworkContext } from './casework-context.ts'

/** The steps of many households, gathered into one change. */
export type Caseload = {
  readonly circumstances: (region: RegionCode | null, day: Day) => Circumstances
  /**
   * Each step sees the file, and how busy everyone is, as the last one left them. `acceptedAt` is that of the records that
   * led to it.
   */
  readonly take: (household: string, decide: (file: HouseholdFile) => Step, acceptedAt?: string) => void
  readonly decided: () => Decided<CaseChange>
}

type Told = { readonly household: string; readonly event: TaskEvent; readonly acceptedAt: string | undefined }
type ToldOfCase = { readonly household: string; readonly event: CaseEvent }

/** Opens the files of a batch. */
export const caseload = (state: CaseState, { rulesOn, now }: CaseworkContext): Caseload => {
  const files = new Map(state.files)
  const changed = new Set<string>()
  const tasks = new Map<string, Task>()
  const load = new Map(state.places.load)
  const places: Places = { ...state.places, load }
  const told: Told[] = []
  const cases = new Map<string, Case>()
  const toldOfCases: ToldOfCase[] = []
  const at = now()
  return {
    circumstances: (region, day) => ({
      at,
      day,
      by: 'system',
      rules: rulesOn(region, day),
      places: presentOn(places, day),
      funds: state.funds,
    }),
    take: (household, decide, acceptedAt) => {
      const before = files.get(household) ?? emptyFile(household)
      const { file, touched, events, cases: casesTouched, caseEvents } = decide(before)
      if (file === before) return
      files.set(household, file)
      if (state.files.has(household) || !isBlank(file)) changed.add(household)
      for (const task of touched) tasks.set(task.taskId, task)
      for (const known of casesTouched) cases.set(known.caseId, known)
      for (const event of caseEvents) toldOfCases.push({ household, event })
      for (const event of events) {
        told.push({ household, event, acceptedAt })
        if ('assignee' in event && event.assignee !== null)
          load.set(event.assignee, (load.get(event.assignee) ?? 0) + 1)
      }
    },
    decided: () => {
      const changedFiles = [...changed].flatMap((household) => files.get(household) ?? [])
      return {
        change: changeOf({ files: changedFiles, tasks, told, cases, toldOfCases }, rulesOn),
        outputs: [...messages(topics.taskEvents, told), ...messages(topics.caseEvents, toldOfCases)],
      }
    },
  }
}

const messages = (topic: string, told: readonly (Told | ToldOfCase)[]): readonly Output[] =>
  told.map(({ household, event }) => ({ topic, key: household, value: JSON.stringify(event) }))

/** A household without leads, tasks, cases or suppressions gets no file: most households never do. */
const isBlank = ({ firing, suppressed, tasks, opened, casesOpened }: HouseholdFile): boolean =>
  casesOpened === 0 &&
  [firing, suppressed, tasks].every((record) => Object.keys(record).length === 0) &&
  Object.values(opened).every((count) => count === 0)

type Gathered = {
  readonly files: readonly HouseholdFile[]
  readonly tasks: ReadonlyMap<string, Task>
  readonly told: readonly Told[]
  readonly cases: ReadonlyMap<string, Case>
  readonly toldOfCases: readonly ToldOfCase[]
}

const changeOf = (gathered: Gathered, rulesOn: CaseworkContext['rulesOn']): CaseChange => {
  const { files, tasks, told, cases, toldOfCases } = gathered
  return {
    files: files.map((file) => ({ file, wakeOn: wakeOn(file) })),
    tasks: [...tasks.values()].map((task) => ({
      task,
      escalateOn: nextEscalationOn(task, rulesOn(task.region, task.dueSetOn)),
    })),
    events: told.map(({ event }) => event),
    cases: [...cases.values()].map((known) => ({
      known,
      wakeOn: nextCaseDay(known, rulesOn(known.region, known.dueSetOn)),
    })),
    caseEvents: toldOfCases.map(({ event }) => event),
    acceptedAt: told.flatMap(({ acceptedAt }) => acceptedAt ?? []),
    notices: noticesIn(gathered),
  }
}

const noticesIn = ({ tasks, told, cases, toldOfCases }: Gathered): readonly Notice[] => [
  ...told.flatMap(({ event }) => {
    const task = tasks.get(event.taskId)
    return task === undefined ? [] : noticesOf(event, task)
  }),
  ...toldOfCases.flatMap(({ event }) => {
    const known = cases.get(event.caseId)
    return known === undefined ? [] : caseNoticesOf(event, known)
  }),
]
