import { addDays, type DataFault, type Day, isOver } from '@shouwang/contracts'
import type { Need } from '../cases/open-case.ts'
import { caseIdFor, takeInHand } from '../cases/take-in-hand.ts'
import { type HouseholdFile, leadKey } from '../household-file.ts'
import { asksWho, whoOutcomes } from '../leads/find-who.ts'
import { covers, route, superior } from '../route.ts'
import { type Circumstances, type EventDraft, noStep, record } from '../step.ts'
import { withoutIdentifiers } from '../without-identifiers.ts'
import type { CommandRefusal } from '../words/refusals.ts'
import type { Command, Worker } from './command.ts'
import { resultDay } from './deadline.ts'
import { lateEntry } from './late-entry.ts'
import { isUnmet, outcomeRule } from './outcomes.ts'
import type { Performed } from './performed.ts'
import { reviseOutcome } from './revise-outcome.ts'
import type { Task } from './task.ts'

type Answer = CommandRefusal | readonly EventDraft[]

/** Does to a task what a worker asks, if it may be done. `task` is the one that the command names, over or not. */
export const perform = (
  file: HouseholdFile,
  task: Task | undefined,
  command: Command,
  worker: Worker,
  circumstances: Circumstances,
): Performed => {
  const { commandId } = command
  const c = { ...circumstances, by: worker.staffNo, ...(commandId === undefined ? {} : { command: commandId }) }
  if (task === undefined) return { ok: false, refusal: 'no-such-task' }
  if (commandId !== undefined && task.commands?.includes(commandId))
    return { ok: true, step: noStep(file), ...(task.conflicts?.includes(commandId) ? { conflict: true } : {}) }
  const late = lateEntry(task, command, worker, mayWork(task, worker), c)
  if (late !== null) return { ok: true, conflict: true, step: record(noStep(file), command.taskId, [late], c, task) }
  if (command.type === 'UndoOutcome' || command.type === 'ConfirmOutcome' || command.type === 'ReturnOutcome')
    return reviseOutcome(file, task, command, worker, c)
  const answer = decide(task, command, worker, c)
  if (typeof answer === 'string') return { ok: false, refusal: answer }
  const need = needOf(task, command)
  if (need === null) return { ok: true, step: record(noStep(file), command.taskId, answer, c) }
  const caseId = caseIdFor(file, need)
  const drafts = answer.map((draft) =>
    draft.type === 'OutcomeRecorded' ? { ...draft, suppressUntil: null, caseId } : draft,
  )
  const closed = record(noStep(file), command.taskId, drafts, c)
  const aid = command.type === 'RecordOutcome' ? (command.aid ?? null) : null
  return takeInHand(closed, caseId, need, aid, c)
}

/** The work that an outcome begins; null where nothing is left to do. */
const needOf = (task: Task, command: Command): Need | null => {
  if (command.type !== 'RecordOutcome') return null
  const { matter } = outcomeRule(command.outcome)
  if (matter === null) return null
  const { direction, level, region, taskId } = task
  return {
    matter,
    origin: 'task',
    department: matter === 'referral' ? (command.department ?? null) : 'civil-affairs',
    direction,
    level,
    region,
    taskId,
    outcome: command.outcome,
    leads: task.leads.map(leadKey),
    note: withoutIdentifiers(command.note),
  }
}

type Working = Exclude<Command, { type: 'UndoOutcome' | 'ConfirmOutcome' | 'ReturnOutcome' }>

const decide = (task: Task, command: Working, worker: Worker, c: Circumstances): Answer => {
  if (isOver(task.status)) return 'already-closed'
  if (!mayWork(task, worker)) return 'not-yours'
  switch (command.type) {
    case 'AcceptTask':
      return accept(task, worker)
    case 'RecordOutcome':
      return conclude(task, command, c)
    case 'RecordContact':
      return contact(task, command.note, c)
    case 'AddNote': {
      const note = withoutIdentifiers(command.note)
      return note === '' ? 'note-needed' : [{ type: 'NoteAdded', note }]
    }
    case 'RemindTask':
      return remind(task, command.note, worker)
    case 'ReassignTask':
      return reassign(task, command, worker, c)
    case 'TransferTask': {
      if (!c.places.known.has(command.region)) return 'unknown-region'
      const note = withoutIdentifiers(command.why)
      const { assignee } = route(command.region, c.places)
      if (note === '') return 'note-needed'
      return [{ type: 'TaskAssigned', assignee, region: command.region, why: 'reassigned', note }]
    }
    default:
      return command satisfies never
  }
}

/** One's own tasks, for a superior those of the area, and for a grid worker those of the village that nobody has. */
const mayWork = (task: Task, worker: Worker): boolean => {
  if (worker.role === null) return false
  if (task.assignee === worker.staffNo) return true
  if (worker.role === 'grid-worker') return task.assignee === null && task.region === worker.region
  return covers({ role: worker.role, region: worker.region }, task.region)
}

const accept = (task: Task, worker: Worker): Answer => {
  if (task.status === 'accepted') return 'already-accepted'
  const takeOver: EventDraft = {
    type: 'TaskAssigned',
    assignee: worker.staffNo,
    region: task.region,
    why: 'taken-over',
  }
  return task.assignee === worker.staffNo ? [{ type: 'TaskAccepted' }] : [takeOver, { type: 'TaskAccepted' }]
}

/** From contact on, the limit for the result counts, from the day that the first one did. */
const contact = (task: Task, note: string, c: Circumstances): Answer => {
  if (task.level !== 'red' || task.contactedOn !== undefined) return 'no-contact-awaited'
  const dueOn = task.resultOn ?? resultDay(task.dueSetOn, task.leads, c.rules) ?? task.dueOn
  const accepted: EventDraft[] = task.status === 'open' ? [{ type: 'TaskAccepted' }] : []
  return [...accepted, { type: 'ContactMade', note: withoutIdentifiers(note), dueOn }]
}

