import type { StageRepository } from '../stage/sql-store.ts'
import { completeDeliveries, type DeliveryProgress, type DeliveryRecord, saveProgress } from './deliveries.ts'
import { householdCache } from './household-cache.ts'
import { type QuarantinedRow, saveQuarantined } from './quarantine.ts'
import { type Seal, saveNotes, saveStatements, type VaultNote, type VaultStatement } from './vault.ts'
import { vaultWriteCache } from './vault-write-cache.ts'

/** The deliveries and persons that a batch of rows names. */
export type IngestTouched = { readonly deliveries: readonly string[]; readonly persons: readonly string[] }

/** What a batch of rows is decided on. */
export type IngestState = {
  readonly deliveries: ReadonlyMap<string, DeliveryRecord>
  /** In which household each person was when this process last asked scoring's tables. May be outdated. */
  readonly households: ReadonlyMap<string, string>
}

/** What a batch of rows changed. */
export type IngestChange = {
  readonly progress: readonly DeliveryProgress[]
  readonly statements: readonly VaultStatement[]
  readonly notes: readonly VaultNote[]
  readonly quarantined: readonly QuarantinedRow[]
}

/**
 * The tables of ingest: the account of each delivery, the vault, the quarantine. What this process wrote into the vault last
 * is not encrypted and written again: a thousand rows name the same person.
 */
export const ingestRepository = (seal: Seal): StageRepository<IngestTouched, IngestState, IngestChange> => {
  const written = vaultWriteCache()
  const householdsOf = householdCache()
  /** What the transaction under way writes into the vault, noted once it has committed. A worker has one transaction at a time. */
  let changed: readonly VaultStatement[] = []
  const isChanged = ({ person, kind, plain }: VaultStatement): boolean => !written.has(person, kind, plain)
  return {
    load: async (tx, { deliveries, persons }) => {
      const rows = await tx.query<DeliveryRecord>(
        `select delivery, feed, region, last_row as "lastRow", received, nameless, through_month as "throughMonth"
         from deliveries where delivery = any($1) order by delivery for update`,
        [deliveries],
      )
      return {
        deliveries: new Map(rows.map((row) => [row.delivery, row])),
        households: await householdsOf(tx, persons),
      }
    },
    save: async (tx, change) => {
      changed = change.statements.filter(isChanged)
      await saveStatements(tx, lastOfEach(changed), seal)
      await saveNotes(tx, change.notes, seal)
      await saveQuarantined(tx, change.quarantined)
      for (const progress of change.progress) await saveProgress(tx, progress)
      await completeDeliveries(
        tx,
        change.progress.map(({ delivery }) => delivery),
      )
    },
    committed: () => {
      for (const { person, kind, plain } of changed) written.add(person, kind, plain)
    },
  }
}

const lastOfEach = (statements: readonly VaultStatement[]): readonly VaultStatement[] => [
  ...new Map(statements.map((statement) => [`${statement.person}/${statement.kind}`, statement])).values(),
]
