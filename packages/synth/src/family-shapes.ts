import { addPerson, type Family, type Person } from './family.ts'
import { surnameOf } from './names.ts'
import { goesToSchool, isBornTo } from './records/civil.ts'

export type Couple = { readonly head: Person; readonly spouse: Person; readonly children: readonly Person[] }

/** A married couple, and children young enough to be theirs. */
export const couple = (family: Family, headAge: number, childAges: readonly number[] = []): Couple => {
  const { random } = family
  const head = addPerson(family, { relation: '0', sex: 'male', age: headAge })
  const spouse = addPerson(family, { relation: '1', sex: 'female', age: headAge - random.int(0, 3) })
  const children = childAges.map((age) => child(family, head, age))
  for (const each of children) if (each.age <= certifiedToAge) isBornTo(family, each, spouse, head)
  return { head, spouse, children }
}

/** Birth certificates are sent of children of up to so many years. */
const certifiedToAge = 3

/** A single parent with a child. */
export const loneParent = (family: Family, age: number, childAge: number): { parent: Person; child: Person } => {
  const parent = addPerson(family, { relation: '0', sex: family.random.chance(0.7) ? 'female' : 'male', age })
  return { parent, child: child(family, parent, childAge) }
}

/** Someone who lives alone. */
export const alone = (family: Family, age: number): Person =>
  addPerson(family, { relation: '0', sex: family.random.chance(0.5) ? 'male' : 'female', age })

/** A child of the head. */
export const child = (family: Family, parent: Person, age: number): Person => {
  const sex = family.random.chance(0.5) ? 'male' : 'female'
  const added = addPerson(family, { relation: sex === 'male' ? '2' : '3', sex, age, surname: surnameOf(parent.name) })
  goesToSchool(family, added)
  return added
}

/** A wage on which a family of three still lives well above any line. */
export const goodWage = (family: Family): number => family.random.int(680, 890) * 10