type RecordOutcome = Extract<Command, { type: 'RecordOutcome' }>

const conclude = (task: Task, command: RecordOutcome, c: Circumstances): Answer => {
  const note = withoutIdentifiers(command.note)
  const wrong = wrongWith(task, command, note, c)
  if (wrong !== null) return wrong
  const foundAgain = command.livesInHouseholdNo != null
  const closes = !isUnmet(command.outcome) && (command.outcome !== 'moved' || foundAgain)
  const concluded: EventDraft = {
    type: 'OutcomeRecorded',
    outcome: command.outcome,
    note,
    leads: task.leads.map(({ indicator, person, level, reason }) => ({ indicator, person, level, reason })),
    closes,
    ...restOf(task, command, closes, c),
    ...(command.declaredMonthlyFen == null ? {} : { declaredMonthlyFen: command.declaredMonthlyFen }),
    ...(isUnmet(command.outcome) && command.nextTryOn != null ? { nextTryOn: command.nextTryOn } : {}),
    ...(command.outcome === 'data-wrong' && command.dataFault != null ? { dataFault: faultOf(command.dataFault) } : {}),
  }
  const accepted: EventDraft[] = task.status === 'open' ? [{ type: 'TaskAccepted' }] : []
  const onward = command.outcome === 'moved' && !closes ? [afterMove(task, command.movedTo ?? null, c)] : []
  return [...accepted, concluded, ...onward]
}

const wrongWith = (task: Task, command: RecordOutcome, note: string, c: Circumstances): CommandRefusal | null => {
  const { outcome, watchUntil, nextTryOn, movedTo } = command
  const rule = outcomeRule(outcome)
  if (!rule.directions.includes(task.direction)) return 'outcome-not-for-direction'
  if (asksWho(task) && !whoOutcomes.includes(outcome)) return 'find-who-first'
  if (rule.noteRequired && note === '') return 'note-needed'
  if (outcome === 'keep-watching' && watchUntil != null && watchUntil <= c.day) return 'watch-until-not-later'
  if (isUnmet(outcome) && nextTryOn != null && nextTryOn < c.day) return 'next-try-in-past'
  if (outcome === 'moved' && movedTo != null && !c.places.known.has(movedTo)) return 'unknown-region'
  return null
}

/** Until when the leads rest: for long only where a second person agrees, and until then as long as one person may decide. */
const restOf = (task: Task, command: RecordOutcome, closes: boolean, c: Circumstances) => {
  if (!closes) return { suppressUntil: null }
  const watched = command.outcome === 'keep-watching' ? (command.watchUntil ?? null) : null
  // Nothing judges a report again: one that was looked into is done, unless somebody wants to look again.
  if (asksWho(task) && command.outcome !== 'keep-watching') return { suppressUntil: null }
  const rest = watched ?? quietUntil(c, command.outcome)
  const alone = addDays(c.day, c.rules.onePersonRestDays)
  if (rest === null || rest <= alone || outcomeRule(command.outcome).matter !== null) return { suppressUntil: rest }
  return { suppressUntil: alone, restUntil: rest, secondPerson: secondPerson(task, c) }
}

/** Somebody above the village, other than who asks. */
const secondPerson = (task: Task, c: Circumstances): string | null =>
  (['coordinator', 'district'] as const)
    .map((wanted) => superior(task.region, c.places, wanted).assignee)
    .find((staffNo) => staffNo !== null && staffNo !== c.by) ?? null

const faultOf = ({ truth, ...of }: DataFault): DataFault => ({ ...of, truth: withoutIdentifiers(truth) })

const quietUntil = (c: Circumstances, outcome: keyof Circumstances['rules']['suppressDays']): Day | null => {
  const days = c.rules.suppressDays[outcome]
  return days > 0 ? addDays(c.day, days) : null
}

/** A task follows its family to the new area; where that is not known, the town looks for it. */
const afterMove = (task: Task, movedTo: string | null, c: Circumstances): EventDraft =>
  movedTo === null
    ? {
        type: 'TaskAssigned',
        assignee: route(task.region, c.places, 'coordinator').assignee,
        region: task.region,
        why: 'whereabouts-unknown',
      }
    : { type: 'TaskAssigned', assignee: route(movedTo, c.places).assignee, region: movedTo, why: 'moved-away' }

/** Only somebody above reminds, and only who has the task is reminded. */
const remind = (task: Task, words: string, worker: Worker): Answer => {
  const note = withoutIdentifiers(words)
  if (worker.role === 'grid-worker') return 'not-yours'
  if (task.assignee === null || task.assignee === worker.staffNo) return 'nobody-to-remind'
  return note === '' ? 'note-needed' : [{ type: 'TaskReminded', to: task.assignee, note }]
}

const reassign = (
  task: Task,
  command: Extract<Command, { type: 'ReassignTask' }>,
  worker: Worker,
  { places }: Circumstances,
): Answer => {
  const assignee = places.staff.get(command.assignee)
  const note = withoutIdentifiers(command.why)
  if (worker.role === 'grid-worker') return 'not-allowed'
  if (assignee === undefined) return 'no-such-staff'
  if (worker.role === null || !covers({ role: worker.role, region: worker.region }, assignee.region))
    return 'outside-your-area'
  if (assignee.staffNo === task.assignee) return 'already-theirs'
  if (note === '') return 'note-needed'
  return [{ type: 'TaskAssigned', assignee: assignee.staffNo, region: task.region, why: 'reassigned', note }]
}
