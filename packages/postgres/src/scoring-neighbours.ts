import type { PersonId } from '@shouwang/contracts'
import type { Touched } from './scoring-save.ts'
import type { Transaction } from './sql.ts'
import type { Tx } from './store-on.ts'

/** Where a person belongs, or may belong. */
export type PersonKeys = { person: PersonId; household: string; registerNo: string | null; rollNo: string | null }
const personKeyColumns = 'person, household, register_no as "registerNo", roll_no as "rollNo"'
const personColumns = `${personKeyColumns}, visit_no as "visitNo", facts`

/** A person as the table keeps him. */
export type PersonRow = PersonKeys & { visitNo: string | null; facts: string }

/**
 * Loads the neighbours of a batch and holds every household that they are in or may come to, whether it exists or not, so
 * that two workers never judge one household at once. Whoever changes a person holds that person's household.
 */
export const holdNeighbours = async (tx: Transaction, touched: Touched): Promise<ReadonlyMap<PersonId, PersonRow>> => {
  if (!(await tx.hold('scoring', []))) return loadNeighbours(tx, touched)
  const held = new Set<string>()
  /** True when others may have changed what was read before. */
  const hold = async (people: readonly PersonKeys[]): Promise<boolean> => {
    const more = [...namesToHold(people, touched)].filter((name) => !held.has(name))
    for (const name of more) held.add(name)
    return more.length > 0 && (await tx.hold('scoring', more))
  }
  await hold(await tx.query<PersonKeys>(`select ${personKeyColumns} from (${linkedPersons}) linked`, [touched.persons]))
  for (;;) {
    const found = await loadNeighbours(tx, touched)
    if (!(await hold([...found.values()]))) return found
  }
}

/** Who is in no household yet is held by his own name; whoever is in one is changed by its holder alone. */
const namesToHold = (people: readonly PersonKeys[], { persons, ...touched }: Touched): ReadonlySet<string> => {
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

/** Persons who are named, and those elsewhere who name them as their kin. */
const linkedPersons = `select person, household, register_no, roll_no from persons where person = any($1)
  union select person, household, register_no, roll_no from persons join kinship using (person) where kin = any($1)`

/** Everyone linked to what is touched by household, register or roll, followed until nobody new turns up. */
export const loadNeighbours = async (
  tx: Tx,
  { persons, registerNos, rollNos }: Touched,
): Promise<ReadonlyMap<PersonId, PersonRow>> => {
  const first = await tx.query<PersonRow>(
    `with linked as materialized (${linkedPersons}) select ${personColumns} from persons
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
    rows = await tx.query<PersonRow>(
      `select ${personColumns} from persons
       where household = any($1) or register_no = any($2) or roll_no = any($3)`,
      names,
    )
    for (const row of rows) found.set(row.person, row)
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
