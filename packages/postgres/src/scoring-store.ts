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
       where review_on <= $3 and ($1::text[] is null or household = any($1)) order by household limit $2`,
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
  const rows = await tx.query<{ person: PersonId }>('select person from persons where household = any($1)', [
    households,
  ])
  const persons = rows.map((row) => row.person)
  return loadState(tx, new Set(persons), { persons: [], registerNos: households, rollNos: [], delivers: false })
}

/**
 * Finds the neighbours of a batch and holds every household that they are in or may come to, whether it exists or not, so
 * that two workers never judge one household at once. Whoever changes a person holds that person's household; a delivery
 * concerns every household that awaits it, so it goes alone.
 */
const holdNeighbours = async (tx: Transaction, touched: Touched): Promise<ReadonlySet<PersonId>> => {
  const held = new Set<string>()
  if (touched.delivers) await tx.hold('scoring', 'everything')
  for (;;) {
    const rows = await findNeighbours(tx, touched)
    const more = [...householdNames(rows, touched)].filter((name) => !held.has(name))
    const persons = new Set(rows.map(({ person }) => person))
    if (more.length === 0 || touched.delivers || !(await tx.hold('scoring', more))) return persons
    for (const name of more) held.add(name)
  }
}

/** Every household that these people may be in, or may come to. */
const householdNames = (persons: readonly Keys[], touched: Touched): ReadonlySet<string> => {
  const names = new Set<string>([...touched.registerNos, ...touched.rollNos, ...touched.persons.map((p) => `~${p}`)])
  for (const { household, registerNo, rollNo } of persons)
    for (const name of [household, registerNo, rollNo]) if (name !== null) names.add(name)
  return names
}

type Keys = { person: PersonId; household: string; registerNo: string | null; rollNo: string | null }

/** Everyone linked to the touched by household, register or roll, followed until nobody new turns up. */
const findNeighbours = async (tx: Tx, touched: Touched): Promise<readonly Keys[]> => {
  const found = new Map<PersonId, Keys>()
  const asked = new Set<string>()
  let persons: readonly PersonId[] = touched.persons
  let households: readonly string[] = touched.registerNos
  let registerNos: readonly string[] = touched.registerNos
  let rollNos: readonly string[] = touched.rollNos
  while (persons.length + households.length + registerNos.length + rollNos.length > 0) {
    const rows = await queryKeys(tx, persons, households, registerNos, rollNos)
    for (const [kind, keys] of Object.entries({ households, registerNos, rollNos }))
      for (const key of keys) asked.add(`${kind}/${key}`)
    for (const row of rows) found.set(row.person, row)
    persons = []
    households = unasked(
      asked,
      'households',
      rows.map((row) => row.household),
    )
    registerNos = unasked(
      asked,
      'registerNos',
      rows.map((row) => row.registerNo),
    )
    rollNos = unasked(
      asked,
      'rollNos',
      rows.map((row) => row.rollNo),
    )
  }
  return [...found.values()]
}

const queryKeys = (tx: Tx, ...keys: readonly (readonly string[])[]): Promise<Keys[]> => {
  const columns = 'p.person, p.household, p.register_no as "registerNo", p.roll_no as "rollNo"'
  return tx.query<Keys>(
    `select ${columns} from persons p where p.person = any($1)
     union select ${columns} from persons p where p.household = any($2)
     union select ${columns} from persons p where p.register_no = any($3)
     union select ${columns} from persons p where p.roll_no = any($4)
     union select ${columns} from kinship k join persons p on p.person = k.person where k.kin = any($1)`,
    keys,
  )
}

const unasked = (asked: ReadonlySet<string>, kind: string, keys: readonly (string | null)[]): string[] => [
  ...new Set(keys.filter((key) => key !== null && !asked.has(`${kind}/${key}`)) as string[]),
]

type PersonRow = Keys & { visitNo: string | null; facts: string }

const loadState = async <Standing>(
  tx: Tx,
  found: ReadonlySet<PersonId>,
  touched: Touched,
): Promise<ScoringState<Standing>> => {
  const rows = await tx.query<PersonRow>(
    `select person, household, register_no as "registerNo", roll_no as "rollNo", visit_no as "visitNo", facts
     from persons where person = any($1)`,
    [[...found]],
  )
  const kinship = await tx.query<{ person: PersonId; kin: PersonId }>(
    'select person, kin from kinship where person = any($1) order by person, kin',
    [[...found]],
  )
  const kinOfPerson = new Map<PersonId, PersonId[]>()
  for (const { person, kin } of kinship) kinOfPerson.set(person, [...(kinOfPerson.get(person) ?? []), kin])
  const persons = new Map(rows.map((row) => [row.person, recordOf(row, kinOfPerson.get(row.person) ?? [])]))
  const elsewhere = [...new Set(kinship.map((row) => row.kin))].filter((person) => !persons.has(person))
  const delivered = await tx.query<Delivered>(
    'select feed, region, day, through_month as "throughMonth" from coverage order by feed, region',
  )
  const households = await loadHouseholds<Standing>(tx, rows, touched)
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

const loadHouseholds = async <Standing>(
  tx: Tx,
  persons: readonly Keys[],
  touched: Touched,
): Promise<ReadonlyMap<string, HouseholdRecord<Standing>>> => {
  const rows = await tx.query<Omit<HouseholdRecord<Standing>, 'standing'> & { standing: string }>(
    `select household, household_no as "householdNo", region, day, version, fingerprint, standing
     from households where household = any($1)`,
    [[...householdNames(persons, touched)]],
  )
  return new Map(rows.map((row) => [row.household, { ...row, standing: JSON.parse(row.standing) as Standing }]))
}
