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
    await lockPersons(tx, touched.persons)
    return loadState(tx, await findNeighbours(tx, touched), touched)
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
  const rows = await tx.query<{ person: PersonId }>('select person from persons where household = any($1)', [
    households,
  ])
  const persons = rows.map((row) => row.person)
  return loadState(tx, new Set(persons), { persons: [], registerNos: households, rollNos: [] })
}

/** Two workers that touch one person take turns; the order of the names is the order of the locks. */
const lockPersons = async (tx: Tx, persons: readonly PersonId[]): Promise<void> => {
  await tx.query('select 1 from persons where person = any($1) order by person for update', [persons])
}

type Keys = { person: PersonId; household: string; registerNo: string | null; rollNo: string | null }

/** Everyone linked to the touched by household, register or roll, followed until nobody new turns up. */
const findNeighbours = async (tx: Tx, touched: Touched): Promise<ReadonlySet<PersonId>> => {
  const found = new Set<PersonId>()
  const asked = new Set<string>()
  let persons: readonly PersonId[] = touched.persons
  let households: readonly string[] = touched.registerNos
  let registerNos: readonly string[] = touched.registerNos
  let rollNos: readonly string[] = touched.rollNos
  while (persons.length + households.length + registerNos.length + rollNos.length > 0) {
    const rows = await queryKeys(tx, persons, households, registerNos, rollNos)
    for (const [kind, keys] of Object.entries({ households, registerNos, rollNos }))
      for (const key of keys) asked.add(`${kind}/${key}`)
    for (const row of rows) found.add(row.person)
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
  return found
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

/** Every household that these people may have been in, or may come to. */
const loadHouseholds = async <Standing>(
  tx: Tx,
  persons: readonly Keys[],
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
