import { expect, test } from 'vitest'
import { foldEvents, kinBooksOf, type Neighbourhood } from '../src/index.ts'
import { eventOf } from './events.ts'
import { child, elder, home, insured, moved, person, type Told } from './family.ts'

const nobody: Neighbourhood = { persons: new Map(), kin: new Map(), delivered: [] }
const apart = '350200000002'
const fold = (before: Neighbourhood, ...facts: Told[]) => foldEvents(before, facts.flat().map(eventOf))

const father = elder('lao', { householdNo: home })
const son = child('er', { householdNo: home, birthDate: '1980-05-01' })
const leaves = moved('er', 'split', apart, '2026-10-10')

test('a son who moved out is kin of the home that he left, whichever came first', () => {
  for (const facts of [
    [father, son, leaves],
    [leaves, son, father],
  ]) {
    const { neighbourhood } = fold(nobody, ...facts)
    const parents = [...neighbourhood.persons.values()].filter(({ household }) => household === home)
    expect(parents.map(({ person }) => person)).toEqual([person('lao')])
    expect([...kinBooksOf(neighbourhood)(home, parents).keys()]).toEqual([person('er')])
  }
})

test('what becomes of a son who moved out makes the home that he left judged again', () => {
  const { neighbourhood } = fold(nobody, father, son, leaves)
  expect([...fold(neighbourhood, ...insured('er', 6000, '2026-10')).households.keys()].sort()).toEqual([home, apart])
  expect([...fold(neighbourhood, ...insured('zhou', 6000, '2026-10')).households.keys()]).not.toContain(home)
})
