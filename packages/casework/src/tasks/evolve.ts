import type { Day, TaskEvent } from '@shouwang/contracts'
import { leadKey } from '../household-file.ts'
import { gravest } from '../severity.ts'
import type { Task, TaskLead, TaskOutcome } from './task.ts'

type Opened = Extract<TaskEvent, { type: 'TaskOpened' }>

/** The task after one more line of its history. Throws RangeError when the history does not start with its opening. */
export const evolve = (task: Task | undefined, event: TaskEvent): Task => {
  if (event.type === 'TaskOpened') return opened(event)
  if (task === undefined)
    throw new RangeError(`task ${event.taskId} has ${event.type} before it was opened; its history is incomplete`)
  const { seq, command } = event
  return {
    ...changed(task, event),
    seq,
    ...(tellsVisitor.has(event.type) ? { changedSeq: seq } : {}),
    ...(command === undefined ? {} : { commands: [...(task.commands ?? []), command] }),
  }
}

/** What a visitor who left before it has to know. */
const tellsVisitor: ReadonlySet<TaskEvent['type']> = new Set<TaskEvent['type']>([
  'LeadJoined',
  'LeadWorsened',
  'LevelRaised',
  'TaskAssigned',
  'OutcomeRecorded',
  'OutcomeUndone',
  'TaskWithdrawn',
])

/** The task that a history, in its order, adds up to; undefined for none. Throws RangeError as `evolve` does. */
export const taskOf = (history: readonly TaskEvent[]): Task | undefined =>
  history.reduce<Task | undefined>(evolve, undefined)

const opened = (event: Opened): Task => ({
  taskId: event.taskId,
  household: event.household,
  householdNo: event.householdNo,
  region: event.region,
  direction: event.direction,
  level: event.level,
  status: 'open',
  openedOn: event.day,
  dueOn: event.dueOn,
  dueSetOn: event.day,
  ...(event.resultOn === undefined ? {} : { resultOn: event.resultOn }),
  assignee: event.assignee,
  assignedBy: event.by,
  leads: event.leads.map((lead) => ({ ...lead, since: event.day, cleared: false })),
  flags: event.flags,
  notes: [],
  escalated: [],
  outcome: null,
  withdrawn: null,
  closedOn: null,
  seq: event.seq,
})

const changed = (task: Task, event: Exclude<TaskEvent, Opened>): Task => {
  switch (event.type) {
    case 'LeadJoined':
      return withLead(task, { ...event.lead, since: event.day, cleared: false })
    case 'LeadWorsened':
      return withLead(task, { ...event.lead, since: event.day, worseOn: event.day, cleared: false })
    case 'LeadCleared':
      return withoutLead(task, event)
    case 'LevelRaised':
      return { ...withDue(task, event), level: gravest([task.level, event.level]) }
    case 'DeadlineBroughtForward':
      return withDue(task, event)
    case 'TaskAssigned': {
      const { assignee, region, by } = event
      return { ...task, assignee, region, assignedBy: by, status: 'open' }
    }
    case 'TaskAccepted':
      return { ...task, status: 'accepted' }
    case 'ContactMade': {
      const { dueBefore: _, ...rest } = task
      return { ...rest, dueOn: event.dueOn, contactedOn: event.day, escalated: [], notes: notesWith(task, event) }
    }
    case 'NoteAdded':
    case 'TaskReminded':
      return { ...task, notes: notesWith(task, event) }
    case 'TaskEscalated':
      return {
        ...task,
        escalated: [...task.escalated, event.percent],
        lastEscalation: { percent: event.percent, to: event.to, day: event.day },
      }
    case 'OutcomeRecorded': {
      const told = { ...task, outcome: outcomeOf(event) }
      return event.closes ? { ...told, status: 'closed', closedOn: event.day } : told
    }
    case 'OutcomeConfirmed': {
      if (task.outcome === null) return task
      const { restUntil: _, ...outcome } = task.outcome
      return { ...task, outcome: { ...outcome, suppressUntil: event.suppressUntil } }
    }
    case 'OutcomeUndone': {
      const undone = { ...task, outcome: null, notes: notesWith(task, event) }
      if (!event.reopens) return undone
      const again: Task = { ...undone, status: 'accepted', closedOn: null }
      return event.dueOn === undefined ? again : { ...again, dueOn: event.dueOn, dueSetOn: event.day, escalated: [] }
    }
    case 'EntryConflicted': {
      const conflicts = [...(task.conflicts ?? []), ...(event.command === undefined ? [] : [event.command])]
      return { ...task, notes: notesWith(task, event), conflicts }
    }
    case 'TaskWithdrawn':
      return { ...task, status: 'withdrawn', withdrawn: event.why, closedOn: event.day }
    default:
      return event satisfies never
  }
}

