import type { TaskCommands } from '@shouwang/commands'
import type { Day } from '@shouwang/contracts'
import type { Log } from '@shouwang/flow'
import type { PolicyBook } from '@shouwang/policy'
import type { Sql } from '@shouwang/postgres'
import type { AlertTelemetry } from './telemetry.ts'

/** Everything outside that alerting touches. */
export type AlertDependencies = {
  readonly log: Log
  readonly sql: Sql
  readonly policies: PolicyBook
  readonly events: AlertTelemetry
  readonly signal: AbortSignal
  /** Names this process among those that alert. */
  readonly instance: string
  /** The present instant (ISO 8601) and the business day. */
  readonly clock: () => { readonly now: string; readonly today: Day }
  /** Supervises, and is told of what assessments changed. */
  readonly commands: TaskCommands
  /** When late tasks are looked for, as a cron line in Asia/Shanghai. */
  readonly supervisionCron: string
  /** While it says true no assessment becomes a task: more of what they are made of is under way. */
  readonly held?: () => boolean
}
