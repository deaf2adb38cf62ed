import { addMonthsToDay, type Day } from '@shouwang/contracts'
import type { Profile } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { countedIncome } from './counted-income.ts'

/** How many months running make an income low, and not a month's lack. */
export const belowPeriods = 'income-below-standard/periods'

/** Whether the income seen per head lay below the standard on this day of every month that has to be so. */
export const isLongBelowStandard = (profile: Profile, policy: Policy, day: Day): boolean => {
  const standardFen = policy.number('dibao/monthly-standard').value
  for (let back = 0; back < policy.number(belowPeriods).value; back++)
    if (countedIncome(profile, policy, addMonthsToDay(day, -back)).perHeadFen >= standardFen) return false
  return true
}
