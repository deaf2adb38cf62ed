import type { Day } from '@shouwang/contracts'
import { type MonthlyIncome, monthlyIncome, type Profile } from '@shouwang/household'

const reckoned = new WeakMap<Profile, { readonly day: Day; readonly income: MonthlyIncome }>()

/** `monthlyIncome`, reckoned once for a profile and a day although several indicators ask for it. */
export const householdIncome = (profile: Profile, day: Day): MonthlyIncome => {
  const known = reckoned.get(profile)
  if (known?.day === day) return known.income
  const income = monthlyIncome(profile, day)
  reckoned.set(profile, { day, income })
  return income
}
