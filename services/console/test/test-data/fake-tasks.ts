import { commandTelemetry, openTaskCommands } from '@shouwang/commands'
import type { TaskEvent } from '@shouwang/contracts'
import { loadPolicies } from '@shouwang/policy'
import type { Sql } from '@shouwang/postgres'
import { createLogger, createMetrics } from '@shouwang/telemetry'
import type { TaskAction, TaskChange } from '../../src/backend/answers.ts'
import type { Backend } from '../../src/backend/backend.ts'
import { REFERENCE } from './reference-data.ts'
import { AT, saveEvent, TODAY } from './seed.ts'

/** Performs what is asked with no rules but one: a closed task stays closed. */
export const fakeTasks = (sql: Sql): Backend['tasks'] => {
  const listeners = new Set<(change: TaskChange) => void>()
  return {
    outcomes: REFERENCE.outcomes,
    ...realCommands(sql),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    perform: async (action, by) => {
      const [task] = await sql.query<{
        seq: number
        status: string
        region: string | null
        level: 'red'
        household_no: string
        assignee: string
      }>('select seq, status, region, level, household_no, assignee from tasks where task_id = $1', [action.taskId])
      if (task === undefined || task.status === 'closed') {
        return { ok: false, reason: 'closed', detail: '任务已办结，不能再改。需要更正的，请联系区级救助科。' }
      }
      const event = happening(action, by, task.seq + 1)
      await sql.query(
        `update tasks set seq = seq + 1, status = $2, assignee = coalesce($3, assignee) where task_id = $1`,
        [action.taskId, statusAfter(action, task.status), action.type === 'ReassignTask' ? action.assignee : null],
      )
      await saveEvent(sql, event)
      const change = {
        taskId: action.taskId,
        seq: event.seq,
        type: event.type,
        region: task.region,
        householdNo: task.household_no,
        level: task.level,
        assignee: task.assignee,
      }
      for (const listener of listeners) listener(change)
      return { ok: true, conflict: false }
    },
  }
}

/** Cases, conferences, boards and reported leads need no indicator: the handler of the program itself decides them over the store of the test. */
const realCommands = (
  sql: Sql,
): Pick<Backend['tasks'], 'cases' | 'conferences' | 'leads' | 'publicity' | 'officialKin'> => {
  const log = { append: async () => {} }
  const metrics = createMetrics()
  const quiet = createLogger({ name: 'test', level: 'silent' })
  const events = commandTelemetry({ log: quiet, metrics })
  const clock = () => ({ now: AT, today: TODAY })
  const { cases, conferences, leads, publicity, officialKin } = openTaskCommands({
    sql,
    log,
    policies: loadPolicies(),
    clock,
    events,
    instance: 'test',
  })
  return { cases, conferences, leads, publicity, officialKin }
}

const statusAfter = (action: TaskAction, before: string): string =>
  ({
    AcceptTask: 'accepted',
    RecordContact: 'accepted',
    RecordOutcome: 'closed',
    AddNote: before,
    RemindTask: before,
    ReassignTask: before,
    UndoOutcome: 'accepted',
    ConfirmOutcome: before,
    ReturnOutcome: 'accepted',
  })[action.type]

const happening = (action: TaskAction, by: string, seq: number): TaskEvent => {
  const line = { taskId: action.taskId, seq, at: AT, day: TODAY, by }
  switch (action.type) {
    case 'AcceptTask':
      return { ...line, type: 'TaskAccepted' }
    case 'RecordContact':
      return { ...line, type: 'ContactMade', note: action.note, dueOn: TODAY }
    case 'AddNote':
      return { ...line, type: 'NoteAdded', note: action.note }
    case 'RemindTask':
      return { ...line, type: 'TaskReminded', to: 'W0001', note: action.note }
    case 'ReassignTask':
      return {
        ...line,
        type: 'TaskAssigned',
        assignee: action.assignee,
        region: null,
        why: 'reassigned',
        note: action.why,
      }
    case 'RecordOutcome':
      return {
        ...line,
        type: 'OutcomeRecorded',
        outcome: action.outcome,
        note: action.note,
        leads: [],
        suppressUntil: '2027-01-29',
        closes: true,
      }
    case 'ConfirmOutcome':
      return { ...line, type: 'OutcomeConfirmed', suppressUntil: '2027-10-31' }
    case 'UndoOutcome':
    case 'ReturnOutcome':
      return { ...line, type: 'OutcomeUndone', undoes: seq - 1, reopens: true, note: action.why }
    default:
      return action satisfies never
  }
}
