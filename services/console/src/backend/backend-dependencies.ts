import type { WarehouseClient } from '@shouwang/clickhouse'
import type { TaskCommands } from '@shouwang/commands'
import type { Day } from '@shouwang/contracts'
import type { Feed } from '@shouwang/feeds'
import type { Cipher, Pseudonymiser } from '@shouwang/identity'
import type { IntakeDependencies } from '@shouwang/intake'
import type { PolicyBook } from '@shouwang/policy'
import type { Sql } from '@shouwang/postgres'
import type { FileLog, Terms } from '@shouwang/retention'
import type { Lag } from './idle.ts'

/** What the rest of the program gives the console, in one process with it or over the engines. */
export type BackendDependencies = {
  readonly engines: {
    readonly sql: Sql
    /** A log in files can be looked through for what is over its term. */
    readonly log: { readonly lag: Lag } & Partial<FileLog>
    readonly warehouse: WarehouseClient | undefined
  }
  readonly clock: { readonly today: () => Day; readonly nowMs: () => number }
  readonly commands: Pick<
    TaskCommands,
    'outcomes' | 'perform' | 'cases' | 'conferences' | 'publicity' | 'officialKin' | 'subscribe'
  > & {
    readonly leads: Pick<TaskCommands['leads'], 'join'>
  }
  readonly intake: IntakeDependencies
  readonly terms: Terms
  /** The same list as long as the process runs: what is saved is found in it. */
  readonly feeds: readonly Feed[]
  /** The installation's own feeds: where they lie, if anywhere, and how this process takes what was saved there. */
  readonly ownFeeds: { readonly folder: string | undefined; readonly refresh: () => void }
  readonly policies: PolicyBook
  readonly cipher: Cipher
  readonly identity: Pseudonymiser
  readonly isIdle: () => Promise<boolean>
}
