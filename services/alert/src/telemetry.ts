import type { CommandName, Notice } from '@shouwang/casework'
import { type Day, Level, type TaskEventType } from '@shouwang/contracts'
import { countTasks, type Sql } from '@shouwang/postgres'
import { type Health, type Logger, type Metrics, putOffTelemetry, stageTelemetry } from '@shouwang/telemetry'

/** What alerting tells its operators. */
export const alertTelemetry = (world: { log: Logger; metrics: Metrics; health: Health }) => {
  const { log, metrics } = world
  const happenings = metrics.counter('alert_task_events_total', 'What happened to tasks', ['type'])
  const commands = metrics.counter('alert_commands_total', 'What workers asked of tasks', ['command', 'result'])
  const notices = metrics.counter('alert_notices_total', 'News for staff', ['kind'])
  const supervised = metrics.counter('alert_supervised_households_total', 'Households that supervision looked at', [])
  const delays = metrics.histogram(
    'alert_task_delay_seconds',
    'From the acceptance of the oldest record behind a change of a task to the change being saved',
    [],
    delayBuckets,
  )
  return {
    ...stageTelemetry('alert', world),
    ...putOffTelemetry('alert', world),
    /** Two machines' clocks may differ: what seems to come before its cause took no time. */
    followed: (delayMs: number) => delays.observe(Math.max(0, delayMs) / 1000),
    happened: (type: TaskEventType) => happenings.inc({ type }),
    performed: (command: CommandName, result: string, taskId: string) => {
      commands.inc({ command, result })
      log.info({ command, result, taskId }, 'a worker asked something of a task')
    },
    noticed: ({ kind, staffNo, taskId }: Notice) => {
      notices.inc({ kind })
      log.debug({ kind, staffNo, taskId }, 'news for a member of staff')
    },
    supervised: (households: number, day: string) => {
      supervised.inc(households)
      log.info({ households, day }, 'late, waiting and unassigned tasks looked at')
    },
    publishingWaits: (error: unknown) =>
      log.warn({ err: error }, 'what happened to tasks is saved but not yet published; supervision publishes it'),
    calendarEnded: (until: string) =>
      log.warn({ until }, 'the holiday calendar has ended; update chinese-days, until then only weekends are free'),
  }
}

export type AlertTelemetry = ReturnType<typeof alertTelemetry>

/** Tasks under way, read at every scrape. Every process that alerts gives the same numbers. */
export const alertReadings = (
  metrics: Metrics,
  { sql, today }: { sql: Pick<Sql, 'query'>; today: () => Day },
): void => {
  const byLevel = async (count: 'tasks' | 'late') => {
    const counts = await countTasks(sql, today())
    return taskLevels.map((level) => ({
      labels: { level },
      value: counts.reduce((sum, row) => sum + (row.level === level ? row[count] : 0), 0),
    }))
  }
  metrics.reading('alert_open_tasks', 'Tasks under way', ['level'], () => byLevel('tasks'))
  metrics.reading('alert_late_tasks', 'Tasks under way that are past their day', ['level'], () => byLevel('late'))
}

/** Around the objective of one second, and up to a backlog of hours. */
const delayBuckets = [0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2.5, 5, 10, 30, 60, 300, 1_800, 7_200]

const taskLevels = Level.options.filter((level) => level !== 'none')
