import { type ChangeEventType, Level } from '@shouwang/contracts'
import type { Profile } from '@shouwang/household'
import { loadPolicies, type Policy, policyOn } from '@shouwang/policy'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assess, catalogue, clearOf } from '../src/index.ts'
import { surelyEarns } from '../src/readings/surely-earns.ts'
import { arbitraryCase, today, worseFact } from './arbitrary-case.ts'
import type { Case } from './case-format.ts'
import { profileOfCase } from './profile-of-case.ts'

const shipped = policyOn(loadPolicies(), null, today)
/** The shipped numbers with every indicator in use: what begins in shadow has to keep to the same laws. */
const policy: Policy = {
  ...shipped,
  number: (id) => (id.startsWith('in-use/') ? { ...shipped.number(id), value: 1 } : shipped.number(id)),
}
const rank = (level: Level): number => Level.options.indexOf(level)
const assessCase = (household: Case) => assess(profileOfCase(household), policy, today)
const firingIn = ({ fires }: ReturnType<typeof assessCase>) => fires.map(({ indicator }) => indicator)

const rolls = ['assistance-roll', 'disability-subsidy', 'elder-allowance']

test('worse facts of anybody never lower the level, and never clear a lead', () => {
  fc.assert(
    fc.property(arbitraryCase, fc.nat(), worseFact, (household, whose, fact) => {
      const struck = household.members[whose % household.members.length]
      const members = household.members.map((member) =>
        member === struck ? { ...member, facts: [...member.facts, fact] } : member,
      )
      const [before, worse] = [assessCase(household), assessCase({ ...household, members })]
      expect(rank(worse.levelToday)).toBeGreaterThanOrEqual(rank(before.levelToday))
      expect(firingIn(worse)).toEqual(expect.arrayContaining(firingIn(before)))
    }),
  )
})

test('equal profiles have equal assessments', () => {
  fc.assert(
    fc.property(arbitraryCase, (household) => {
      expect(assessCase(structuredClone(household))).toEqual(assessCase(household))
    }),
  )
})

test('a roll that was not delivered never turns a firing lead into a clear one', () => {
  fc.assert(
    fc.property(arbitraryCase, (household) => {
      const known = firingIn(assessCase(household))
      const income = Object.entries(household.coverage).filter(([feed]) => !rolls.includes(feed))
      const clear = clearOf(assessCase({ ...household, coverage: Object.fromEntries(income) }))
      expect(known.filter((indicator) => clear.includes(indicator))).toEqual([])
    }),
  )
})

test('every indicator has exactly one verdict, and the next review lies ahead', () => {
  fc.assert(
    fc.property(arbitraryCase, (household) => {
      const assessed = assessCase(household)
      const { fires, unknown, shadow = [], reviewOn } = assessed
      const judged = [
        ...fires.map(({ indicator }) => indicator),
        ...unknown.map(({ indicator }) => indicator),
        ...shadow.map(({ indicator }) => indicator),
        ...clearOf(assessed),
      ]
      expect(judged.sort()).toEqual(catalogue.map(({ id }) => id))
      expect(reviewOn === null || reviewOn > today).toBe(true)
    }),
  )
})

test('an indicator that is not asked for want of facts would have been clear with nothing to review', () => {
  const has = ({ members }: Profile, types: readonly ChangeEventType[]) =>
    members.some(({ facts }) => types.some((type) => facts[type] !== undefined))
  fc.assert(
    fc.property(arbitraryCase, (household) => {
      const profile = profileOfCase(household)
      for (const { quietWithout, judge } of catalogue)
        if (quietWithout !== undefined && !has(profile, quietWithout))
          expect(judge(profile, policy, today)).toEqual({ status: 'clear' })
    }),
  )
})

test('an indicator that is not asked since the family surely earns enough would have been clear', () => {
  let quiet = 0
  fc.assert(
    fc.property(arbitraryCase, (household) => {
      const profile = profileOfCase(household)
      for (const { quietEarning, judge } of catalogue)
        if (quietEarning !== undefined && surelyEarns(profile, policy, today, quietEarning(policy))) {
          quiet += 1
          expect(judge(profile, policy, today).status).toBe('clear')
        }
    }),
  )
  expect(quiet).toBeGreaterThan(0)
})
