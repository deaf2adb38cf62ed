import { addMonths, type ChangeEventType, type Day, type Level, monthOf, type PersonId } from '@shouwang/contracts'
import { livingMembersFacts, type Profile } from '@shouwang/household'
import type { NumberId, Policy, Rule } from '@shouwang/policy'
import type { Clear, Unknown } from '../indicator.ts'
import { type CountedIncome, countedIncomeFacts, countedIncomeNumbers } from './counted-income.ts'
import { dependantNumbers, livingStandard } from './dependants.ts'
import { incomeAwaited, incomeToAsk } from './income-band.ts'
import { incomeSeen, incomeSeenFacts } from './income-seen.ts'
import { supporterFacts, supporterNumbers } from './supporters.ts'
import { levelOfNeed, sureOfNeed, sureOfNeedFacts, sureOfNeedNumbers, sureOfPensions } from './sure-of-need.ts'

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

/** The types of facts that `incomeShare` and `needByShare` look for. */
export const incomeShareFacts = [
  ...new Set<ChangeEventType>([
    ...livingMembersFacts,
    ...countedIncomeFacts,
    ...incomeSeenFacts,
    ...supporterFacts,
    ...sureOfNeedFacts,
  ]),
]

/** The policy numbers that `needByShare` reads. */
export const needByShareNumbers = [...supporterNumbers, ...sureOfNeedNumbers] as const

/**
 * How sure need is where outlay reaches a share of the income seen, and how grave: the income may be more than is seen, as where it is
 * low by itself. A bill that is high whatever the income has indicators of its own.
 */
export const needByShare = (
  { confidence, income }: Extract<IncomeShare, { status: 'reached' }>,
  profile: Profile,
  policy: Policy,
  day: Day,
): { readonly confidence: number; readonly level: Level } => {
  const sure = sureOfNeed(sureOfPensions(confidence, income, profile, policy, day), profile, policy, day)
  return { confidence: sure, level: sure < confidence ? levelOfNeed(sure) : 'orange' }
}

/**
 * The outlay of a family below which no share of its income is looked at; 分 a year. It does not hang on the income, so
 * that a poorer family is never clear where a richer one is warned.
 */
export const leastOutlay = (policy: Policy): number => policy.number('income/least-outlay').value

/** The least outlay that may reach a share of the income of a family which surely has so much a month; 分 a year. */
export const outlayToReach = (policy: Policy, ratio: NumberId, monthlyFen: number): number =>
  Math.max(leastOutlay(policy), Math.round(policy.number(ratio).value * monthlyFen * 12))

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
