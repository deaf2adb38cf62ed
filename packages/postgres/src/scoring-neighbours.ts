import type { PersonId } from '@shouwang/contracts'
import type { Touched } from './scoring-save.ts'
import type { Transaction } from './sql.ts'
import type { Tx } from './store-on.ts'

/** Where a person belongs, or may belong. */
export type PersonKeys = { person: PersonId; household: string; registerNo: string | null; rollNo: string | null }
export const personKeyColumns = 'person, household, register_no as "registerNo", roll_no as "rollNo"'

/** A person as the table keeps him. */
export type PersonRow = PersonKeys & { visitNo: string | null; facts: string }

/**
 * Loads the neighbours of a batch and holds every household that they are in or may come to, whether it exists or not, so
 * that two workers never judge one household at once. Whoever changes a person holds that person's household; a delivery
 * concerns every household that awaits it, so it goes alone.
 */
export const holdNeighbours = async (tx: Transaction, touched: Touched): Promise<ReadonlyMap<PersonId, PersonRow>> => {
  const held = new Set<string>()
  /** True when others may have changed what was read before. */
  const hold = async (people: readonly PersonKeys[]): Promise<boolean> => {
    const more = [...householdNames(people, touched)].filter((name) => !held.has(name))
    for (const name of more) held.add(name)
    return more.length > 0 && !touched.delivers && (await tx.hold('scoring', more))
  }
  if (touched.delivers) await tx.hold('scoring', 'everything')
  for (;;) {
    const linked = [...(await themselves(tx, touched.persons)), ...(await thoseWhoName(tx, touched.persons))]
    if (await hold(linked)) continue
    const found = await loadNeighbours(tx, linked, touched)
    if (!(await hold([...found.values()]))) return found
  }
}

/** Every household that these people may be in, or may come to. */
export const householdNames = (people: readonly PersonKeys[], touched: Touched): ReadonlySet<string> => {
  const names = new Set<string>([...touched.registerNos, ...touched.rollNos, ...touched.persons.map((p) => `~${p}`)])
  for (const { household, registerNo, rollNo } of people)
    for (const name of [household, registerNo, rollNo]) if (name !== null) names.add(name)
  return names
}

const themselves = (tx: Tx, persons: readonly PersonId[]): Promise<PersonKeys[]> =>
  tx.query(`select ${personKeyColumns} from persons where person = any($1)`, [persons])

/** People elsewhere who name these as their kin. */
const thoseWhoName = (tx: Tx, persons: readonly PersonId[]): Promise<PersonKeys[]> =>
  tx.query(`select ${personKeyColumns} from persons where person in (select person from kinship where kin = any($1))`, [
    persons,
  ])

/** Everyone linked to these by household, register or roll, followed until nobody new turns up. */
export const loadNeighbours = async (
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
      `select ${personKeyColumns}, visit_no as "visitNo", facts from persons
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
