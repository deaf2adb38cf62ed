import type { Day } from '@shouwang/contracts'
import type { Log } from '@shouwang/flow'
import type { PolicyBook } from '@shouwang/policy'
import type { Sql } from '@shouwang/postgres'
import type { Notifier } from './notifier.ts'
import type { AlertTelemetry } from './telemetry.ts'

/** Everything outside that alerting touches. */
export type AlertWorld = {
  readonly log: Log
  readonly sql: Sql
  readonly policies: PolicyBook
  readonly tell: AlertTelemetry
  readonly signal: AbortSignal
  /** Names this process among those that alert. */
  readonly instance: string
  /** The present instant (ISO 8601) and the business day. */
  readonly clock: () => { readonly now: string; readonly today: Day }
  /** When late tasks are looked for, as a cron line in Asia/Shanghai. */
  readonly supervisionCron: string
  readonly notifier?: Notifier
}
