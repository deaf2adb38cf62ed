import {
  type CaseRefusal,
  type Command,
  type CommandRefusal,
  calendarKnownUntil,
  caseRefusalWords,
  type OutcomeRule,
  outcomeRules,
  refusalWords,
  type Task,
} from '@shouwang/casework'
import type { Day, Level, RegionCode, TaskEvent, TaskEventType } from '@shouwang/contracts'
import { coalesced, publishPending, runTransaction, type Sink, serialQueue } from '@shouwang/flow'
import type { PolicyBook } from '@shouwang/policy'
import {
  type CaseChange,
  type CaseTouched,
  caseRepository,
  loadTask,
  loadWorker,
  lockSupervised,
  markPublished,
  pendingOutboxEntries,
  type Sql,
} from '@shouwang/postgres'
import { type CaseCommands, openCaseCommands } from './case-commands.ts'
import { type CaseworkContext, caseworkContext } from './casework-context.ts'
import { type ConferenceCommands, openConferenceCommands } from './conference-commands.ts'
import { decideCommand } from './decide-command.ts'
import { handleInTurn } from './handling.ts'
import { keptWords } from './kept-words.ts'
import { type LeadCommands, openLeadCommands } from './lead-commands.ts'
import { type KinCommands, openKinCommands } from './official-kin-commands.ts'
import { pensionsSeen } from './pensions-seen.ts'
import { openPublicityCommands, type PublicityCommands } from './publicity-commands.ts'
import { consumer, saveDecided } from './save-decided.ts'
import { superviseHouseholds } from './supervise-households.ts'
import { supervisePublicity } from './supervise-publicity.ts'
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

/** What people and time do to tasks: the same in the console, the command line and the alert service. */
export type TaskCommands = {
  /** Every outcome with its words, in the order of screens. */
  readonly outcomes: readonly OutcomeRule[]
  /** Does what a member of staff asks; resolves once it is saved. Throws only when the store is away. */
  readonly perform: (command: Command, by: string) => Promise<Answer>
  /** The same for what is asked of a case. */
  readonly cases: CaseCommands
  /** What happens to leads that somebody told of without an ID number. */
  readonly leads: LeadCommands
  /** The same for conferences. */
  readonly conferences: ConferenceCommands
  /** The same for notice boards. */
  readonly publicity: PublicityCommands
  /** The same for the register of officials’ kin. */
  readonly officialKin: KinCommands
  /** Calls `listener` after every change that this process saves, until the returned function is called. */
  readonly subscribe: (listener: (change: TaskChange) => void) => () => void
  /**
   * Looks at every task that is late, waiting or in the wrong hands on `day`, page by page until `signal` aborts. Returns how
   * many households.
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

/** What handling commands touches outside. */
export type CommandDependencies = {
  readonly sql: Sql
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

/** Opens the command handler of a process. */
export const openTaskCommands = (dependencies: CommandDependencies): TaskCommands => {
  const { events, clock } = dependencies
  const listeners = new Set<(change: TaskChange) => void>()
  // One after the other: transactions that wait for the same file would hold connections of the pool.
  const inTurn = serialQueue()
  const publishSaved = coalesced(() => publishOrTell(dependencies))
  const context = caseworkContext(dependencies.policies, () => clock().now)
  const announce = (change: CaseChange): void => {
    for (const event of change.events) {
      events.happened(event.type)
      const limit = lastLimitOf(event)
      if (limit !== undefined && limit > calendarKnownUntil)
        events.deadlinePastCalendar(event.taskId, limit, calendarKnownUntil)
    }
    for (const { type } of change.caseEvents) events.happened(type)
    for (const notice of change.notices) events.noticed(notice)
    for (const acceptedAt of change.acceptedAt) events.followed(Date.parse(clock().now) - Date.parse(acceptedAt))
    for (const told of changesOf(change)) for (const listener of listeners) listener(told)
  }
  const handling = { dependencies, context, inTurn, publishSaved, announce }
  return {
    outcomes: outcomeRules,
    announce,
    publishPending: publishSaved,
    perform: (command, by) =>
      inTurn(async () => {
        const save = () => performCommand(dependencies, context, keptWords(command), by, clock().today)
        // Who asked does not wait for the log: what is saved is published, now or after an outage.
        const { answer, change } = (await runTransaction(save, publishSaved)).saved
        events.performed(command.type, answer.ok ? 'done' : answer.reason, command.taskId)
        if (change !== undefined) announce(change)
        return answer
      }),
    cases: openCaseCommands(handling),
    leads: openLeadCommands(handling),
    conferences: openConferenceCommands(handling),
    publicity: openPublicityCommands(handling),
    officialKin: openKinCommands(handling),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    supervise: async (day, signal) => {
      const page = (after: string) =>
        inTurn(() => runTransaction(() => supervisePage(dependencies, context, day, after), publishSaved))
      let households = 0
      for (let after: string | undefined = ''; after !== undefined && signal?.aborted !== true; ) {
        const { saved }: Awaited<ReturnType<typeof page>> = await page(after)
        const { change, seen, putOff } = saved
        announce(change)
        for (const { household, error } of putOff) events.putOff(error, household)
        households += seen.length
        after = seen.at(-1)
      }
      await handleInTurn(handling, async (tx) => ({ change: await supervisePublicity(tx, handling, day) }))
      events.supervised(households, day)
      return households
    },
  }
}

const performCommand = (
  dependencies: CommandDependencies,
  context: CaseworkContext,
  command: Command,
  by: string,
  day: Day,
): Promise<{ answer: Answer; change?: CaseChange }> =>
  dependencies.sql.transaction(async (tx) => {
    const found = await loadTask(tx, command.taskId)
    const worker = await loadWorker(tx, by)
    if (found === undefined) return { answer: refused('no-such-task') }
    if (worker === undefined) return { answer: refused('not-yours') }
    const state = await caseRepository.load(tx, { households: [found.household], ...namedBy(command, found) })
    // Loaded again, since the file is locked only now: someone else may have closed the task in between.
    const task = (await loadTask(tx, command.taskId)) ?? found
    const result = decideCommand(state, task, command, worker, day, context)
    if (!result.ok) return { answer: refused(result.refusal) }
    await saveDecided(tx, dependencies, result.decided)
    const { change } = result.decided
    return { answer: { ok: true, task: change.tasks[0]?.task ?? task, conflict: result.conflict }, change }
  })

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

const supervisePage = (dependencies: CommandDependencies, context: CaseworkContext, day: Day, after: string) =>
  dependencies.sql.transaction(async (tx) => {
    const households = await lockSupervised(tx, day, after, supervisedAtOnce)
    const state = await caseRepository.load(tx, { households, regions: [] })
    const decided = superviseHouseholds(state, day, context, await pensionsSeen(tx, state, day))
    await saveDecided(tx, dependencies, decided)
    return { seen: households, change: decided.change, putOff: decided.putOff }
  })

/** Publishes in the order of saving; never rejects. While the log is away the entries stay, and the next call tries again. */
const publishOrTell = async ({ sql, log, events }: CommandDependencies): Promise<void> => {
  try {
    await publishPending({
      to: log,
      pending: () => pendingOutboxEntries(sql, consumer),
      markPublished: (entries) => markPublished(sql, entries),
    })
  } catch (error) {
    events.publishingWaits(error)
  }
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
