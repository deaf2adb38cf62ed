import type { Day, PersonId } from '@shouwang/contracts'
import { formerHome, type Neighbourhood, type PersonRecord } from '@shouwang/household'
import type { Queryable, Transaction } from '../engine/sql.ts'
import type { StageRepository } from '../stage/sql-store.ts'
import { loadCoverage } from './delivery-ends.ts'
import { decodeBookLate } from './fact-codec.ts'
import { householdNames, loadNeighbours, lockNeighbours, type PersonKeys, type PersonRow } from './neighbours.ts'
import { type HouseholdRecord, type ScoringChange, type ScoringState, saveScoring, type Touched } from './save.ts'

/** The tables of scoring: facts per person, membership, kinship, and the last assessment of each household. */
export const scoringRepository = <LevelHistory>(): StageRepository<
  Touched,
  ScoringState<LevelHistory>,
  ScoringChange<LevelHistory>
> => ({
  load: async (tx, touched) => loadState(tx, await lockNeighbours(tx, touched), touched),
  save: saveScoring,
})

/** A household that is due to be judged again; `recheckOn` is null where time alone made it due. */
export type Due = { readonly household: string; readonly recheckOn: Day | null }

/** Households that are due since a delivery they awaited is complete. Locked until the transaction ends. */
export const lockRechecks = (tx: Transaction, limit: number): Promise<Due[]> =>
  lockDue(tx, limit, (among) =>
    tx.query(
      `select household, recheck_on as "recheckOn" from households
       where recheck_on is not null and ($1::text[] is null or household = any($1)) order by household limit $2`,
      [among, limit],
    ),
  )

/** Households that time alone could have changed by `day`. Locked until the transaction ends. */
export const lockReviews = (tx: Transaction, day: Day, limit: number): Promise<Due[]> =>
  lockDue(tx, limit, (among) =>
    tx.query(
      `select household, null::date as "recheckOn" from households
       where review_on <= $3 and ($1::text[] is null or household = any($1)) order by review_on, household limit $2`,
      [among, limit, day],
    ),
  )

/** Finds households that are due, locks them, and leaves out those that another worker judged before it got the lock. */
const lockDue = async (
  tx: Transaction,
  limit: number,
  find: (among: readonly string[] | null) => Promise<Due[]>,
): Promise<Due[]> => {
  for (;;) {
    const due = await find(null)
    const names = due.map(({ household }) => household)
    if (due.length === 0 || !(await tx.lockAll('scoring', names))) return due
    const still = await find(names)
    if (still.length > 0 || due.length < limit) return still
  }
}

/** The state around households that are due, for judging again without an event. */
export const loadAround = async <LevelHistory>(
  tx: Queryable,
  households: readonly string[],
): Promise<ScoringState<LevelHistory>> => {
  const touched = { persons: [], registerNos: households, rollNos: [] }
  return loadState(tx, await loadNeighbours(tx, touched), touched)
}

const loadState = async <LevelHistory>(
  tx: Queryable,
  rows: ReadonlyMap<PersonId, PersonRow>,
  touched: Touched,
): Promise<ScoringState<LevelHistory>> => {
  const stored = await readStored(tx, rows)
  const households = await loadHouseholds<LevelHistory>(tx, [...rows.values()], touched)
  return { neighbourhood: neighbourhoodOf(stored), households }
}

/** The people around some households as they are stored, their facts still encoded: it can be handed to another thread. */
export type StoredNeighbourhood = {
  readonly persons: readonly (PersonRow & { readonly kin: readonly string[] })[]
  /** Kin who live elsewhere. */
  readonly elsewhere: readonly { readonly person: PersonId; readonly facts: string }[]
  readonly delivered: Neighbourhood['delivered']
}

/** What judging these households stands on, as it is stored: for who only reads. */
export const readAround = async (sql: Queryable, households: readonly string[]): Promise<StoredNeighbourhood> =>
  readStored(sql, await loadNeighbours(sql, { persons: [], registerNos: households, rollNos: [] }))

/** The neighbourhood that was stored; fact books are decoded when they are read. */
export const neighbourhoodOf = ({ persons, elsewhere, delivered }: StoredNeighbourhood): Neighbourhood => ({
  persons: new Map(persons.map(({ kin, ...row }) => [row.person, recordOf(row, kin)])),
  kin: new Map(elsewhere.map(({ person, facts }) => [person, decodeBookLate(facts)])),
  delivered,
})

const readStored = async (tx: Queryable, rows: ReadonlyMap<PersonId, PersonRow>): Promise<StoredNeighbourhood> => {
  const named = [...rows.keys(), ...[...rows.values()].flatMap(({ registerNo }) => registerNo ?? []).map(formerHome)]
  const kinship = await tx.query<{ person: PersonId; kin: string }>(
    `select person, kin from unnest($1::text[]) as named (person) join kinship using (person)
     union select kinship.person, kin from unnest($1::text[]) as named (person) join kinship on kin = named.person
     order by person, kin`,
    [[...new Set(named)]],
  )
  const kinOfPerson = Map.groupBy(kinship, ({ person }) => person)
  const elsewhere = [...new Set(kinship.flatMap(({ person, kin }) => [person, kin]))].filter(
    (person) => !rows.has(person as PersonId),
  )
  return {
    persons: [...rows].map(([person, row]) => ({ ...row, kin: (kinOfPerson.get(person) ?? []).map(({ kin }) => kin) })),
    elsewhere:
      elsewhere.length === 0
        ? []
        : await tx.query('select person, facts from persons where person = any($1)', [elsewhere]),
    delivered: await loadCoverage(tx),
  }
}

/** A person whose fact book is taken apart each time it is read: what is decoded of it is not kept. */
const recordOf = (row: PersonRow, kin: readonly string[]): PersonRecord => ({
  person: row.person,
  household: row.household,
  registerNo: row.registerNo,
  rollNo: row.rollNo,
  visitNo: row.visitNo,
  kin,
  get book() {
    return decodeBookLate(row.facts)
  },
})

const loadHouseholds = async <LevelHistory>(
  tx: Queryable,
  persons: readonly PersonKeys[],
  touched: Touched,
): Promise<ReadonlyMap<string, HouseholdRecord<LevelHistory>>> => {
  const rows = await tx.query<Omit<HouseholdRecord<LevelHistory>, 'levelHistory'> & { levelHistory: string }>(
    `select household, household_no as "householdNo", region, day, version, fingerprint, level_history as "levelHistory", glance
     from households where household = any($1)`,
    [[...householdNames(persons, touched)]],
  )
  return new Map(
    rows.map((row) => [row.household, { ...row, levelHistory: JSON.parse(row.levelHistory) as LevelHistory }]),
  )
}
