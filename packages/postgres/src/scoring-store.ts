import type { Day, PersonId } from '@shouwang/contracts'
import type { Delivered, FactBook, PersonRecord } from '@shouwang/household'
import { unpackBook } from './packed-book.ts'
import {
  type HouseholdRecord,
  type ScoringChange,
  type ScoringState,
  saveScoring,
  type Touched,
} from './scoring-save.ts'
import type { Kept, Tx } from './store-on.ts'

/** What scoring keeps: facts per person, membership, kinship, and the last assessment of each household. */
export const scoringKept = <Standing>(): Kept<Touched, ScoringState<Standing>, ScoringChange<Standing>> => ({
  load: async (tx, touched) => {
    const own = await lockPersons(tx, touched.persons)
    return loadState(tx, [...own, ...(await thoseWhoName(tx, touched.persons))], touched)
  },
  save: saveScoring,
})

export type Due = { readonly household: string; readonly recheckOn: Day | null }

/** Households that a delivery they awaited could change. Locked until the transaction ends. */
export const lockRechecks = (tx: Tx, limit: number): Promise<Due[]> =>
  tx.query(
    `select household, recheck_on as "recheckOn" from households where recheck_on is not null
     order by household limit $1 for update skip locked`,
    [limit],
  )

/** Households that time alone could have changed by `day`. Locked until the transaction ends. */
export const lockReviews = (tx: Tx, day: Day, limit: number): Promise<Due[]> =>
  tx.query(
    `select household, null::date as "recheckOn" from households where review_on <= $1
     order by household limit $2 for update skip locked`,
    [day, limit],
  )

/** The state around households that are due, for judging again without an event. */
export const loadAround = async <Standing>(tx: Tx, households: readonly string[]): Promise<ScoringState<Standing>> => {
  const linked = await tx.query<PersonKeys>(`select ${keyColumns} from persons where household = any($1)`, [households])
  return loadState(tx, linked, { persons: [], registerNos: households, rollNos: [] })
}

type PersonKeys = { person: PersonId; household: string; registerNo: string | null; rollNo: string | null }
const keyColumns = 'person, household, register_no as "registerNo", roll_no as "rollNo"'

/** Two workers that touch one person take turns; the order of the names is the order of the locks. */
const lockPersons = (tx: Tx, persons: readonly PersonId[]): Promise<PersonKeys[]> =>
  tx.query(`select ${keyColumns} from persons where person = any($1) order by person for update`, [persons])

/** People elsewhere who name these as their kin. */
const thoseWhoName = (tx: Tx, persons: readonly PersonId[]): Promise<PersonKeys[]> =>
  tx.query(`select ${keyColumns} from persons where person in (select person from kinship where kin = any($1))`, [
    persons,
  ])

type PersonRow = PersonKeys & { visitNo: string | null; facts: string }

/** Everyone linked to these by household, register or roll, followed until nobody new turns up. */
const loadNeighbours = async (
  tx: Tx,
  linked: readonly PersonKeys[],
  touched: Touched,
): Promise<ReadonlyMap<PersonId, PersonRow>> => {
  const found = new Map<PersonId, PersonRow>()
  const [newHouseholds, newRegisterNos, newRollNos] = [onlyNew(), onlyNew(), onlyNew()]
  for (let rows = linked; ; ) {
    const households = newHouseholds([...touched.registerNos, ...rows.map(({ household }) => household)])
    const registerNos = newRegisterNos([...touched.registerNos, ...rows.map(({ registerNo }) => registerNo)])
    const rollNos = newRollNos([...touched.rollNos, ...rows.map(({ rollNo }) => rollNo)])
    if (households.length + registerNos.length + rollNos.length === 0) return found
    const linkedBy = await tx.query<PersonRow>(
      `select ${keyColumns}, visit_no as "visitNo", facts from persons
       where household = any($1) or register_no = any($2) or roll_no = any($3)`,
      [households, registerNos, rollNos],
    )
    for (const row of linkedBy) found.set(row.person, row)
    rows = linkedBy
  }
}

/** Picks the names that it was never given before. */
const onlyNew = (): ((names: readonly (string | null)[]) => string[]) => {
  const known = new Set<string | null>([null])
  return (names) => {
    const fresh = [...new Set(names)].filter((name): name is string => !known.has(name))
    for (const name of fresh) known.add(name)
    return fresh
  }
}

const loadState = async <Standing>(
  tx: Tx,
  linked: readonly PersonKeys[],
  touched: Touched,
): Promise<ScoringState<Standing>> => {
  const rows = await loadNeighbours(tx, linked, touched)
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
  const delivered = await tx.query<Delivered>(
    'select feed, region, day, through_month as "throughMonth" from coverage order by feed, region',
  )
  const households = await loadHouseholds<Standing>(tx, [...rows.values()], touched)
  return { neighbourhood: { persons, kin: await loadBooks(tx, elsewhere), delivered }, households }
}

const recordOf = ({ facts, ...row }: PersonRow, kin: readonly PersonId[]): PersonRecord => ({
  ...row,
  kin,
  book: unpackBook(facts),
})

const loadBooks = async (tx: Tx, persons: readonly PersonId[]): Promise<ReadonlyMap<PersonId, FactBook>> => {
  if (persons.length === 0) return new Map()
  const rows = await tx.query<{ person: PersonId; facts: string }>(
    'select person, facts from persons where person = any($1)',
    [persons],
  )
  return new Map(rows.map((row) => [row.person, unpackBook(row.facts)]))
}

/** Every household that these people may have been in, or may come to. */
const loadHouseholds = async <Standing>(
  tx: Tx,
  persons: readonly PersonKeys[],
  touched: Touched,
): Promise<ReadonlyMap<string, HouseholdRecord<Standing>>> => {
  const names = new Set<string>([...touched.registerNos, ...touched.rollNos, ...touched.persons.map((p) => `~${p}`)])
  for (const { household, registerNo, rollNo } of persons)
    for (const name of [household, registerNo, rollNo]) if (name !== null) names.add(name)
  const rows = await tx.query<Omit<HouseholdRecord<Standing>, 'standing'> & { standing: string }>(
    `select household, household_no as "householdNo", region, day, version, fingerprint, standing
     from households where household = any($1) order by household for update`,
    [[...names]],
  )
  return new Map(rows.map((row) => [row.household, { ...row, standing: JSON.parse(row.standing) as Standing }]))
}
