import type { WarehouseClient } from '@shouwang/clickhouse'
import type { Day } from '@shouwang/contracts'
import type { Received, RetryEvents } from '@shouwang/flow'
import type { Cipher } from '@shouwang/identity'
import type { Sql } from '@shouwang/postgres'
import type { Fate } from './log-without.ts'
import type { Terms } from './terms.ts'

/** A log in this process, whose files can be written anew. */
export type FileLog = {
  readonly topics: () => readonly string[]
  readonly messages: (topic: string, from?: number) => Iterable<Received>
  readonly rewrite: (fate: Fate) => Promise<{ readonly gone: number; readonly changed: number }>
}

/** A log on servers, which forgets by itself; single messages can't be taken out of it. Partitions are called `topic/number`. */
export type ServerLog = {
  /** Sets after how many days topics forget; null keeps everything. One that is not there yet is left out. */
  readonly forgetAfter: (days: ReadonlyMap<string, number | null>) => Promise<void>
  /** Where each partition of these topics ends. */
  readonly ends: (topics: readonly string[]) => Promise<ReadonlyMap<string, number>>
  /** Whether a group has committed everything before these ends in the topics that it reads. */
  readonly hasRead: (group: string, topics: readonly string[], ends: ReadonlyMap<string, number>) => Promise<boolean>
  /** Deletes what stands before these offsets. */
  readonly deleteBefore: (offsets: ReadonlyMap<string, number>) => Promise<void>
}

/** What retention works on. */
export type RetentionDependencies = {
  readonly sql: Sql
  readonly warehouse: WarehouseClient | undefined
  readonly cipher: Pick<Cipher, 'open' | 'seal'>
  readonly terms: Terms
  /** The topics of the installation. */
  readonly topics: readonly string[]
  readonly log: FileLog | ServerLog
  /** The consumer groups of the stages, and what each reads: a person may still be in what one has not read. */
  readonly reads: readonly { readonly group: string; readonly topics: readonly string[] }[]
  /** Writes store and warehouse anew, where they are in this process: deleted rows stay in their pages till then. */
  readonly compact: (() => Promise<void>) | undefined
  /** Deletes old files of the program's own log before a day; where it writes files. Returns how many. */
  readonly deleteLogs: ((before: Day) => Promise<number>) | undefined
  /** Keeps the orders that are done where no backup of the store reaches. */
  readonly keepOrders: (() => Promise<void>) | undefined
  readonly today: () => Day
  readonly newAlias: () => string
  readonly events: RetentionEvents
  readonly signal: AbortSignal
}

/** What retention tells its operators. */
export type RetentionEvents = RetryEvents & {
  readonly erased: (orderNo: string, counts: Readonly<Record<string, number>>) => void
  readonly termsKept: (kind: string, gone: number, held: number) => void
}
