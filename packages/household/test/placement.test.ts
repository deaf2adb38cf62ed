import type { Fact, FactBook } from '@shouwang/household'
import { placeHouseholds, placementOf } from '@shouwang/household'
import { expect, test } from 'vitest'
import {
  adult,
  booksOf,
  child,
  dead,
  elder,
  foundAt,
  home,
  listed,
  moved,
  person,
  stated,
  withdrawn,
} from './family.ts'

const bookOf = (...facts: readonly Fact[]): FactBook => booksOf(facts).get(person('li')) ?? {}

const placedIn = (...facts: readonly Fact[]): Record<string, string> => {
  const books = booksOf(facts)
  const placed = placeHouseholds([...books].map(([who, book]) => ({ person: who, book, ...placementOf(book) })))
  const names = new Map(
    facts.map(({ subject }) => [subject, Buffer.from(subject.slice(2), 'hex').toString().replaceAll('\0', '')]),
  )
  return Object.fromEntries([...placed].map(([who, household]) => [names.get(who), household]))
}

test('the register places people until something better is known', () => {
  expect(placementOf(bookOf(adult('li', { sex: 'female', birthDate: '1979-05-06' })))).toEqual({
    registerNo: home,
    rollNo: null,
    visitNo: null,
    relation: 'head',
    sex: 'female',
    birthDate: '1979-05-06',
    region: '350203001201',
  })
})

test('a daughter who married out lives in the new household as a spouse, in the village of the move', () => {
  const move = moved('li', 'marriage', 'h2', '2026-07-02', { region: '350203003202' })
  expect(placementOf(bookOf(move, child('li')))).toMatchObject({
    registerNo: 'h2',
    relation: 'spouse',
    region: '350203003202',
  })
})

test('a later register tells the relation in the new household', () => {
  const move = moved('li', 'marriage', 'h2', '2026-07-02')
  const register = child('li', { householdNo: 'h2', relation: 'daughter', day: '2026-09-30', key: 'later' })
  expect(placementOf(bookOf(child('li'), move, register))).toMatchObject({ registerNo: 'h2', relation: 'daughter' })
})

test('a register as of the day of the move does not bring the person back', () => {
  const register = adult('li', { day: '2026-07-02' })
  expect(placementOf(bookOf(register, moved('li', 'migration', 'h2', '2026-07-02')))).toMatchObject({
    registerNo: 'h2',
  })
})

test('of two moves on one day the second goes on from the first', () => {
  const first = moved('li', 'split', 'h9', '2026-07-02')
  const second = moved('li', 'migration', 'h2', '2026-07-02', { fromHouseholdNo: 'h9' })
  expect(placementOf(bookOf(second, first))).toMatchObject({ registerNo: 'h2' })
  expect(placementOf(bookOf(first, second))).toMatchObject({ registerNo: 'h2' })
})

test('someone struck off the register, or moved to an unknown place, is in no register household', () => {
  expect(placementOf(bookOf(adult('li'), moved('li', 'cancelled', null, '2026-07-02'))).registerNo).toBeNull()
  expect(placementOf(bookOf(adult('li'), moved('li', 'migration', null, '2026-07-02'))).registerNo).toBeNull()
})

test('a dead person who was struck off stays with the family', () => {
  const facts = [adult('li'), moved('li', 'cancelled', null, '2026-07-05'), dead('li', '2026-07-01')]
  expect(placementOf(bookOf(...facts)).registerNo).toBe(home)
})

test('a move that was withdrawn did not happen', () => {
  expect(placementOf(bookOf(adult('li'), withdrawn(moved('li', 'marriage', 'h2', '2026-07-02')))).registerNo).toBe(home)
})

test('a born child is in the household that the entry names', () => {
  const born = moved('li', 'birth', home, '2026-07-02', { fromHouseholdNo: null })
  expect(placementOf(bookOf(born))).toMatchObject({ registerNo: home, birthDate: null })
})

test('a visit outranks the roll, the roll the register', () => {
  const facts = [adult('li'), listed('li', 'dibao', { rollNo: 'JZ9' }), foundAt('li', 'h3', '2026-08-01')]
  expect(placedIn(...facts)).toEqual({ li: 'h3' })
  expect(
    placedIn(...facts.slice(0, 2), adult('wang', { householdNo: 'h2' }), listed('wang', 'dibao', { rollNo: 'JZ9' })),
  ).toEqual({
    li: home,
    wang: home,
  })
})

