import {
  type HouseholdFile,
  type Circumstances,
  emptyFile,
  nextEscalationOn,
  noticesOf,
  type Places,
  type Step,
  type Task,
  wakeOn,
} from '@shouwang/casework'
import { type Day, type RegionCode, type TaskEvent, topics } from '@shouwang/contracts'
import type { Decided } from '@shouwang/flow'
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

/** Opens the files of a batch. */
export const caseload = (state: CaseState, { rulesOn, now }: CaseworkContext): Caseload => {
  const files = new Map(state.files)
  const changed = new Set<string>()
  const tasks = new Map<string, Task>()
  const load = new Map(state.places.load)
  const places: Places = { ...state.places, load }
  const told: Told[] = []
  const at = now()
  return {
    circumstances: (region, day) => ({ at, day, by: 'system', rules: rulesOn(region, day), places }),
    take: (household, decide, acceptedAt) => {
      const before = files.get(household) ?? emptyFile(household)
      const { file, touched, events } = decide(before)
      if (file === before) return
      files.set(household, file)
      if (state.files.has(household) || !isBlank(file)) changed.add(household)
      for (const task of touched) tasks.set(task.taskId, task)
      for (const event of events) {
        told.push({ household, event, acceptedAt })
        if ('assignee' in event && event.assignee !== null)
          load.set(event.assignee, (load.get(event.assignee) ?? 0) + 1)
      }
    },
    decided: () => ({
      change: changeOf(
        [...changed].flatMap((household) => files.get(household) ?? []),
        tasks,
        told,
        rulesOn,
      ),
      outputs: told.map(({ household, event }) => ({
        topic: topics.taskEvents,
        key: household,
        value: JSON.stringify(event),
      })),
    }),
  }
}

/** A household without leads, tasks or suppressions gets no file: most households never do. */
const isBlank = ({ firing, suppressed, tasks, opened }: HouseholdFile): boolean =>
  [firing, suppressed, tasks].every((record) => Object.keys(record).length === 0) &&
  Object.values(opened).every((count) => count === 0)

const changeOf = (
  files: readonly HouseholdFile[],
  tasks: ReadonlyMap<string, Task>,
  told: readonly Told[],
  rulesOn: CaseworkContext['rulesOn'],
): CaseChange => ({
  files: files.map((file) => ({ file, wakeOn: wakeOn(file) })),
  tasks: [...tasks.values()].map((task) => ({
    task,
    escalateOn: nextEscalationOn(task, rulesOn(task.region, task.dueSetOn)),
  })),
  events: told.map(({ event }) => event),
  acceptedAt: told.flatMap(({ acceptedAt }) => acceptedAt ?? []),
  notices: told.flatMap(({ event }) => {
    const task = tasks.get(event.taskId)
    return task === undefined ? [] : noticesOf(event, task)
  }),
})
