import type { PersonId } from '@shouwang/contracts'
import type { Queryable, Transaction } from '../engine/sql.ts'
import type { Touched } from './save.ts'

/** The household of a person, and the numbers of the household register and of the assistance roll that may move him. */
export type PersonKeys = { person: PersonId; household: string; registerNo: string | null; rollNo: string | null }
const personKeyColumns = 'person, household, register_no as "registerNo", roll_no as "rollNo"'
const personColumns = `${personKeyColumns}, visit_no as "visitNo", facts`

/** A row of `persons`. */
export type PersonRow = PersonKeys & { visitNo: string | null; facts: string }

/**
 * Loads the neighbours of a batch and locks every household that they are in or may come to, whether it exists or not, so
 * that two workers never judge one household at once. Whoever changes a person has locked that person's household. Between
 * reading and locking others may have changed who belongs together, so it reads again until a reading needs no new lock.
 */
export const lockNeighbours = async (tx: Transaction, touched: Touched): Promise<ReadonlyMap<PersonId, PersonRow>> => {
  if (!(await tx.lockAll('scoring', []))) return loadNeighbours(tx, touched)
  const locked = new Set<string>()
  /** True when others may have changed what was read before. */
  const lock = async (people: readonly PersonKeys[]): Promise<boolean> => {
    const more = [...householdsToLock(people, touched)].filter((name) => !locked.has(name))
    for (const name of more) locked.add(name)
    return more.length > 0 && (await tx.lockAll('scoring', more))
  }
  // All names at once: a second call could deadlock with another worker's, and the keys would be read twice.
  await lock([...(await follow<PersonKeys>(tx, touched, personKeyColumns)).values()])
  let found = await follow<Versioned<PersonRow>>(tx, touched, `${personColumns}, ${versionColumn}`)
  while (await lock([...found.values()])) found = await readAgain(tx, touched, found)
  return found
}

/** A row as some transaction wrote it: one that names the same transaction is the same in every column. */
type Versioned<Row> = Row & { readonly version: string }
const versionColumn = 'xmin::text as version'

/**
 * What reading everything again would give: who belongs there is read anew, and whole only those whom another transaction wrote
 * since. A batch that had to wait for locks is a large one, and few of its people are others then.
 */
const readAgain = async (
  tx: Queryable,
  touched: Touched,
  before: ReadonlyMap<PersonId, Versioned<PersonRow>>,
): Promise<ReadonlyMap<PersonId, Versioned<PersonRow>>> => {
  const keys = await follow<Versioned<PersonKeys>>(tx, touched, `${personKeyColumns}, ${versionColumn}`)
  const kept = new Map<PersonId, Versioned<PersonRow>>()
  const others: PersonId[] = []
  for (const [person, { version }] of keys) {
    const row = before.get(person)
    if (row?.version === version) kept.set(person, row)
    else others.push(person)
  }
  if (others.length === 0) return kept
  const read = await tx.query<Versioned<PersonRow>>(
    `select ${personColumns}, ${versionColumn} from persons where person = any($1)`,
    [others],
  )
  for (const row of read) kept.set(row.person, row)
  return kept
}

/** A person of no household yet is locked by the name of the household he would get; one of a household is changed only by whoever locked it. */
const householdsToLock = (people: readonly PersonKeys[], { persons, ...touched }: Touched): ReadonlySet<string> => {
  const known = new Set(people.map(({ person }) => person))
  return householdNames(people, { ...touched, persons: persons.filter((person) => !known.has(person)) })
}

/** Every household that these people may be in, or may come to. */
export const householdNames = (people: readonly PersonKeys[], touched: Touched): ReadonlySet<string> => {
  const names = new Set<string>([...touched.registerNos, ...touched.rollNos, ...touched.persons.map((p) => `~${p}`)])
  for (const { household, registerNo, rollNo } of people)
    for (const name of [household, registerNo, rollNo]) if (name !== null) names.add(name)
  return names
}

/**
 * Persons who are named by $1, those elsewhere who name them as their kin, and those whom they name, or who live where they
 * moved out. Few have kin elsewhere: joined with those who are named, instead of looked up for each of them.
 */
const linkedPersons = `select household, register_no, roll_no from persons where person = any($1)
  union all select household, register_no, roll_no
    from unnest($1::text[]) as named (kin) join kinship using (kin) join persons using (person)
  union all select p.household, p.register_no, p.roll_no
    from unnest($1::text[]) as named (person) join kinship k using (person) join persons p on p.person = k.kin
  union all select p.household, p.register_no, p.roll_no
    from unnest($1::text[]) as named (person) join kinship k using (person)
    join persons p on p.register_no = substr(k.kin, 3) where k.kin like 'h:%'`

/** Everyone linked to what is touched by household, register or roll, followed until nobody new turns up. */
export const loadNeighbours = (tx: Queryable, touched: Touched): Promise<ReadonlyMap<PersonId, PersonRow>> =>
  follow<PersonRow>(tx, touched, personColumns)

const follow = async <Row extends PersonKeys>(
  tx: Queryable,
  { persons, registerNos, rollNos }: Touched,
  columns: string,
): Promise<ReadonlyMap<PersonId, Row>> => {
  const first = await tx.query<Row>(
    `with linked as materialized (${linkedPersons}) select ${columns} from persons
     where household = any(array(select household from linked union select unnest($2::text[])))
       or register_no = any(array(select register_no from linked union select unnest($2::text[])))
       or roll_no = any(array(select roll_no from linked union select unnest($3::text[])))`,
    [persons, registerNos, rollNos],
  )
  const found = new Map(first.map((row) => [row.person, row]))
  const [newHouseholds, newRegisterNos, newRollNos] = [onlyNew(), onlyNew(), onlyNew()]
  const newNames = (rows: readonly PersonKeys[]) => [
    newHouseholds(rows.map(({ household }) => household)),
    newRegisterNos(rows.map(({ registerNo }) => registerNo)),
    newRollNos(rows.map(({ rollNo }) => rollNo)),
  ]
  newHouseholds(registerNos)
  newRegisterNos(registerNos)
  newRollNos(rollNos)
  newNames(persons.map((person) => found.get(person)).filter((row) => row !== undefined))
  for (let rows = first; ; ) {
    const names = newNames(rows)
    if (names.every((some) => some.length === 0)) return found
    rows = await tx.query<Row>(
      `select ${columns} from persons
       where household = any($1) or register_no = any($2) or roll_no = any($3)`,
      names,
    )
    for (const row of rows) found.set(row.person, row)
  }
}

/** Picks the names that it was not given by an earlier call. */
const onlyNew = (): ((names: readonly (string | null)[]) => string[]) => {
  const known = new Set<string | null>([null])
  return (names) => {
    const fresh = [...new Set(names)].filter((name): name is string => !known.has(name))
    for (const name of fresh) known.add(name)
    return fresh
  }
}
