import { loadPolicies, policyOn } from '@shouwang/policy'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countedIncome } from '../src/readings/counted-income.ts'
import { surelyEarns } from '../src/readings/surely-earns.ts'
import { today } from './arbitrary-case.ts'
import { Case } from './case-format.ts'
import { profileOfCase } from './profile-of-case.ts'

const policy = policyOn(loadPolicies(), null, today)
const month = fc.constantFrom('2026-10', '2026-09', '2026-08', '2026-07', '2026-05')
/** The feed refuses a contribution base below nothing; a pension may be taken back. */
const base = fc.integer({ min: 0, max: 6000 })
const paid = fc.integer({ min: -100, max: 6000 })
const kind = fc.constantFrom('resident', 'urban-employee')
const income = fc.oneof(
  fc.record({ SocialInsurancePaid: fc.record({ month, baseYuan: base }) }),
  fc.record({ PensionPaid: fc.record({ month, amountYuan: paid, kind }) }),
)
const household = fc.record({
  members: fc.tuple(fc.array(income, { maxLength: 8 }), fc.array(income, { maxLength: 8 })),
  coverage: fc.option(fc.constantFrom('2026-10-31', '2026-08-31', '2026-05-31'), { nil: null }),
})

test('a glance never claims more income than the full reckoning finds', () => {
  fc.assert(
    fc.property(household, fc.integer({ min: 1, max: 400_000 }), ({ members, coverage }, perHeadFen) => {
      const profile = profileOfCase(
        Case.parse({
          name: 'any incomes',
          day: today,
          members: members.map((facts, index) => ({ id: `m${index}`, facts })),
          coverage: coverage === null ? {} : { 'social-insurance': coverage },
          expect: { status: 'clear' },
        }),
      )
      if (!surelyEarns(profile, policy, today, perHeadFen)) return
      expect(countedIncome(profile, policy, today).perHeadFen).toBeGreaterThanOrEqual(perHeadFen)
    }),
    { numRuns: 1000 },
  )
})
