import type {
  BoardCommand,
  CaseCommandName,
  CommandName,
  ConferenceCommand,
  KinCommand,
  Notice,
} from '@shouwang/casework'
import type { CaseEventType, Day, TaskEventType } from '@shouwang/contracts'
import { type Logger, type Metrics, putOffTelemetry } from '@shouwang/telemetry'

/**
 * What commands and supervision tell operators, in whichever process they run. The metrics are named after the alert service,
 * where they first ran: dashboards and stored series know them by that name.
 */
export const commandTelemetry = (dependencies: { log: Logger; metrics: Metrics }) => {
  const { log, metrics } = dependencies
  const happenings = metrics.counter('alert_task_events_total', 'What happened to tasks and cases', ['type'])
  const commands = metrics.counter('alert_commands_total', 'What workers asked of tasks and cases', [
    'command',
    'result',
  ])
  const notices = metrics.counter('alert_notices_total', 'News for staff', ['kind'])
  const supervised = metrics.counter('alert_supervised_households_total', 'Households that supervision looked at', [])
  const pastCalendar = metrics.counter(
    'alert_deadlines_past_calendar_total',
    'Limits that lie behind the last day whose holidays are published',
    [],
  )
  const delays = metrics.histogram(
    'alert_task_delay_seconds',
    'From the acceptance of the oldest record behind a change of a task to the change being saved',
    [],
    delayBuckets,
  )
  return {
    ...putOffTelemetry('alert', dependencies),
    /** Two machines' clocks may differ: what seems to come before its cause took no time. */
    followed: (delayMs: number) => delays.observe(Math.max(0, delayMs) / 1000),
    happened: (type: TaskEventType | CaseEventType) => happenings.inc({ type }),
    /** The days that the law names are free; the days arranged around them, and made up for, are not known yet. */
    deadlinePastCalendar: (taskId: string, limit: Day, until: Day) => {
      pastCalendar.inc()
      log.warn({ taskId, limit, until }, 'a limit lies behind the holiday calendar; update chinese-days')
    },
    performed: (
      command:
        | CommandName
        | CaseCommandName
        | ConferenceCommand['type']
        | 'CallConference'
        | BoardCommand['type']
        | 'DrawBoard'
        | 'ObjectToBoard'
        | KinCommand['type'],
      result: string,
      about: string,
    ) => {
      commands.inc({ command, result })
      log.info({ command, result, about }, 'a worker asked something of a task or a case')
    },
    noticed: ({ kind, staffNo, about }: Notice) => {
      notices.inc({ kind })
      log.debug({ kind, staffNo, about }, 'news for a member of staff')
    },
    supervised: (households: number, day: string) => {
      supervised.inc(households)
      log.info({ households, day }, 'late, waiting and unassigned tasks looked at')
    },
    publishingWaits: (error: unknown) =>
      log.warn({ err: error }, 'what happened to tasks is saved but not yet published; the next attempt publishes it'),
  }
}

export type CommandTelemetry = ReturnType<typeof commandTelemetry>

/** Around the objective of one second, and up to a backlog of hours. */
const delayBuckets = [0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2.5, 5, 10, 30, 60, 300, 1_800, 7_200]
