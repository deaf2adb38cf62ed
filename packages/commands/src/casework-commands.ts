import {
  type CaseRefusal,
  type Command,
  type CommandRefusal,
  calendarKnownUntil,
  caseRefusalWords,
  refusalWords,
  type Task,
} from '@shouwang/casework'
import type { Day, Level, RegionCode, TaskEvent, TaskEventType } from '@shouwang/contracts'
import { coalesced, publishPending, runTransaction, type Sink, serialQueue } from '@shouwang/flow'
import type { PolicyBook } from '@shouwang/policy'
import type { CaseChange, CaseTouched, PlacedAtOnce } from '@shouwang/postgres'
import { type CaseCommands, openCaseCommands } from './case-commands.ts'
import { caseworkContext } from './casework-context.ts'
import type { CaseworkStore, CaseworkTransaction } from './casework-store.ts'
import { decideCommand } from './decide-command.ts'
import { openDrawn, orderStock, turnsIn } from './draw-from-stock.ts'
import { answerInTurn, type Handling } from './handling.ts'
import { keptWords } from './kept-words.ts'
import { countVisits, type Records, reorderQueue } from './learn-from-visits.ts'
import { pensionsSeen } from './pensions-seen.ts'
import { superviseHouseholds } from './supervise-households.ts'
import type { CommandTelemetry } from './telemetry.ts'

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

/** What people and time do to tasks and cases. */
export type CaseworkCommands = {
  /** Does what a member of staff asks; resolves once it is saved. Throws only when the store is away. */
  readonly perform: (command: Command, by: string) => Promise<Answer>
  /** The same for what is asked of a case. */
  readonly cases: CaseCommands
  /** Calls `listener` after every change that this process saves, until the returned function is called. */
  readonly subscribe: (listener: (change: TaskChange) => void) => () => void
  /**
   * Looks at every task that is late, waiting or in the wrong hands on `day`, page by page until `signal` aborts, orders the
   * queue by what visits found, and opens the tasks of households on the stock list whose turn it is. Returns how many households
   * it looked at.
   */
  readonly supervise: (day: Day, signal?: AbortSignal) => Promise<number>
  /** Tells listeners and telemetry of a change that someone else saved: the stage that turns assessments into tasks. */
  readonly announce: (change: CaseChange) => void
  /** Publishes what commands saved in any process and could not publish; never rejects, an outage is told. */
  readonly publishPending: () => Promise<void>
}

type Answer =
  | { readonly ok: true; readonly task: Task; readonly conflict: boolean }
  | { readonly ok: false; readonly reason: CommandRefusal | CaseRefusal; readonly detail: string }

/** What handling commands of tasks and cases touches outside. */
export type CaseworkDependencies = {
  readonly store: CaseworkStore
  /** Where what happened to tasks is published. */
  readonly log: Sink
  readonly policies: PolicyBook
  /** The present instant (ISO 8601) and the business day. */
  readonly clock: () => { readonly now: string; readonly today: Day }
  readonly events: CommandTelemetry
  /** Names this process among those that handle commands. */
  readonly instance: string
}

const supervisedAtOnce = 500

/** Opens the handler of what is asked of tasks and cases, and what other commands of the process take to keep its order. */
export const openCaseworkCommands = (
  dependencies: CaseworkDependencies,
): CaseworkCommands & { readonly handling: Handling<CaseworkTransaction> } => {
  const { clock, store } = dependencies
  const listeners = new Set<(change: TaskChange) => void>()
  const announce = (change: CaseChange): void => {
    tellOperators(change, dependencies)
    for (const told of changesOf(change)) for (const listener of listeners) listener(told)
  }
  const handling: Handling<CaseworkTransaction> = {
    dependencies,
    context: caseworkContext(dependencies.policies, () => clock().now),
    transaction: store.transaction,
    // One after the other: transactions that wait for the same file would hold connections of the pool.
    inTurn: serialQueue(),
    publishSaved: coalesced(() => publishOrTell(dependencies)),
    announce,
  }
  return {
    handling,
    announce,
    publishPending: handling.publishSaved,
    perform: (command, by) =>
      answerInTurn(handling, command.type, command.taskId, (tx) =>
        performCommand(tx, handling, keptWords(command), by),
      ),
    cases: openCaseCommands(handling),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    supervise: async (day, signal) => {
      const households = await superviseAll(handling, day, signal)
      const records = await learnFromVisits(handling, day, signal)
      if (records !== undefined) await drawFromStock(handling, day, records, signal)
      return households
    },
  }
}

const superviseAll = async (
  handling: Handling<CaseworkTransaction>,
  day: Day,
  signal: AbortSignal | undefined,
): Promise<number> => {
  const { inTurn, transaction, publishSaved, announce, dependencies } = handling
  const page = (after: string) =>
    inTurn(() => runTransaction(() => transaction((tx) => supervisePage(tx, handling, day, after)), publishSaved))
  let households = 0
  for (let after: string | undefined = ''; after !== undefined && signal?.aborted !== true; ) {
    const { saved }: Awaited<ReturnType<typeof page>> = await page(after)
    const { change, seen, putOff } = saved
    announce(change)
    for (const { household, error } of putOff) dependencies.events.putOff(error, household)
    households += seen.length
    after = seen.at(-1)
  }
  return households
}

/** Counts what visits found and orders the tasks under way by it, a page in each transaction. */
const learnFromVisits = async (
  { inTurn, transaction, context }: Handling<CaseworkTransaction>,
  day: Day,
  signal: AbortSignal | undefined,
): Promise<Records | undefined> => {
  const isOver = (): boolean => signal?.aborted === true
  if (isOver()) return undefined
  const records = await inTurn(() => transaction((tx) => countVisits(tx, day)))
  for (let after: string | undefined = ''; after !== undefined && !isOver(); ) {
    const from: string = after
    after = await inTurn(() => transaction((tx) => reorderQueue(tx, context, records, day, from)))
  }
  return records
}

