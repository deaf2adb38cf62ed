import type { Batches, Log } from '@shouwang/flow'
import type { PolicyBook } from '@shouwang/policy'
import type { Sql } from '@shouwang/postgres'
import type { ScoringTelemetry } from './telemetry.ts'

/** Everything outside that scoring touches. */
export type ScoringDependencies = {
  readonly log: Log
  readonly sql: Sql
  readonly policies: PolicyBook
  /** Takes the drafts that were adopted since into `policies`. */
  readonly refreshPolicies?: () => Promise<void>
  readonly events: ScoringTelemetry
  readonly signal: AbortSignal
  /** Names this process among those that score. */
  readonly instance: string
  readonly batches?: Batches
}
