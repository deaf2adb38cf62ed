import type { Queryable } from '../engine/sql.ts'
import { readErasureMarks } from '../retention/erasures.ts'
import type { StageRepository } from '../stage/sql-store.ts'
import { type Corrected, loadOpenCorrections, type OpenCorrection, saveCorrected } from './corrections.ts'
import { completeDeliveries, type DeliveryProgress, type DeliveryRecord, saveProgress } from './deliveries.ts'
import { type ListedPerson, saveListed, type TwoPlaces, takenOff } from './listed.ts'
import { householdCache, nameKeyCache } from './person-cache.ts'
import { type QuarantinedRow, saveQuarantined } from './quarantine.ts'
import { saveUnnamed, type UnnamedLead } from './unnamed.ts'
import { type Seal, saveNotes, saveStatements, type VaultNote, type VaultStatement } from './vault.ts'
import { vaultWriteCache } from './vault-write-cache.ts'

/** The deliveries and persons that a batch of rows names. */
export type IngestTouched = {
  readonly deliveries: readonly string[]
  readonly persons: readonly string[]
  /** Persons named by others than the register and the rolls. */
  readonly named: readonly string[]
}

/** What a batch of rows is decided on. */
export type IngestState = {
  readonly deliveries: ReadonlyMap<string, DeliveryRecord>
  /** In which household each person was when this process last asked scoring's tables. May be outdated. */
  readonly households: ReadonlyMap<string, string>
  /** The keys of the names that the register and the rolls give to those who were named. */
  readonly nameKeys: ReadonlyMap<string, string>
  /** What departments are asked to correct of these persons. */
  readonly corrections: readonly OpenCorrection[]
  /** The marks of those whose data were deleted by order, and of whom nothing more is taken. */
  readonly erased: ReadonlySet<string>
}

/** What a batch of rows changed. */
export type IngestChange = {
  readonly progress: readonly DeliveryProgress[]
  readonly statements: readonly VaultStatement[]
  readonly notes: readonly VaultNote[]
  readonly quarantined: readonly QuarantinedRow[]
  readonly listed: readonly ListedPerson[]
  readonly corrected: readonly Corrected[]
  /** What rows told that name nobody. */
  readonly leads: readonly UnnamedLead[]
}

/**
 * The tables of ingest: the account of each delivery, the vault, the quarantine. What this process wrote into the vault last
 * is not encrypted and written again: a thousand rows name the same person.
 */
export const ingestRepository = (seal: Seal): StageRepository<IngestTouched, IngestState, IngestChange> => {
  const written = vaultWriteCache()
  const [households, nameKeys] = [householdCache(), nameKeyCache()]
  /** What the transaction under way writes into the vault, noted once it has committed. A worker has one transaction at a time. */
  let changed: readonly VaultStatement[] = []
  let orders = ''
  /** What was written or asked before an order to delete is there no more. */
  const erasedMarks = async (tx: Queryable): Promise<ReadonlySet<string>> => {
    const marks = await readErasureMarks(tx)
    const now = marks.map(({ mark, orderedAt }) => `${mark} ${orderedAt}`).join()
    if (now !== orders) for (const cache of [written, households, nameKeys]) cache.clear()
    orders = now
    return new Set(marks.flatMap(({ mark, later }) => (later === 'refuse' ? [mark] : [])))
  }
  const isChanged = (statement: VaultStatement): boolean =>
    !written.has(statement.person, statement.kind, wordsOf(statement))
  return {
    load: async (tx, { deliveries, persons, named }) => {
      const rows = await tx.query<DeliveryRecord>(
        `select delivery, feed, region, last_row as "lastRow", received, nameless, through_month as "throughMonth"
         from deliveries where delivery = any($1) order by delivery for update`,
        [deliveries],
      )
      return {
        deliveries: new Map(rows.map((row) => [row.delivery, row])),
        households: await households.of(tx, persons),
        nameKeys: await nameKeys.of(tx, named),
        corrections: await loadOpenCorrections(tx, persons),
        erased: await erasedMarks(tx),
      }
    },
    save: async (tx, change) => {
      changed = change.statements.filter(isChanged)
      await saveStatements(tx, changed, seal)
      await saveNotes(tx, change.notes, seal)
      await saveQuarantined(tx, change.quarantined)
      await saveCorrected(tx, change.corrected)
      await saveUnnamed(tx, change.leads, seal)
      const progress = withRemarks(change.progress, await saveListed(tx, change.listed))
      await saveProgress(tx, await withTakenOff(tx, progress))
      await completeDeliveries(
        tx,
        change.progress.map(({ delivery }) => delivery),
      )
    },
    committed: () => {
      for (const statement of changed) written.add(statement.person, statement.kind, wordsOf(statement))
      nameKeys.forget(changed.map(({ person }) => person))
    },
  }
}

/** What a statement says, and with which right: the same name counts more from the register. */
const wordsOf = ({ rank, plain }: VaultStatement): string => `${rank}${plain}`

/** So many pairs of rows are named one by one. */
const mostPairs = 5

const withRemarks = (
  progress: readonly DeliveryProgress[],
  twoPlaces: readonly TwoPlaces[],
): readonly DeliveryProgress[] =>
  progress.map((one) => {
    const own = twoPlaces.filter(({ delivery }) => delivery === one.delivery)
    if (own.length === 0) return one
    const pairs = own
      .slice(0, mostPairs)
      .map(({ rows: [a, b] }) => [`同一人登记在两户，以本人或户主的一行为准：第${a}行与第${b}行`, 1] as const)
    const rest = own.length - pairs.length
    const others = rest > 0 ? [['同一人登记在两户，以本人或户主的一行为准：其余', rest] as const] : []
    return { ...one, remarks: { ...one.remarks, ...Object.fromEntries([...pairs, ...others]) } }
  })

const withTakenOff = async (
  tx: Queryable,
  progress: readonly DeliveryProgress[],
): Promise<readonly DeliveryProgress[]> => {
  const told: DeliveryProgress[] = []
  for (const one of progress) {
    const off = one.wholeOf === null ? undefined : await takenOff(tx, one.wholeOf)
    const added = off === undefined ? {} : { [`比上一份（${off.since}）少的人`]: off.persons }
    told.push({ ...one, remarks: { ...one.remarks, ...added } })
  }
  return told
}
