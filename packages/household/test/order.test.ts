import type { ChangeEvent, PersonId } from '@shouwang/contracts'
import {
  applyFact,
  coverageStatus,
  type FactBook,
  factsOf,
  foldEvents,
  livingMembers,
  medicalSpend,
  mentions,
  monthlyIncome,
  type Neighbourhood,
  placeHouseholds,
  placementOf,
  profileOf,
} from '@shouwang/household'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eventOf, events, reordered, runs } from './events.ts'
import { adult, certified, child, home, married, moved, person } from './family.ts'

type Books = ReadonlyMap<PersonId, FactBook>

const folded = (stream: readonly ChangeEvent[], before: Books = new Map()): Books => {
  const books = new Map(before)
  for (const fact of stream.flatMap(factsOf))
    books.set(fact.subject, applyFact(books.get(fact.subject) ?? {}, fact).book)
  return books
}

const placed = (books: Books): ReadonlyMap<PersonId, string> =>
  placeHouseholds([...books].map(([person, book]) => ({ person, book, ...placementOf(book) })))

const nothingDelivered = (): undefined => undefined

/** Everything that is derived of a world: households, their profiles, and what rules read off them. */
const derived = (books: Books) => {
  const households = placed(books)
  return [...new Set(households.values())].sort().map((household) => {
    const persons = new Map([...books].filter(([person]) => households.get(person) === household))
    const profile = profileOf({ household, persons, kin: books, coverage: nothingDelivered })
    const day = '2026-10-31'
    return {
      profile,
      living: livingMembers(profile, day),
      income: monthlyIncome(profile, day),
      status: coverageStatus(profile, day),
      spend: profile.members.map(({ facts }) => medicalSpend(facts, '2025-11-01', day)),
    }
  })
}

const twoOrders = events.chain((stream) => fc.tuple(fc.constant(stream), reordered(stream)))

test('any order and any repetition of the same events gives the same books, households and profiles', () => {
  fc.assert(
    fc.property(twoOrders, ([stream, other]) => {
      expect(folded(other)).toEqual(folded(stream))
      expect(new Map([...placed(folded(other))].sort())).toEqual(new Map([...placed(folded(stream))].sort()))
      expect(derived(folded(other))).toEqual(derived(folded(stream)))
    }),
    runs,
  )
})

test('a replay in two parts equals the whole', () => {
  fc.assert(
    fc.property(events, fc.nat({ max: 30 }), (stream, at) => {
      expect(folded(stream.slice(at), folded(stream.slice(0, at)))).toEqual(folded(stream))
    }),
    runs,
  )
})

test('two halves of the events can be folded apart and joined', () => {
  fc.assert(
    fc.property(events, fc.nat({ max: 30 }), (stream, at) => {
      expect(folded(stream.slice(0, at), folded(stream.slice(at)))).toEqual(folded(stream))
    }),
    runs,
  )
})

test('a second replay of everything changes nothing', () => {
  fc.assert(
    fc.property(events, (stream) => {
      const books = folded(stream)
      for (const fact of stream.flatMap(factsOf))
        expect(applyFact(books.get(fact.subject) ?? {}, fact).book).toBe(books.get(fact.subject))
    }),
    runs,
  )
})

test('a book that went through the store derives the same', () => {
  fc.assert(
    fc.property(events, (stream) => {
      const books = folded(stream)
      const stored = new Map([...books].map(([person, book]) => [person, structuredClone(book)]))
      expect(derived(stored)).toEqual(derived(books))
    }),
    runs,
  )
})

test('the order in which persons are placed does not matter', () => {
  fc.assert(
    fc.property(events, (stream) => {
      const persons = [...folded(stream)].map(([person, book]) => ({ person, book, ...placementOf(book) }))
      const turned = placeHouseholds([...persons].reverse())
      for (const [person, household] of placeHouseholds(persons)) expect(turned.get(person)).toBe(household)
    }),
    runs,
  )
})

test('settling the events one by one, or all at once in another order, ends in the same neighbourhood', () => {
  const nobody: Neighbourhood = { persons: new Map(), kin: new Map(), delivered: [] }
  const records = ({ persons }: Neighbourhood) => new Map([...persons].sort(([a], [b]) => (a < b ? -1 : 1)))
  fc.assert(
    fc.property(twoOrders, ([stream, other]) => {
      const oneByOne = stream.reduce((known, event) => foldEvents(known, [event]).neighbourhood, nobody)
      expect(records(foldEvents(nobody, other).neighbourhood)).toEqual(records(oneByOne))
    }),
    runs,
  )
})

test('a bride leaves the old household and joins the new one, whatever comes first', () => {
  const wedding = [
    adult('li'),
    child('mei', { birthDate: '1999-05-26' }),
    adult('wang', { householdNo: 'h2' }),
    married('wang', 'mei', '2026-06-18'),
    moved('mei', 'marriage', 'h2', '2026-07-02'),
    certified('mei', 4, 2, '2026-10-20'),
  ].map(eventOf)
  fc.assert(
    fc.property(reordered(wedding), (stream) => {
      const households = placed(folded(stream))
      expect(['li', 'mei', 'wang'].map((name) => households.get(person(name)))).toEqual([home, 'h2', 'h2'])
    }),
    runs,
  )
})

test('an event changes no book but those of the persons it mentions', () => {
  fc.assert(
    fc.property(events, (stream) => {
      for (const event of stream)
        for (const { subject } of factsOf(event)) expect(mentions(event).persons).toContain(subject)
    }),
    runs,
  )
})
