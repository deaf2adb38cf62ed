import type { Day, TaskEvent } from '@shouwang/contracts'
import { leadKey } from './case-file.ts'
import { gravest } from './severity.ts'
import type { Task, TaskLead } from './task.ts'

type Opened = Extract<TaskEvent, { type: 'TaskOpened' }>

/** The task after one more line of its history. Throws RangeError when the history does not start with its opening. */
export const evolve = (task: Task | undefined, event: TaskEvent): Task => {
  if (event.type === 'TaskOpened') return opened(event)
  if (task === undefined)
    throw new RangeError(`task ${event.taskId} has ${event.type} before it was opened; its history is incomplete`)
  return { ...changed(task, event), seq: event.seq }
}

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
    case 'NoteAdded':
      return { ...task, notes: [...task.notes, { at: event.at, by: event.by, note: event.note }] }
    case 'TaskEscalated':
      return { ...task, escalated: [...task.escalated, event.percent] }
    case 'OutcomeRecorded': {
      const { outcome, note, by, day } = event
      const told = { ...task, outcome: { outcome, note, by, day } }
      return event.closes ? { ...told, status: 'closed', closedOn: day } : told
    }
    case 'TaskWithdrawn':
      return { ...task, status: 'withdrawn', withdrawn: event.why, closedOn: event.day }
    default:
      return event satisfies never
  }
}

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
  if (passing && others.some(({ cleared }) => !cleared))
    return { ...withDueBack(task, event), leads: others, level: gravest(others.map(({ level }) => level)) }
  return { ...task, leads: task.leads.map((lead) => (leadKey(lead) === key ? { ...lead, cleared: true } : lead)) }
}

const withDue = (task: Task, { dueOn, day }: { dueOn: Day; day: Day }): Task => {
  if (dueOn >= task.dueOn) return task
  if (task.dueSetOn === day) return { ...task, dueOn }
  return { ...task, dueOn, dueSetOn: day, dueBefore: { dueOn: task.dueOn, dueSetOn: task.dueSetOn } }
}

const withDueBack = ({ dueBefore, ...task }: Task, { dueOn }: { dueOn?: Day | undefined }): Task => {
  if (dueOn !== undefined && dueOn === dueBefore?.dueOn) return { ...task, ...dueBefore }
  return { ...task, dueOn: dueOn ?? task.dueOn, ...(dueBefore === undefined ? {} : { dueBefore }) }
}
