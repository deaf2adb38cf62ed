import { addMonths, type Day, monthOf } from '@shouwang/contracts'
import { type MonthlyIncome, monthlyIncome, type Profile } from '@shouwang/household'
import type { Policy, Rule } from '@shouwang/policy'
import type { Clear, Unknown } from '../indicator.ts'
import { incomeFeedNames } from './income-band.ts'

/** How what a household spends in a year stands to its income of a year; amounts in 分. */
export type IncomeShare =
  | Clear
  | Unknown
  | {
      readonly status: 'reached'
      readonly income: MonthlyIncome
      readonly yearlyFen: number
      readonly limitFen: number
    }

/** The policy numbers that `incomeShare` and `leastOutlay` read beside the ratio. */
export const incomeShareRules = ['income/known-sources-ratio', 'dibao/monthly-standard'] as const

/**
 * The outlay below which a ratio cannot be reached by a family that lives at the 低保 standard, so that its income need
 * not be known: below that standard the income itself is the lead. Per head; 分 a year.
 */
export const leastOutlay = (policy: Policy, ratio: Rule): number =>
  Math.round(ratio.value * policy.number('dibao/monthly-standard').value * 12)

/**
 * Holds an outlay against a ratio of the income seen. Income not yet seen only lowers the share, so `clear` is sure
 * until the month turns and other months of income count; a share that is reached is `unknown` until enough of the
 * income feeds are known.
 */
export const incomeShare = (
  outlayFen: number,
  profile: Profile,
  policy: Policy,
  ratio: Rule,
  day: Day,
): IncomeShare => {
  const income = monthlyIncome(profile, day)
  const yearlyFen = income.perMonthFen * 12
  const limitFen = Math.round(ratio.value * yearlyFen)
  if (outlayFen < limitFen || outlayFen < leastOutlay(policy, ratio) * income.heads)
    return { status: 'clear', reviewOn: nextMonth(day) }
  if (profile.household.startsWith('~')) return livesWithUnknown
  if (income.coverage >= policy.number('income/known-sources-ratio').value)
    return { status: 'reached', income, yearlyFen, limitFen }
  return {
    status: 'unknown',
    missing: income.missing.map((feed) => incomeFeedNames[feed] ?? feed),
    awaits: income.missing,
    reviewOn: nextMonth(day),
  }
}

/** The first day on which another month of income counts. */
export const nextMonth = (day: Day): Day => `${addMonths(monthOf(day), 1)}-01`

/** A provisional household: nobody knows yet whose income counts. */
const livesWithUnknown: Unknown = {
  status: 'unknown',
  missing: ['户籍登记，不知道与谁共同生活'],
  awaits: ['resident-register'],
}