const drawnAtOnce = 200

/** Orders the stock list and opens the tasks of those whose turn it is, district by district. */
const drawFromStock = async (
  { inTurn, transaction, context, publishSaved, announce, dependencies }: Handling<CaseworkTransaction>,
  day: Day,
  records: Records,
  signal: AbortSignal | undefined,
): Promise<void> => {
  const isOver = (): boolean => signal?.aborted === true
  const order = (which: PlacedAtOnce) => inTurn(() => transaction((tx) => orderStock(tx, context, records, day, which)))
  const areas = await inTurn(() => transaction((tx) => tx.stockAreas()))
  // What visits found moves the places of a district once a day, not at every round.
  for (const { area } of areas.filter(({ placedOn }) => placedOn === null || placedOn < day)) {
    for (let after: string | undefined = ''; after !== undefined && !isOver(); ) after = await order({ area, after })
    if (!isOver()) await inTurn(() => transaction((tx) => tx.saveStockArea(area, day)))
  }
  while (!isOver() && (await order({ unplaced: true })) !== undefined);
  for (const { area } of areas) {
    if (isOver()) return
    const turns = await inTurn(() => transaction((tx) => turnsIn(tx, context, area, day)))
    for (let at = 0; at < turns.length && !isOver(); at += drawnAtOnce) {
      const drawn = turns.slice(at, at + drawnAtOnce)
      const { saved } = await inTurn(() =>
        runTransaction(() => transaction((tx) => openDrawn(tx, context, drawn, day)), publishSaved),
      )
      announce(saved.change)
      for (const { household, error } of saved.putOff) dependencies.events.putOff(error, household)
    }
  }
}

type Performed = { readonly answer: Answer; readonly change?: CaseChange }

const performCommand = async (
  tx: CaseworkTransaction,
  { dependencies, context }: Handling<CaseworkTransaction>,
  command: Command,
  by: string,
): Promise<Performed> => {
  const found = await tx.task(command.taskId)
  const worker = await tx.worker(by)
  if (found === undefined) return { answer: refused('no-such-task') }
  if (worker === undefined) return { answer: refused('not-yours') }
  const state = await tx.load({ households: [found.household], ...namedBy(command, found) })
  // Loaded again, since the file is locked only now: someone else may have closed the task in between.
  const task = (await tx.task(command.taskId)) ?? found
  const result = decideCommand(state, task, command, worker, dependencies.clock().today, context)
  if (!result.ok) return { answer: refused(result.refusal) }
  await tx.save(result.decided)
  const { change } = result.decided
  return { answer: { ok: true, task: change.tasks[0]?.task ?? task, conflict: result.conflict }, change }
}

const namedBy = (command: Command, task: Task): Omit<CaseTouched, 'households'> => ({
  regions: [
    task.region,
    ...(command.type === 'TransferTask' ? [command.region] : []),
    ...(command.type === 'RecordOutcome' ? [command.movedTo ?? null] : []),
  ],
  staffNos: command.type === 'ReassignTask' ? [command.assignee] : [],
  fundsOf: command.type === 'RecordOutcome' && command.aid?.fund != null ? task.region : null,
})

const refused = (reason: CommandRefusal | CaseRefusal): Answer => ({
  ok: false,
  reason,
  detail: { ...refusalWords, ...caseRefusalWords }[reason].zh,
})

const supervisePage = async (
  tx: CaseworkTransaction,
  { context }: Handling<CaseworkTransaction>,
  day: Day,
  after: string,
) => {
  const households = await tx.supervised(day, after, supervisedAtOnce)
  const state = await tx.load({ households, regions: [] })
  const decided = superviseHouseholds(state, day, context, await pensionsSeen(tx, state, day))
  await tx.save(decided)
  return { seen: households, change: decided.change, putOff: decided.putOff }
}

/** Publishes in the order of saving; never rejects. While the log is away the entries stay, and the next call tries again. */
const publishOrTell = async ({ store, log, events }: CaseworkDependencies): Promise<void> => {
  try {
    await publishPending({ to: log, pending: store.pending, markPublished: store.markPublished })
  } catch (error) {
    events.publishingWaits(error)
  }
}

const tellOperators = (change: CaseChange, { events, clock }: CaseworkDependencies): void => {
  for (const event of change.events) {
    events.happened(event.type)
    const limit = lastLimitOf(event)
    if (limit !== undefined && limit > calendarKnownUntil)
      events.deadlinePastCalendar(event.taskId, limit, calendarKnownUntil)
  }
  for (const { type } of change.caseEvents) events.happened(type)
  for (const notice of change.notices) events.noticed(notice)
  for (const acceptedAt of change.acceptedAt) events.followed(Date.parse(clock().now) - Date.parse(acceptedAt))
}

/** The latest day that an event sets as a limit; undefined where it sets none. */
const lastLimitOf = (event: TaskEvent): Day | undefined =>
  ('resultOn' in event ? event.resultOn : undefined) ?? ('dueOn' in event ? event.dueOn : undefined)

const changesOf = ({ events, tasks }: CaseChange): TaskChange[] => {
  const byId = new Map(tasks.map(({ task }) => [task.taskId, task]))
  return events.flatMap(({ taskId, seq, type }) => {
    const task = byId.get(taskId)
    if (task === undefined) return []
    const { region, householdNo, level, assignee } = task
    return [{ taskId, seq, type, region, householdNo, level, assignee }]
  })
}
