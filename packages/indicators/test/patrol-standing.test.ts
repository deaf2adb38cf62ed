import { addDays, type HardshipRing } from '@shouwang/contracts'
import { loadPolicies, policyOn } from '@shouwang/policy'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { patrolStanding } from '../src/index.ts'
import { arbitraryCase } from './arbitrary-case.ts'
import type { Case } from './case-format.ts'
import { profileOfCase } from './profile-of-case.ts'

const policies = loadPolicies()
const standing = (family: Case, day = family.day, ring: HardshipRing = 'above') =>
  patrolStanding(profileOfCase(family), policyOn(policies, family.region, day), day, ring)

const today = '2026-10-31'
const family = (...members: Partial<Case['members'][number]>[]): Case => ({
  ...{ name: 'patrol', day: today, region: '350203001201', registered: true, kin: {}, coverage: {} },
  members: members.map((member, nth) => ({
    ...{ id: `m${nth}`, relation: 'other', sex: 'unknown' as const, born: null, facts: [] },
    ...member,
  })),
  expect: { status: 'clear' },
})
const groupsOf = (...members: Parameters<typeof family>) => standing(family(...members)).groups

test('an elder alone is a lone elder, two elders are an empty nest, and who is eighty is very old', () => {
  expect(groupsOf({ born: '1950-03-08' })).toEqual(['lone-elder'])
  expect(groupsOf({ born: '1950-03-08' }, { born: '1946-10-31' })).toEqual(['empty-nest', 'very-old'])
  expect(groupsOf({ born: '1950-03-08' }, { born: '1978-01-01' })).toEqual([])
})

test('a child with grandparents alone is left behind; one beside an adult, or somebody whose age nobody told, is not', () => {
  expect(groupsOf({ born: '2015-01-01' }, { born: '1955-01-01' })).toEqual(['left-behind-child'])
  expect(groupsOf({ born: '2015-01-01' }, { born: '1990-01-01' })).toEqual([])
  expect(groupsOf({ born: '2015-01-01' }, { born: null })).toEqual([])
})

test('illness, disability, rolls, schools and what befell a family each name their group', () => {
  const adult = { born: '1980-01-01' }
  const told = (...facts: Case['members'][number]['facts']) => groupsOf({ ...adult, facts })
  expect(told({ MedicalSettled: { settledOn: '2026-04-10', diseaseCode: 'C34' } })).toEqual(['severe-illness'])
  expect(told({ DisabilityCertified: { category: 6, level: 2, certifiedOn: '2020-01-01' } })).toEqual([
    'severe-disability',
    'mental-disability',
  ])
  expect(told({ DisabilityCertified: { category: 1, level: 4, certifiedOn: '2026-09-01' } })).toEqual([
    'new-disability',
  ])
  expect(told({ FireReported: { day: '2026-02-01' } })).toEqual(['disaster'])
  expect(told({ FireReported: { day: '2025-10-31' } })).toEqual([])
  expect(told({ AssistanceListed: { programme: 'tekun', from: '2020-01-01' } })).toEqual(['low-income', 'tekun-alone'])
  expect(told({ AssistanceListed: { programme: 'dibao', from: '2026-08-01' } })).toEqual(['low-income', 'new-dibao'])
  expect(standing(family(adult), today, 'below-1').groups).toEqual(['low-income'])
  const student = { facts: [{ EnrolmentReported: { stage: 'undergraduate', status: 'enrolled' } }] }
  expect(groupsOf(adult, { born: '2007-01-01', ...student }, { born: '2005-01-01', ...student })).toEqual(['students'])
})

test('where nobody lives any more, nobody is visited', () => {
  const died = { born: '1950-03-08', facts: [{ DeathReported: { day: '2026-10-01' } }] }
  expect(standing(family(died)).groups).toBeNull()
})

test('until the day on which time alone changes it, the groups of a family stay as they are', () => {
  fc.assert(
    fc.property(arbitraryCase, fc.integer({ min: 1, max: 3000 }), (given, ahead) => {
      const { groups, changesOn } = standing(given)
      const later = addDays(given.day, ahead)
      if (changesOn !== null && later >= changesOn) return
      expect(standing(given, later).groups).toEqual(groups)
    }),
    { numRuns: 1_000 },
  )
})
