import { loadPolicies, policyOn } from '@shouwang/policy'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { educationBurden } from '../src/expenditure/education-burden.ts'
import { highMedicalSelfpay12m } from '../src/expenditure/high-medical-selfpay-12m.ts'
import { medicalIncomeRatio } from '../src/expenditure/medical-income-ratio.ts'
import { rigidExpenseRatio } from '../src/expenditure/rigid-expense-ratio.ts'
import { singleStaySelfpay } from '../src/expenditure/single-stay-selfpay.ts'
import { destituteCandidate } from '../src/income/destitute-candidate.ts'
import { edgeIncomeBand } from '../src/income/edge-income-band.ts'
import { incomeBelowStandard } from '../src/income/income-below-standard.ts'
import type { Indicator } from '../src/indicator.ts'
import { arbitraryCase } from './arbitrary-case.ts'
import type { Case, CaseFact } from './case-format.ts'
import { profileOfCase } from './profile-of-case.ts'

const policies = loadPolicies()

/** The same fact with a share of the money that it brings in; null where nothing of it is left. */
const less = (fact: CaseFact, share: number): CaseFact | null => {
  const { SocialInsurancePaid: wages, PensionPaid: pension, ...others } = fact
  if (wages !== undefined)
    return share === 0
      ? null
      : { ...others, SocialInsurancePaid: { ...wages, baseYuan: scaled(wages.baseYuan, share) } }
  if (pension !== undefined)
    return share === 0
      ? null
      : { ...others, PensionPaid: { ...pension, amountYuan: scaled(pension.amountYuan, share) } }
  return fact
}

const scaled = (yuan: unknown, share: number): number => Math.floor(Number(yuan) * share)

const poorer = (family: Case, share: number): Case => ({
  ...family,
  members: family.members.map((member) => ({
    ...member,
    facts: member.facts.map((fact) => less(fact, share)).filter((fact) => fact !== null),
  })),
})

const statusOf = (indicator: Indicator, family: Case): string =>
  indicator.judge(profileOfCase(family), policyOn(policies, family.region, family.day), family.day).status

const share = fc.constantFrom(0, 0.1, 0.3, 0.5, 0.8, 0.95)

test.each([
  [medicalIncomeRatio],
  [rigidExpenseRatio],
  [highMedicalSelfpay12m],
  [singleStaySelfpay],
  [educationBurden],
  [destituteCandidate],
])('a poorer family is never clear where a richer one is warned of what it spends: $id', (indicator) => {
  fc.assert(
    fc.property(arbitraryCase, share, (family, left) => {
      if (statusOf(indicator, family) === 'fires') expect(statusOf(indicator, poorer(family, left))).not.toBe('clear')
    }),
    { numRuns: 1_000 },
  )
})

test('a poorer family is never clear where a richer one is warned of its low income', () => {
  const statuses = (family: Case) => [incomeBelowStandard, edgeIncomeBand].map((rule) => statusOf(rule, family))
  fc.assert(
    fc.property(arbitraryCase, share, (family, left) => {
      if (!statuses(family).includes('fires')) return
      expect(statuses(poorer(family, left))).not.toEqual(['clear', 'clear'])
    }),
    { numRuns: 3_000 },
  )
})