test('moving away ends what an earlier visit found', () => {
  const visit = foundAt('li', home, '2026-06-01')
  expect(placedIn(adult('li'), visit, moved('li', 'marriage', 'h2', '2026-07-02'))).toEqual({ li: 'h2' })
  expect(placedIn(adult('li'), visit, moved('li', 'split', 'h2', '2026-07-02'))).toEqual({ li: home })
})

test('a roll lives where most of its people are registered, the smallest number of equals', () => {
  const roll = ['li', 'wang', 'zhao'].map((name) => listed(name, 'dibao', { rollNo: 'JZ9' }))
  const [li, wang, zhao] = [
    adult('li', { householdNo: 'h2' }),
    adult('wang', { householdNo: 'h1' }),
    elder('zhao', { householdNo: 'h2' }),
  ]
  expect(placedIn(...roll, li, wang, zhao)).toEqual({ li: 'h2', wang: 'h2', zhao: 'h2' })
  expect(placedIn(...roll, li, wang)).toEqual({ li: 'h1', wang: 'h1', zhao: 'h1' })
})

test('a roll whose people no register knows is a household of its own number', () => {
  expect(placedIn(listed('li', 'dibao', { rollNo: 'JZ9' }))).toEqual({ li: 'JZ9' })
})

test('a stopped line of the roll places nobody', () => {
  expect(placementOf(bookOf(adult('li'), listed('li', 'dibao', { status: 'stopped' }))).rollNo).toBeNull()
})

test('someone on two rolls is placed by the one that began last', () => {
  const rolls = [
    listed('li', 'dibao', { rollNo: 'JZ1' }),
    listed('li', 'tekun', { rollNo: 'JZX1', from: '2026-02-01' }),
  ]
  expect(placementOf(bookOf(...rolls)).rollNo).toBe('JZX1')
})

test('a person whom nothing places is a household of his own', () => {
  expect(placedIn(dead('li', '2026-07-01'))).toEqual({ li: `~${person('li')}` })
})

test('same register numbers keep twins apart as persons', () => {
  const twins = booksOf([child('mei', { birthDate: '2020-08-13' }), child('lan', { birthDate: '2020-08-13' })])
  expect(twins.size).toBe(2)
  expect(placedIn(child('mei'), child('lan'))).toEqual({ mei: home, lan: home })
})

const door = 'd_0123456789abcdef'
const livesAt = (name: string, dwelling: string | null, from = '2026-01-05') =>
  stated(
    name,
    'ResidenceReported',
    { region: '350203001201', from, to: null, dwelling, sex: 'female', birthDate: '1979-05-06' },
    { key: `${name}/${from}`, day: from },
  )

test('people whom no register names were judged one by one; their permits tell who lives behind one door', () => {
  expect(placedIn(livesAt('li', door), livesAt('wang', door), livesAt('mei', null))).toEqual({
    li: door,
    wang: door,
    mei: `~${person('mei')}`,
  })
  expect(placementOf(bookOf(livesAt('li', door)))).toMatchObject({
    birthDate: '1979-05-06',
    sex: 'female',
    region: '350203001201',
  })
})

test('who moved on lives behind the door of the later permit, and a register outranks every permit', () => {
  const later = livesAt('li', 'd_fedcba9876543210', '2026-06-01')
  expect(placementOf(bookOf(later, livesAt('li', door)))).toMatchObject({ registerNo: 'd_fedcba9876543210' })
  expect(placementOf(bookOf(later, adult('li')))).toMatchObject({ registerNo: home })
  expect(placementOf(bookOf(withdrawn(livesAt('li', door))))).toMatchObject({ registerNo: null })
})

test('a permit of before it told the door places nobody', () => {
  const old = stated('li', 'ResidenceReported', { region: null, from: '2025-01-01', to: null })
  expect(placedIn(old)).toEqual({ li: `~${person('li')}` })
})

test('a house of many lodgers is no family', () => {
  const lodgers = Array.from({ length: 9 }, (_, at) => livesAt(`li${at}`, door))
  expect(new Set(Object.values(placedIn(...lodgers))).size).toBe(9)
  expect(new Set(Object.values(placedIn(...lodgers.slice(1)))).size).toBe(1)
})
