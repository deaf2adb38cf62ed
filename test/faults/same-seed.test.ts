import { loadFeeds } from '@shouwang/feeds'
import { pseudonymiser } from '@shouwang/identity'
import { loadPolicies } from '@shouwang/policy'
import { expect, test } from 'vitest'
import { seededRandom } from '../journeys/shuffled.ts'
import { outcomeDifferences } from './differences.ts'
import { expectedOutcome } from './expected-outcome.ts'
import { loadOf, type Parcel } from './parcels.ts'
import { planFaults } from './planned-faults.ts'

const day = '2026-10-31'
const feeds = loadFeeds()
const conditions = {
  identity: pseudonymiser(new Uint8Array(32)),
  policies: loadPolicies(),
  region: '350200000000',
  day,
}

const planned = (seed: number) => {
  const random = seededRandom(seed)
  return { load: loadOf({ seed, records: 3_000, day, feeds }, random), faults: planFaults(30, random) }
}

test('the same seed gives the same parcels and the same faults, another seed others', () => {
  expect(planned(7)).toEqual(planned(7))
  expect(planned(8).faults).not.toEqual(planned(7).faults)
})

test('thirty faults hold every kind, in the order of the load', () => {
  const { faults } = planned(7)
  expect(new Set(faults.map(({ kind }) => kind)).size).toBe(7)
  expect(faults.map(({ at }) => at)).toEqual(faults.map(({ at }) => at).sort((a, b) => a - b))
})

test('parcels in another order, some twice, come to the same outcome', () => {
  const { load } = planned(7)
  const mixed = [...load.parcels]
    .reverse()
    .flatMap((parcel, i): Parcel[] => (i % 3 === 0 ? [parcel, parcel] : [parcel]))
  const once = expectedOutcome(load.parcels, conditions)
  expect(once.assessments.size).toBeGreaterThan(100)
  expect(outcomeDifferences(once, expectedOutcome(mixed, conditions))).toEqual([])
})

test('one row that is lost is named by its person, and by the household that it concerns', () => {
  const { load } = planned(7)
  const without = load.parcels.map(
    (parcel): Parcel =>
      parcel === load.parcels.find(({ feed }) => feed.id === 'resident-register')
        ? { ...parcel, rows: parcel.rows.slice(1) }
        : parcel,
  )
  const found = expectedOutcome(without, conditions)
  const differences = outcomeDifferences(expectedOutcome(load.parcels, conditions), found)
  expect(differences.some((line) => /^person p_[0-9a-f]{24}.*: expected .*, found /.test(line))).toBe(true)
  expect(differences.some((line) => line.startsWith('household '))).toBe(true)
})
