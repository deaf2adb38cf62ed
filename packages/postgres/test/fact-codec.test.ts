import type { ChangeEventType, PersonId } from '@shouwang/contracts'
import {
  applyFact,
  type FactBook,
  factsIn,
  knownFacts,
  lastTold,
  profileOf,
  type StoredFact,
  untiedProfiles,
  wholeBook,
} from '@shouwang/household'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeBookLate, decodeFactBook, decodeFactsLate, encodeFactBook } from '../src/scoring/fact-codec.ts'

const paid = (month: string): StoredFact<'PensionPaid'> => ({
  revision: 20261031,
  retracted: false,
  feed: 'pension-pay',
  provider: '人社',
  day: '2026-10-31',
  data: { kind: 'urban-employee', month, amountFen: 250_000 },
})

test('a year of pensions comes back as it went in, in less than half the room', () => {
  const months = Array.from({ length: 12 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`)
  const book: FactBook = { PensionPaid: new Map(months.map((month) => [month, paid(month)])) }
  expect(decodeFactBook(encodeFactBook(book))).toEqual(book)
  expect(encodeFactBook(book).length).toBeLessThan(JSON.stringify([...(book.PensionPaid ?? [])]).length / 2)
})

test('any book comes back as it went in, whatever its keys are and however its facts differ', () => {
  const said = fc.json().map((text) => JSON.parse(text))
  const sure = {
    revision: fc.nat(),
    retracted: fc.boolean(),
    feed: fc.constantFrom('a', 'b'),
    provider: fc.constantFrom('x', 'y|z'),
    day: fc.constantFrom('2026-10-31', '2026-11-01'),
    data: fc.dictionary(fc.constantFrom('kind', 'month', 'tags'), said, { noNullPrototype: true }),
  }
  const fact = fc.oneof(fc.record(sure), fc.record({ ...sure, doubtful: fc.constant(true) }))
  const key = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', '1'))
  const facts = fc.array(fc.tuple(key, fact), { minLength: 1 }).map((entries) => new Map(entries))
  const books = fc.dictionary(fc.constantFrom('PensionPaid', 'MedicalSettled'), facts, { noNullPrototype: true })
  fc.assert(
    fc.property(books, (book) => {
      const text = encodeFactBook(book as FactBook)
      expect(decodeFactBook(text)).toEqual(book)
      for (const [type, told] of Object.entries(book) as unknown as [
        ChangeEventType,
        ReadonlyMap<string, StoredFact>,
      ][]) {
        const last = lastTold(decodeFactsLate(text.split('\n')), type, 2)
        const all = (knownFacts(book as FactBook)[type] ?? []) as readonly unknown[]
        for (const fact of last) expect(all).toContainEqual(fact)
        const keys = [...told].slice(-2).flatMap(([key, { retracted }]) => (retracted ? [] : [key]))
        expect(last.map(({ sourceKey }) => sourceKey)).toEqual(expect.arrayContaining(keys))
      }
      const [late, known] = [decodeFactsLate(text.split('\n')), knownFacts(book as FactBook)]
      const person = 'p_1' as PersonId
      const plain = { household: 'h', persons: new Map([[person, book as FactBook]]), kin: new Map() }
      const { doubts } = profileOf({ ...plain, coverage: () => undefined })
      expect(untiedProfiles([])('h', new Map([[person, late]]), null).doubts).toBe(doubts)
      expect(Object.fromEntries(Object.entries(late).filter(([, facts]) => facts !== undefined))).toEqual(known)
    }),
  )
})

test('a book that stays packed until it is asked says and takes in what one that was decoded does', () => {
  const stored = (revision: number, retracted: boolean, doubtful: boolean): StoredFact<'PensionPaid'> => ({
    ...paid('2026-10'),
    revision,
    retracted,
    ...(doubtful ? { doubtful } : {}),
  })
  const fact = fc.tuple(fc.nat(3), fc.boolean(), fc.boolean()).map((parts) => stored(...parts))
  const keys = fc.constantFrom('a', 'b', 'c')
  const types = fc.constantFrom('PensionPaid', 'PublicPayPaid', 'SubsidyPaid')
  const facts = fc.array(fc.tuple(keys, fact), { minLength: 1 }).map((entries) => new Map(entries))
  const told = fc.array(fc.record({ type: types, sourceKey: keys, fact }))
  fc.assert(
    fc.property(fc.dictionary(types, facts, { noNullPrototype: true }), told, (before, later) => {
      let [plain, late] = [
        decodeFactBook(encodeFactBook(before as FactBook)),
        decodeBookLate(encodeFactBook(before as FactBook)),
      ]
      for (const one of later) {
        const [to, lateTo] = [plain, late].map((book) => applyFact(book, { subject: 'p_1', ...one } as never))
        expect(lateTo?.outcome).toBe(to?.outcome)
        plain = to?.book as typeof plain
        late = lateTo?.book as typeof late
      }
      expect(wholeBook(late)).toEqual(plain)
      expect(encodeFactBook(late)).toBe(encodeFactBook(plain))
      expect(factsIn(late, 'PensionPaid')).toEqual(plain.PensionPaid)
      const standing = Object.entries(knownFacts(late)).filter(([, known]) => known !== undefined)
      expect(Object.fromEntries(standing)).toEqual(knownFacts(plain))
      const doubts = [late, plain].map((book) => {
        const persons = new Map([['p_1' as PersonId, book]])
        return profileOf({ household: 'h', persons, kin: new Map(), coverage: () => undefined }).doubts
      })
      expect(doubts[0]).toBe(doubts[1])
    }),
  )
})

test('the last payments of a year are read without the others, also where one looks as if another began in it', () => {
  const odd = {
    ...paid('2026-10'),
    data: { kind: '],["', month: '2026-10', parts: [['a'], ['b'], '\\"],["'] },
  } as never
  const months = Array.from({ length: 12 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`)
  const facts = new Map(months.map((month) => [month, paid(month)]))
  const last = (book: FactBook, count: number) =>
    lastTold(decodeFactsLate(encodeFactBook(book).split('\n')), 'PensionPaid', count).map(({ sourceKey }) => sourceKey)
  expect(last({ PensionPaid: facts }, 3)).toEqual(['2026-10', '2026-11', '2026-12'])
  expect(last({ PensionPaid: new Map([...facts, ['2026-10', odd], ['2027', paid('2027-01')]]) }, 2)).toContain('2027')
  expect(
    last(
      {
        PensionPaid: new Map([
          ['a', odd],
          ['b', odd],
          ['c', odd],
        ]),
      },
      2,
    ),
  ).toEqual(expect.arrayContaining(['b', 'c']))
  expect(last({ DeathReported: facts } as never, 2)).toEqual([])
})

test('what was not touched is written back as it was read, and a book without facts is one', () => {
  const text = encodeFactBook({ PensionPaid: new Map([['a', paid('2026-09')]]) }).replace('[', '[ ')
  const death = { subject: 'p_1', type: 'DeathReported', sourceKey: 'b', fact: paid('2026-10') } as never
  const { book } = applyFact(decodeBookLate(text), death)
  expect(encodeFactBook(book).split('\n')).toEqual([text, expect.stringContaining('DeathReported')])
  expect(decodeFactBook(encodeFactBook({}))).toEqual({})
  for (const decode of [decodeFactBook, decodeBookLate])
    expect(() => decode(`${text}\nno book`)).toThrow('names no type')
})
