import type { Day, PersonId } from '@shouwang/contracts'
import type { FactBook, PersonRecord } from '@shouwang/household'
import { loadCoverage } from './delivery-ends.ts'
import { unpackBook } from './packed-book.ts'
import {
  holdNeighbours,
  householdNames,
  loadNeighbours,
  type PersonKeys,
  type PersonRow,
} from './scoring-neighbours.ts'
import {
  type HouseholdRecord,
  type ScoringChange,
  type ScoringState,
  saveScoring,
  type Touched,
} from './scoring-save.ts'
import type { Transaction } from './sql.ts'
import type { Kept, Tx } from './store-on.ts'

/** What scoring keeps: facts per person, membership, kinship, and the last assessment of each household. */
export const scoringKept = <Standing>(): Kept<Touched, ScoringState<Standing>, ScoringChange<Standing>> => ({
  load: async (tx, touched) => loadState(tx, await holdNeighbours(tx, touched), touched),
  save: saveScoring,
})

export type Due = { readonly household: string; readonly recheckOn: Day | null }

/** Households that a delivery they awaited could change. Held until the transaction ends. */
export const lockRechecks = (tx: Transaction, limit: number): Promise<Due[]> =>
  holdDue(tx, limit, (among) =>
    tx.query(
      `select household, recheck_on as "recheckOn" from households
       where recheck_on is not null and ($1::text[] is null or household = any($1)) order by household limit $2`,
      [among, limit],
    ),
  )

/** Households that time alone could have changed by `day`. Held until the transaction ends. */
export const lockReviews = (tx: Transaction, day: Day, limit: number): Promise<Due[]> =>
  holdDue(tx, limit, (among) =>
    tx.query(
      `select household, null::date as "recheckOn" from households
       where review_on <= $3 and ($1::text[] is null or household = any($1)) order by review_on, household limit $2`,
      [among, limit, day],
    ),
  )

/** Finds households that are due, holds them, and leaves out those that someone else judged meanwhile. */
const holdDue = async (
  tx: Transaction,
  limit: number,
  find: (among: readonly string[] | null) => Promise<Due[]>,
): Promise<Due[]> => {
  for (;;) {
    const due = await find(null)
    const names = due.map(({ household }) => household)
    if (due.length === 0 || !(await tx.hold('scoring', names))) return due
    const still = await find(names)
    if (still.length > 0 || due.length < limit) return still
  }
}

/** The state around households that are due, for judging again without an event. */
export const loadAround = async <Standing>(tx: Tx, households: readonly string[]): Promise<ScoringState<Standing>> => {
  const touched = { persons: [], registerNos: households, rollNos: [] }
  return loadState(tx, await loadNeighbours(tx, touched), touched)
}

const loadState = async <Standing>(
  tx: Tx,
  rows: ReadonlyMap<PersonId, PersonRow>,
  touched: Touched,
): Promise<ScoringState<Standing>> => {
  const kinship = await tx.query<{ person: PersonId; kin: PersonId }>(
    'select person, kin from kinship where person = any($1) order by person, kin',
    [[...rows.keys()]],
  )
  const kinOfPerson = Map.groupBy(kinship, ({ person }) => person)
  const persons = new Map<PersonId, PersonRecord>()
  for (const [person, row] of rows)
    persons.set(
      person,
      recordOf(
        row,
        (kinOfPerson.get(person) ?? []).map(({ kin }) => kin),
      ),
    )
  const elsewhere = [...new Set(kinship.map((row) => row.kin))].filter((person) => !persons.has(person))
  const delivered = await loadCoverage(tx)
  const households = await loadHouseholds<Standing>(tx, [...rows.values()], touched)
  return { neighbourhood: { persons, kin: await loadBooks(tx, elsewhere), delivered }, households }
}

/**
 * A person whose book is unpacked when it is asked for, and not kept: most people of a batch are asked for theirs once, when
 * their household is judged, and thousands of unpacked books are far more to hold than their texts.
 */
const recordOf = (row: PersonRow, kin: readonly PersonId[]): PersonRecord => ({
  person: row.person,
  household: row.household,
  registerNo: row.registerNo,
  rollNo: row.rollNo,
  visitNo: row.visitNo,
  kin,
  get book() {
    return unpackBook(row.facts)
  },
})

const loadBooks = async (tx: Tx, persons: readonly PersonId[]): Promise<ReadonlyMap<PersonId, FactBook>> => {
  if (persons.length === 0) return new Map()
  const rows = await tx.query<{ person: PersonId; facts: string }>(
    'select person, facts from persons where person = any($1)',
    [persons],
  )
  return new Map(rows.map((row) => [row.person, unpackBook(row.facts)]))
}

const loadHouseholds = async <Standing>(
  tx: Tx,
  persons: readonly PersonKeys[],
  touched: Touched,
): Promise<ReadonlyMap<string, HouseholdRecord<Standing>>> => {
  const rows = await tx.query<Omit<HouseholdRecord<Standing>, 'standing'> & { standing: string }>(
    `select household, household_no as "householdNo", region, day, version, fingerprint, standing
     from households where household = any($1)`,
    [[...householdNames(persons, touched)]],
  )
  return new Map(rows.map((row) => [row.household, { ...row, standing: JSON.parse(row.standing) as Standing }]))
}
