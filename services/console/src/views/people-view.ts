import { relationWords } from '@shouwang/casework'
import { ageOn, type Day, PersonId, type Relation } from '@shouwang/contracts'
import { deathOf, type FactBook, knownFacts } from '@shouwang/household'
import { maskName, maskPhone } from '@shouwang/identity'
import { readFactBooks } from '@shouwang/postgres'
import type { Identity } from '../backend/answers.ts'
import type { Backend } from '../backend/backend.ts'

/** A person as screens show one. */
type SeenPerson = {
  readonly person: PersonId
  readonly name: string
  readonly relation: string | null
  readonly sex: 'male' | 'female' | 'unknown'
  readonly age: number | null
  readonly phone: string | null
  /** The day of a death that a department reports now; a lead, like all that is reported. */
  readonly deathReportedOn: Day | null
}

/** Persons with their masked names, and their fact books for who wants more. */
export type SeenPeople = {
  readonly members: readonly SeenPerson[]
  readonly books: ReadonlyMap<PersonId, FactBook>
  readonly nameOf: (person: PersonId) => string
  /** What is to be masked in free words about these persons. */
  readonly clear: readonly {
    readonly name: string | null
    readonly shownName: string
    readonly address: string | null
  }[]
}

const GUARDED_UNDER = 14

/** Looks up these persons and any that the texts name, and masks them. */
export const seePeople = async (
  backend: Backend,
  members: readonly PersonId[],
  day: Day,
  texts: readonly string[] = [],
): Promise<SeenPeople> => {
  const everyone = [...new Set([...members, ...texts.flatMap(personsIn)])]
  const [identities, books] = await Promise.all([
    backend.vault.identify(everyone),
    readFactBooks(backend.sql, everyone),
  ])
  const seen = new Map(everyone.map((person) => [person, see(person, identities.get(person), books.get(person), day)]))
  return {
    members: members.flatMap((person) => seen.get(person) ?? []),
    books,
    clear: everyone.map((person) => ({
      name: identities.get(person)?.name ?? null,
      shownName: seen.get(person)?.name ?? '',
      address: identities.get(person)?.address ?? null,
    })),
    nameOf: (person) => seen.get(person)?.name ?? '（未登记姓名）',
  }
}

/** Puts masked names where a text says `{p_…}`. */
export const withNames = (text: string, nameOf: (person: PersonId) => string): string =>
  text.replace(/\{(p_[0-9a-f]{24})\}/g, (_, person: string) => nameOf(PersonId.parse(person)))

/** The persons a text names. */
const personsIn = (text: string): PersonId[] =>
  [...text.matchAll(/\{(p_[0-9a-f]{24})\}/g)].map(([, person]) => PersonId.parse(person))

const see = (person: PersonId, identity: Identity | undefined, book: FactBook | undefined, day: Day): SeenPerson => {
  const registered = latestRegistration(book)
  const age = registered === undefined ? null : ageOn(registered.birthDate, day)
  return {
    person,
    name: nameShown(identity?.name ?? null, age),
    relation: registered === undefined ? null : relationWords[registered.relation].zh,
    sex: registered?.sex ?? 'unknown',
    age,
    phone: identity?.phone == null ? null : maskPhone(identity.phone),
    deathReportedOn: book === undefined ? null : (deathOf(knownFacts(book))?.day ?? null),
  }
}

/** Children are shown by surname alone (PIPL 28: everything about a child under fourteen is sensitive). */
const nameShown = (name: string | null, age: number | null): string => {
  if (name === null) return '（未登记姓名）'
  return age !== null && age < GUARDED_UNDER ? `${[...name][0]}某某` : maskName(name)
}

const latestRegistration = (
  book: FactBook | undefined,
): { relation: Relation; sex: 'male' | 'female' | 'unknown'; birthDate: Day } | undefined => {
  if (book === undefined) return undefined
  const registrations = knownFacts(book).ResidentRegistered ?? []
  return [...registrations].sort((a, b) => (a.day < b.day ? 1 : -1))[0]?.data
}
