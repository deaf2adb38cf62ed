import type { PersonId } from '@shouwang/contracts'
import type { Book } from './fact-book.ts'
import { formerHome, kinOf } from './kinship.ts'
import type { Neighbourhood, PersonRecord } from './neighbourhood.ts'

/** Tells, of a household and the names of its people, the books of kin who live elsewhere. */
export type KinBooks = (household: string, members: readonly PersonRecord[]) => ReadonlyMap<PersonId, Book>

/**
 * The kin of the households of a neighbourhood: those whom members name (parents, a spouse), those who name a member (grown
 * children), and those who moved out of this register household.
 */
export const kinBooksOf = ({ persons, kin }: Pick<Neighbourhood, 'persons' | 'kin'>): KinBooks => {
  const naming = new Map<string, PersonId[]>()
  const note = (person: PersonId, names: readonly string[]): void => {
    for (const name of names) {
      const others = naming.get(name)
      if (others === undefined) naming.set(name, [person])
      else others.push(person)
    }
  }
  for (const [person, record] of persons) note(person, record.kin)
  for (const [person, book] of kin) if (!persons.has(person)) note(person, kinOf(book))
  return (household, members) => {
    const books = new Map<PersonId, Book>()
    const names = [...members.map(({ person }) => person), formerHome(household)]
    for (const other of [
      ...members.flatMap((member) => member.kin),
      ...names.flatMap((name) => naming.get(name) ?? []),
    ]) {
      const neighbour = persons.get(other)
      if (neighbour?.household === household || books.has(other)) continue
      const book = neighbour?.book ?? kin.get(other)
      if (book !== undefined) books.set(other, book)
    }
    return books
  }
}
