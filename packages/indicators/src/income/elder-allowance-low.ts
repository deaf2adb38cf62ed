import { addMonths, ageOn, type Day, type Month, monthOf } from '@shouwang/contracts'
import type { Facts, KnownFact } from '@shouwang/household'
import type { NumberId, Policy, Rule } from '@shouwang/policy'
import type { Indicator } from '../indicator.ts'
import { paidTooLittle } from './paid-too-little.ts'

/** The tiers by age, the oldest first. */
const tiers: readonly (readonly [years: number, number: NumberId])[] = [
  [100, 'elder-allowance/monthly-from-100'],
  [90, 'elder-allowance/monthly-from-90'],
  [80, 'elder-allowance/monthly-from-80'],
  [70, 'elder-allowance/monthly-from-70'],
]

/**
 * 高龄津贴低于应发档次: what an elder was paid last is less than the tier of the age that he had at the beginning of that month.
 * Source: 厦门、西安、济南高龄津贴分档 (docs/domain.md §1.1, §10, S8).
 */
export const elderAllowanceLow: Indicator = paidTooLittle({
  id: 'elder-allowance-low',
  name: '高龄津贴低于应发档次',
  level: 'blue',
  dimensions: { income: 20, household: 15 },
  source: '当地高龄津贴分档标准',
  reads: ['ElderAllowancePaid'],
  quietWithout: ['ElderAllowancePaid'],
  parameters: tiers.map(([, number]) => number),
  programmes: ['elder-allowance'],
  paidTo: ({ birthDate, facts }, _profile, policy, day) => {
    const fact = birthDate === null ? null : lastPaid(facts, day)
    if (fact === null || birthDate === null) return null
    const standard = tierOf(ageOn(birthDate, `${fact.data.month}-01`), policy)
    if (standard === null) return null
    return {
      paidFen: fact.data.amountFen,
      dueFen: standard.value,
      standard,
      what: '高龄津贴',
      type: 'ElderAllowancePaid',
      fact,
    }
  },
})

const tierOf = (age: number, policy: Policy): Rule | null => {
  for (const [years, number] of tiers) {
    const standard = age >= years ? policy.standard(number) : null
    if (standard !== null) return standard
  }
  return null
}

/** The payment of the last month of these. */
const lastPaid = (facts: Facts, day: Day): KnownFact<'ElderAllowancePaid'> | null => {
  const [oldest, newest]: readonly Month[] = [addMonths(monthOf(day), -RECENT_MONTHS), monthOf(day)]
  let last: KnownFact<'ElderAllowancePaid'> | null = null
  for (const fact of facts.ElderAllowancePaid ?? []) {
    const { month } = fact.data
    if (month >= (oldest ?? '') && month <= (newest ?? '') && (last === null || month > last.data.month)) last = fact
  }
  return last
}

const RECENT_MONTHS = 3
