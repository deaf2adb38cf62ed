import { addMonths, type Day, monthOf, type PersonId } from '@shouwang/contracts'
import type { Profile } from '@shouwang/household'
import type { Policy, Rule } from '@shouwang/policy'
import type { Clear, Unknown } from '../indicator.ts'
import { type CountedIncome, countedIncomeNumbers } from './counted-income.ts'
import { dependantNumbers, livingStandard } from './dependants.ts'
import { incomeAwaited, incomeToAsk } from './income-band.ts'
import { incomeSeen } from './income-seen.ts'

/** How what a household spends in a year stands to its income of a year; amounts in 分. */
export type IncomeShare =
  | Clear
  | Unknown
  | {
      readonly status: 'reached'
      readonly income: CountedIncome
      /** Whose income is not seen, and how sure the share is therefore. */
      readonly unseen: readonly PersonId[]
      readonly confidence: number
      readonly yearlyFen: number
      readonly limitFen: number
    }

/** The policy numbers that `incomeShare` and `leastOutlay` read beside the ratio. */
export const incomeShareRules = ['income/least-outlay', ...dependantNumbers, ...countedIncomeNumbers] as const

/**
 * The outlay of a family below which no share of its income is looked at; 分 a year. It does not hang on the income, so
 * that a poorer family is never clear where a richer one is warned.
 */
export const leastOutlay = (policy: Policy): number => policy.number('income/least-outlay').value

/**
 * Holds an outlay against a ratio of the income seen. Income not yet seen only lowers the share, so `clear` is sure
 * until the month turns and other months of income count. Where somebody's income is not seen, the outlay has to reach
 * the ratio even of what a family at the 低保 standard lives on; below that it is unknown.
 */
export const incomeShare = (
  outlayFen: number,
  profile: Profile,
  policy: Policy,
  ratio: Rule,
  day: Day,
): IncomeShare => {
  const seen = incomeSeen(profile, policy, day)
  const { income, unseen, confidence } = seen
  const yearlyFen = income.perMonthFen * 12
  const limitFen = Math.round(ratio.value * yearlyFen)
  if (outlayFen < limitFen || outlayFen < leastOutlay(policy)) return { status: 'clear', reviewOn: nextMonth(day) }
  if (profile.household.startsWith('~')) return livesWithUnknown
  if (seen.awaits.length > 0) return { ...incomeAwaited(seen), reviewOn: nextMonth(day) }
  const standardYearlyFen = livingStandard(policy) * 12 * income.heads
  if (unseen.length > 0 && outlayFen < Math.round(ratio.value * standardYearlyFen))
    return { ...incomeToAsk(seen), reviewOn: nextMonth(day) }
  return { status: 'reached', income, unseen, confidence, yearlyFen, limitFen }
}

/** The first day on which another month of income counts. */
export const nextMonth = (day: Day): Day => `${addMonths(monthOf(day), 1)}-01`

/** A provisional household: nobody knows yet whose income counts. */
const livesWithUnknown: Unknown = {
  status: 'unknown',
  missing: ['户籍登记，不知道与谁共同生活'],
  awaits: ['resident-register'],
}
