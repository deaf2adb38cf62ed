import { type Command, type OutcomeRule, outcomeRules, type Refusal, refusalWords, type Task } from '@shouwang/casework'
import type { Day, Level, RegionCode, TaskEventType } from '@shouwang/contracts'
import { type Decided, publish, takingTurns } from '@shouwang/flow'
import {
  type CaseChange,
  caseKept,
  debtsOf,
  loadTask,
  loadWorker,
  lockSupervised,
  saveDebt,
  settleDebts,
  type Tx,
} from '@shouwang/postgres'
import type { Surroundings } from './caseload.ts'
import { decideCommand, superviseHouseholds } from './flow.ts'
import { surroundingsOf } from './surroundings.ts'
import type { AlertWorld } from './world.ts'

/** Something that happened to a task, as live pages hear of it. */
export type TaskChange = {
  readonly taskId: string
  readonly seq: number
  readonly type: TaskEventType
  readonly region: RegionCode | null
  readonly householdNo: string
  readonly level: Level
  readonly assignee: string | null
}

/** Where people and time act on tasks. */
export type Desk = {
  /** Every outcome with its words, in the order of screens. */
  readonly outcomes: readonly OutcomeRule[]
  /** Does what a member of staff asks; resolves once it is saved. Throws only when the store is away. */
  readonly perform: (command: Command, by: string) => Promise<Answer>
  /** Calls `listener` after every change that this process saves, until the returned function is called. */
  readonly subscribe: (listener: (change: TaskChange) => void) => () => void
  /** Looks at every task that is late, waiting or in the wrong hands on `day`. Returns how many households. */
  readonly supervise: (day: Day) => Promise<number>
}

export type Answer =
  | { readonly ok: true; readonly task: Task }
  | { readonly ok: false; readonly reason: Refusal; readonly detail: string }

const supervisedAtOnce = 500

/**
 * Opens the desk. `announce` is also told of what the stream of assessments changed; `publishOwed` publishes what any desk
 * saved and could not publish.
 */
export const openDesk = (
  world: AlertWorld,
): Desk & { announce: (change: CaseChange) => void; publishOwed: () => Promise<void> } => {
  const { tell, clock } = world
  const listeners = new Set<(change: TaskChange) => void>()
  // What is saved first is published first.
  const inTurn = takingTurns()
  const publishOwed = oneAfterTheOther(() => publishDebts(world))
  const surroundings = surroundingsOf(world.policies, () => clock().now)
  const announce = (change: CaseChange): void => {
    for (const { type } of change.events) tell.happened(type)
    for (const notice of change.notices) tell.noticed(notice)
    for (const acceptedAt of change.acceptedAt) tell.followed(Date.parse(clock().now) - Date.parse(acceptedAt))
    world.notifier?.notify(change.notices)
    for (const told of changesOf(change)) for (const listener of listeners) listener(told)
  }
  return {
    outcomes: outcomeRules,
    announce,
    publishOwed,
    perform: (command, by) =>
      inTurn(async () => {
        const { answer, change } = await performCommand(world, surroundings, command, by, clock().today)
        tell.performed(command.type, answer.ok ? 'done' : answer.reason, command.taskId)
        if (change !== undefined) announce(change)
        // Who asked need not wait for the log: what is saved is also published.
        void publishOwed()
        return answer
      }),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    supervise: async (day) => {
      const page = (after: string) => inTurn(() => supervisePage(world, surroundings, day, after))
      let households = 0
      for (let after: string | undefined = ''; after !== undefined && !world.signal.aborted; ) {
        const { change, seen, putOff }: Awaited<ReturnType<typeof page>> = await page(after)
        announce(change)
        for (const { household, error } of putOff) tell.putOff(error, household)
        households += seen.length
        after = seen.at(-1)
      }
      await publishOwed()
      tell.supervised(households, day)
      return households
    },
  }
}

const performCommand = (
  world: AlertWorld,
  surroundings: Surroundings,
  command: Command,
  by: string,
  day: Day,
): Promise<{ answer: Answer; change?: CaseChange }> =>
  world.sql.transaction(async (tx) => {
    const found = await loadTask(tx, command.taskId)
    const worker = await loadWorker(tx, by)
    if (found === undefined) return { answer: refused('no-such-task') }
    if (worker === undefined) return { answer: refused('not-yours') }
    const state = await caseKept.load(tx, { households: [found.household], ...namedBy(command, found) })
    // Its file is locked only now: someone else may have closed it in between.
    const task = (await loadTask(tx, command.taskId)) ?? found
    const result = decideCommand(state, task, command, worker, day, surroundings)
    if (!result.ok) return { answer: refused(result.refusal) }
    await save(tx, world, result.decided)
    const { change } = result.decided
    return { answer: { ok: true, task: change.tasks[0]?.task ?? task }, change }
  })

const namedBy = (command: Command, task: Task): { regions: (RegionCode | null)[]; staffNos: string[] } => ({
  regions: [
    task.region,
    ...(command.type === 'TransferTask' ? [command.region] : []),
    ...(command.type === 'RecordOutcome' ? [command.movedTo ?? null] : []),
  ],
  staffNos: command.type === 'ReassignTask' ? [command.assignee] : [],
})

const refused = (reason: Refusal): Answer => ({ ok: false, reason, detail: refusalWords[reason].zh })

const supervisePage = (world: AlertWorld, surroundings: Surroundings, day: Day, after: string) =>
  world.sql.transaction(async (tx) => {
    const households = await lockSupervised(tx, day, after, supervisedAtOnce)
    const state = await caseKept.load(tx, { households, regions: [] })
    const decided = superviseHouseholds(state, day, surroundings)
    await save(tx, world, decided)
    return { seen: households, change: decided.change, putOff: decided.putOff }
  })

const consumer = 'alert-desk'

/** Each topic has a producer of its own, so that a reader of several topics never takes one's news for repeats of another's. */
const save = async (tx: Tx, { instance }: AlertWorld, { change, outputs }: Decided<CaseChange>): Promise<void> => {
  await caseKept.save(tx, change)
  for (const [topic, own] of Map.groupBy(outputs, (output) => output.topic))
    await saveDebt(tx, { consumer, instance: `${instance}/${topic}`, outputs: own })
}

/** Publishes in the order of saving; never rejects. While the log is away the debt stays, and the next turn tries again. */
const publishDebts = async ({ sql, log, tell }: AlertWorld): Promise<void> => {
  try {
    const settle = (owed: Parameters<typeof settleDebts>[1]) => settleDebts(sql, owed)
    await publish(await debtsOf(sql, consumer), { to: log, store: { settle } })
  } catch (error) {
    tell.publishingWaits(error)
  }
}

const changesOf = ({ events, tasks }: CaseChange): TaskChange[] => {
  const byId = new Map(tasks.map(({ task }) => [task.taskId, task]))
  return events.flatMap(({ taskId, seq, type }) => {
    const task = byId.get(taskId)
    if (task === undefined) return []
    const { region, householdNo, level, assignee } = task
    return [{ taskId, seq, type, region, householdNo, level, assignee }]
  })
}

/** Works once more after what is under way, however often it is asked to meanwhile. */
const oneAfterTheOther = (work: () => Promise<void>): (() => Promise<void>) => {
  const inTurn = takingTurns()
  let next: Promise<void> | undefined
  return () => {
    next ??= inTurn(() => {
      next = undefined
      return work()
    })
    return next
  }
}
