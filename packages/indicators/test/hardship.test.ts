import { HardshipPartId } from '@shouwang/contracts'
import { loadPolicies, type Policy, policyOn } from '@shouwang/policy'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hardshipOf, keptHardship, numbersRead } from '../src/index.ts'
import { arbitraryCase, today, worseFact } from './arbitrary-case.ts'
import type { Case, CaseFact } from './case-format.ts'
import { profileOfCase } from './profile-of-case.ts'

const policies = loadPolicies()
const policyOf = (family: Case) => policyOn(policies, family.region, family.day)
const hardship = (family: Case) => hardshipOf(profileOfCase(family), policyOf(family), family.day)

const scaled = (fact: CaseFact, share: number): CaseFact => {
  const { SocialInsurancePaid: wages, PensionPaid: pension } = fact
  if (wages !== undefined)
    return { ...fact, SocialInsurancePaid: { ...wages, baseYuan: Math.floor(Number(wages.baseYuan) * share) } }
  if (pension !== undefined)
    return { ...fact, PensionPaid: { ...pension, amountYuan: Math.floor(Number(pension.amountYuan) * share) } }
  return fact
}

const withFacts = (family: Case, change: (facts: readonly CaseFact[], nth: number) => readonly CaseFact[]): Case => ({
  ...family,
  members: family.members.map((member, nth) => ({ ...member, facts: [...change(member.facts, nth)] })),
})

test('the parts of a hardship add up to it, each within what it may weigh', () => {
  fc.assert(
    fc.property(arbitraryCase, (family) => {
      const { points, parts } = hardship(family)
      expect(parts.reduce((sum, part) => sum + part.points, 0)).toBe(points)
      expect(points).toBeGreaterThanOrEqual(0)
      expect(points).toBeLessThanOrEqual(100)
      for (const part of parts) {
        expect(Math.abs(part.points)).toBeLessThanOrEqual(part.most)
        expect(part.says()).not.toMatch(/undefined|NaN|Infinity/)
      }
      if (parts.length > 0) expect(parts.map(({ part }) => part)).toEqual(HardshipPartId.options)
    }),
    { numRuns: 500 },
  )
})

test('a family with less of the same income is never less hard pressed', () => {
  fc.assert(
    fc.property(arbitraryCase, fc.constantFrom(0.1, 0.3, 0.5, 0.8, 0.95), (family, share) => {
      const poorer = withFacts(family, (facts) => facts.map((fact) => scaled(fact, share)))
      expect(hardship(poorer).points).toBeGreaterThanOrEqual(hardship(family).points)
    }),
    { numRuns: 1_000 },
  )
})

test('what befalls somebody never makes a family less hard pressed', () => {
  fc.assert(
    fc.property(arbitraryCase, fc.nat(), worseFact, (family, whose, fact) => {
      const struck = withFacts(family, (facts, nth) =>
        nth === whose % family.members.length ? [...facts, fact] : facts,
      )
      expect(hardship(struck).points).toBeGreaterThanOrEqual(hardship(family).points)
    }),
    { numRuns: 500 },
  )
})

const helpFact: fc.Arbitrary<CaseFact> = fc.oneof(
  fc.record({
    AidGiven: fc.record({ day: fc.constantFrom(today, '2026-03-01', '2024-01-01'), amountYuan: fc.nat(50_000) }),
  }),
  fc.record({
    AssistanceListed: fc.record({
      programme: fc.constantFrom('dibao', 'edge'),
      status: fc.constant('active'),
      householdMonthlyYuan: fc.nat(4000),
    }),
  }),
)

test('help never raises the hardship of a family, and never takes off more than there is', () => {
  fc.assert(
    fc.property(arbitraryCase, fc.nat(), helpFact, (family, whose, fact) => {
      const helped = withFacts(family, (facts, nth) =>
        nth === whose % family.members.length ? [...facts, fact] : facts,
      )
      expect(hardship(helped).points).toBeLessThanOrEqual(hardship(family).points)
    }),
    { numRuns: 1_000 },
  )
})

test('a judgement keeps the ring, the cause and the points that the file explains', () => {
  fc.assert(
    fc.property(arbitraryCase, (family) => {
      const { parts: _, ...kept } = hardship(family)
      expect(keptHardship(profileOfCase(family), policyOf(family), family.day)).toEqual(kept)
    }),
  )
})

test('every number that a hardship reads is among those that judging reads', () => {
  const asked = new Set<string>()
  const noting = (policy: Policy): Policy => ({
    ...policy,
    number: (id) => policy.number(note(id)),
    standard: (id) => policy.standard(note(id)),
    list: (id) => policy.list(note(id)),
  })
  const note = <Id extends string>(id: Id): Id => {
    asked.add(id)
    return id
  }
  for (const family of fc.sample(arbitraryCase, 300)) hardshipOf(profileOfCase(family), noting(policyOf(family)), today)
  expect(asked.size).toBeGreaterThan(15)
  expect(numbersRead).toEqual(expect.arrayContaining([...asked]))
})
