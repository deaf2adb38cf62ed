import { addMonths, type ChangeEventType, type Day, type Month, monthOf } from '@shouwang/contracts'
import {
  type Coverage,
  coveredThrough,
  type Facts,
  lastTold,
  livingMembers,
  type Profile,
  rememberLast,
} from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { netResidentPension, netWage } from './counted-income.ts'

/** The numbers that `surelyEarns` reads. */
export const surelyEarnsNumbers = ['income/employment-cost-ratio', 'income/resident-pension-basic'] as const

/** The types of facts that `surelyEarns` looks for, besides those of `livingMembers`. */
export const surelyEarnsFacts = ['PensionPaid', 'SocialInsurancePaid'] as const satisfies readonly ChangeEventType[]

/**
 * True when a glance at wages and pensions shows that `countedIncome` will be at least so much per head; false says
 * nothing. Most families are settled by it, at a fraction of the cost.
 */
export const surelyEarns = (profile: Profile, policy: Policy, day: Day, perHeadFen: number): boolean =>
  leastPerHead(profile, policy, day) >= perHeadFen

/** What each of the living members surely has in a month, 分; more than any number where nobody is left. */
const leastPerHead = rememberLast((profile: Profile, policy: Policy, day: Day): number => {
  const members = livingMembers(profile, day)
  if (members.length === 0) return Number.POSITIVE_INFINITY
  const current = monthOf(day)
  const oldest = addMonths(current, -FRESH_MONTHS)
  const months = monthsOfWages(profile.coverage, day)
  let sum = 0
  for (const { facts } of members) {
    if (facts.PensionPaid !== undefined) sum += netResidentPension(leastPension(facts, oldest, current), policy)
    if ('SocialInsurancePaid' in facts) sum += netWage(meanWage(facts, months), policy)
  }
  return sum / members.length
})

/** As `monthlyIncome` has it: what was paid longer ago is no income of today. */
const FRESH_MONTHS = 3

/** The months whose wages tell what somebody earns on a day, the latest first; none where they were delivered too long ago. */
export const monthsOfWages = (coverage: Coverage, day: Day): readonly Month[] => {
  const last = coveredThrough(coverage, 'social-insurance', day) ?? ''
  return last < addMonths(monthOf(day), -FRESH_MONTHS) ? [] : [last, addMonths(last, -1), addMonths(last, -2)]
}

/** A month of what was earned in all of them, 分. */
export const meanOfMonths = (sumFen: number): number => Math.floor(sumFen / FRESH_MONTHS)

const nothingPaid = { month: '', baseFen: 0 }

/** Those of the months that are looked at, and one that was told of since. */
export const LATEST_WAGES = FRESH_MONTHS + 1

/** The least that the mean can be: of a month that was told of twice, one statement; of one that was told of long ago, none. The latest stand last. */
const meanWage = (facts: Facts, [last, middle, first]: readonly Month[]): number => {
  if (first === undefined) return 0
  let [inLast, inMiddle, inFirst] = [0, 0, 0]
  const paid = lastTold(facts, 'SocialInsurancePaid', LATEST_WAGES)
  for (let at = paid.length - 1; at >= 0 && (inLast === 0 || inMiddle === 0 || inFirst === 0); at--) {
    const { month, baseFen } = paid[at]?.data ?? nothingPaid
    if (month === last) inLast = Math.max(inLast, baseFen)
    else if (month === middle) inMiddle = Math.max(inMiddle, baseFen)
    else if (month === first) inFirst = Math.max(inFirst, baseFen)
  }
  return meanOfMonths(inLast + inMiddle + inFirst)
}

/** Several kinds of pension may be paid: the least payment of any is sure. What was taken back needs a full reckoning. */
const leastPension = (facts: Facts, oldest: Month, current: Month): number => {
  let least = Number.POSITIVE_INFINITY
  for (const { data } of facts.PensionPaid ?? [])
    if (data.month >= oldest && data.month <= current && data.amountFen < least) least = data.amountFen
  if (least < 0) return Number.NEGATIVE_INFINITY
  return least === Number.POSITIVE_INFINITY ? 0 : least
}
