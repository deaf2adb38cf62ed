import type { Case, Fund, HouseholdFile, Staff, Task } from '@shouwang/casework'
import type { Assessment, CaseEvent, Day, PersonId, QuarantineNotice, RegionCode, TaskEvent } from '@shouwang/contracts'
import { EngineAway, type OutboxEntry, type Output, type Positions, type Producer, producerName } from '@shouwang/flow'
import type { PersonRecord } from '@shouwang/household'
import type { LevelHistory } from '@shouwang/indicators'
import type { DeliveryRecord, HouseholdRecord, VaultStatement } from '@shouwang/postgres'
import { Blocked, type Done, type Process } from './world.ts'

/** The account of a delivery. */
export type DeliveryRow = DeliveryRecord & {
  readonly contentHash: string | null
  readonly businessDay: Day
  readonly status: 'receiving' | 'processing' | 'complete' | 'failed'
  readonly accepted: number
  readonly quarantined: number
  readonly applied: number
  readonly duplicate: number
  readonly stale: number
  readonly quarantinedLater: number
  readonly marksDue: number
}

export type HouseholdRow = {
  readonly record: HouseholdRecord<LevelHistory>
  readonly assessment: Assessment
  readonly reviewOn: Day | null
}

export type AidRow = {
  readonly household: string
  readonly fen: number
  readonly fund: string | null
  readonly day: Day
  readonly reversed: boolean
}

/** What the operational store holds, once it is committed. */
const emptyTables = () => ({
  persons: new Map<PersonId, PersonRecord>(),
  households: new Map<string, HouseholdRow>(),
  deliveries: new Map<string, DeliveryRow>(),
  quarantine: new Map<string, { readonly notice: QuarantineNotice; readonly sealed: string | null }>(),
  vault: new Map<string, VaultStatement>(),
  files: new Map<string, { readonly file: HouseholdFile; readonly wakeOn: Day | null }>(),
  tasks: new Map<string, { readonly task: Task; readonly escalateOn: Day | null }>(),
  taskEvents: new Map<string, readonly TaskEvent[]>(),
  cases: new Map<string, { readonly known: Case; readonly wakeOn: Day | null }>(),
  caseEvents: new Map<string, readonly CaseEvent[]>(),
  aid: new Map<string, AidRow>(),
  fundEntries: new Map<string, { readonly fund: string; readonly fen: number }>(),
  funds: new Map<string, Fund>(),
  staff: [] as readonly Staff[],
  regions: [] as readonly RegionCode[],
  positions: new Map<string, Positions>(),
  sequences: new Map<string, number>(),
  outbox: new Map<string, OutboxEntry & { readonly consumer: string }>(),
})
export type Tables = ReturnType<typeof emptyTables>

/** A transaction: what it locked, and what it will write. Nobody sees a write before the commit. */
export type Transaction = {
  readonly by: Process
  readonly locked: Set<string>
  /** What would make the store refuse it as a whole: a place in a history that is taken, a fund below zero. */
  readonly checks: (() => void)[]
  readonly writes: (() => void)[]
}

/** The operational store in memory, with locks until the end of a transaction, all or nothing, and nothing left of who died. */
export const openDatabase = (done: (what: Done) => void) => {
  const tables = emptyTables()
  const locks = new Map<string, Transaction>()
  const open = new Set<Transaction>()
  const end = (tx: Transaction): void => {
    for (const key of tx.locked) if (locks.get(key) === tx) locks.delete(key)
    open.delete(tx)
  }
  return {
    tables,
    begin: (by: Process): Transaction => {
      const tx: Transaction = { by, locked: new Set(), checks: [], writes: [] }
      open.add(tx)
      return tx
    },
    /** Locks all of these or none: then whoever asked waits. */
    lock: (tx: Transaction, keys: readonly string[]): void => {
      const wanted = keys.filter((key) => !tx.locked.has(key))
      if (wanted.some((key) => locks.has(key))) throw new Blocked()
      for (const key of wanted) {
        locks.set(key, tx)
        tx.locked.add(key)
      }
    },
    /** Writes all of it. `saved` is what was decided, for the promises. */
    commit: (tx: Transaction, saved: Readonly<Record<string, unknown>>): void => {
      if (!open.has(tx)) throw new EngineAway('PostgreSQL', 'the transaction was ended')
      for (const check of tx.checks) check()
      for (const write of tx.writes) write()
      end(tx)
      done({ kind: 'saved', by: tx.by.name, ...saved })
    },
    abort: end,
    /** A process died or does not answer: the store ends its transactions. */
    abandon: (by: Process): void => {
      for (const tx of [...open]) if (tx.by === by) end(tx)
    },
    markPublished: (by: Process, entries: readonly OutboxEntry[]): void => {
      done({ kind: 'marked', by: by.name, entries })
      for (const { id } of entries) tables.outbox.delete(id)
    },
  }
}
export type Database = ReturnType<typeof openDatabase>

/** Puts outputs into the outbox with a commit; the entries are there once it is done. */
export const withOutbox = (
  { tables }: Pick<Database, 'tables'>,
  tx: Transaction,
  producer: Producer,
  outputs: readonly Output[],
): { readonly entries: OutboxEntry[] } => {
  const entries: OutboxEntry[] = []
  if (outputs.length > 0)
    tx.writes.push(() => {
      const name = producerName(producer)
      const sequence = (tables.sequences.get(name) ?? 0) + 1
      const entry = { id: `${name}/${sequence}`, origin: { producer: name, sequence }, outputs }
      tables.sequences.set(name, sequence)
      tables.outbox.set(entry.id, { ...entry, consumer: producer.consumer })
      entries.push(entry)
    })
  return { entries }
}

/** What may not be published yet, of a consumer or of one producer, each producer's oldest first. */
export const pendingIn = ({ outbox }: Tables, consumer: string, producer?: Producer): readonly OutboxEntry[] =>
  [...outbox.values()]
    .filter((entry) => entry.consumer === consumer)
    .filter(({ origin }) => producer === undefined || origin.producer === producerName(producer))
    .sort((a, b) => a.origin.producer.localeCompare(b.origin.producer) || a.origin.sequence - b.origin.sequence)