const outcomeOf = (event: Extract<TaskEvent, { type: 'OutcomeRecorded' }>): TaskOutcome => {
  const { outcome, note, by, day, seq, suppressUntil, caseId, restUntil } = event
  return {
    outcome,
    note,
    by,
    day,
    seq,
    suppressUntil,
    ...(caseId === undefined ? {} : { caseId }),
    ...(restUntil === undefined ? {} : { restUntil }),
  }
}

const notesWith = ({ notes }: Task, { at, by, note }: { at: string; by: string; note: string }): Task['notes'] =>
  note === '' ? notes : [...notes, { at, by, note }]

const withLead = (task: Task, lead: TaskLead): Task => {
  const known = task.leads.some((each) => leadKey(each) === leadKey(lead))
  const leads = known
    ? task.leads.map((each) => (leadKey(each) !== leadKey(lead) ? each : { ...lead, since: each.since }))
    : [...task.leads, lead]
  return { ...task, leads }
}

/**
 * A lead that came and went within one day, while others stand, never counted: records of a day come in any order, and
 * what half of them seemed to say must not make a task graver, nor more pressing. Any other stays in sight, and with it
 * the level and the due day that it gave: a worker planned by them.
 */
const withoutLead = (task: Task, event: Extract<TaskEvent, { type: 'LeadCleared' }>): Task => {
  const key = leadKey(event)
  const others = task.leads.filter((lead) => leadKey(lead) !== key)
  const passing = task.leads.some((lead) => leadKey(lead) === key && lead.since === event.day)
  if (passing && others.some(({ cleared }) => !cleared)) {
    const level = gravest(others.map((lead) => lead.level))
    const { resultOn, ...back } = withDueBack(task, event)
    return { ...back, ...(level === 'red' && resultOn !== undefined ? { resultOn } : {}), leads: others, level }
  }
  return { ...task, leads: task.leads.map((lead) => (leadKey(lead) === key ? { ...lead, cleared: true } : lead)) }
}

/** A nearer limit counts; one that asks for contact asks for it anew. */
const withDue = (known: Task, { dueOn, resultOn, day }: { dueOn: Day; resultOn?: Day | undefined; day: Day }): Task => {
  const task = resultOn === undefined || known.resultOn !== undefined ? known : { ...known, resultOn }
  if (dueOn >= task.dueOn) return task
  const { contactedOn: _, ...before } = task
  const nearer = resultOn === undefined ? task : { ...before, resultOn }
  if (task.dueSetOn === day) return { ...nearer, dueOn }
  return { ...nearer, dueOn, dueSetOn: day, dueBefore: { dueOn: task.dueOn, dueSetOn: task.dueSetOn } }
}

const withDueBack = ({ dueBefore, ...task }: Task, { dueOn }: { dueOn?: Day | undefined }): Task => {
  if (dueOn !== undefined && dueOn === dueBefore?.dueOn) return { ...task, ...dueBefore }
  return { ...task, dueOn: dueOn ?? task.dueOn, ...(dueBefore === undefined ? {} : { dueBefore }) }
}
