import { addMonths, ageOn, type Day, type FeedId, type Month, monthOf, type PersonId } from '@shouwang/contracts'
import { type Facts, lastInsuredMonth, livingMembers, type Member, type Profile, pensionOn } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import type { Unknown } from '../indicator.ts'
import {
  dependantNumbers,
  dependantsOf,
  dependantsText,
  hasSevereDisability,
  incapacityOf,
  livingStandard,
} from './dependants.ts'
import { unseenText } from './income-band.ts'

/** The numbers that `breadwinnerLost` reads. */
export const breadwinnerNumbers = [...dependantNumbers, 'breadwinner/income-share'] as const

/** What a family lost with one of its members; the share is null where no earnings of anybody are known. */
export type LostBreadwinner = {
  readonly status: 'breadwinner'
  readonly age: number
  readonly share: number | null
  readonly monthlyFen: number
  readonly dependants: string
  /** Who is left and could earn, and of whom no formal income is seen. */
  readonly unseen: readonly PersonId[]
}

/**
 * Whether a member who is gone since `lostOn` was the main worker (主要劳动力): of working age, and either earned at
 * least the named share of what the family earned in the year before, or was the last who could earn; and whom he
 * leaves to be cared for. Null when he was not, or leaves nobody. Source: 常州监测指标 (docs/domain.md §3, S42).
 */
export const breadwinnerLost = (
  profile: Profile,
  policy: Policy,
  lost: Member,
  lostOn: Day,
  day: Day,
): LostBreadwinner | Unknown | null => {
  const left = livingMembers(profile, day).filter(({ person }) => person !== lost.person)
  const dependants = dependantsText(dependantsOf(left, policy, day))
  if (dependants === '') return null
  if (lost.birthDate === null) return unknown(`{${lost.person}}的出生日期`, 'resident-register')
  const age = ageOn(lost.birthDate, lostOn)
  if (age < policy.number('dependant/minor-age').value || age >= policy.number('dependant/elder-age').value) return null
  const own = earnedFen(lost.facts, lostOn)
  const others = left.reduce((sum, { facts }) => sum + earnedFen(facts, lostOn), 0)
  const earnerLeft = left.some(({ facts }) => earnsNow(facts, policy, day))
  if (own > 0) {
    const share = own / (own + others)
    if (share < policy.number('breadwinner/income-share').value && earnerLeft) return null
    return {
      status: 'breadwinner',
      age,
      share,
      monthlyFen: Math.round(own / earningMonths(lost.facts, lostOn)),
      dependants,
      unseen: [],
    }
  }
  if (earnerLeft || hasSevereDisability(lost.facts, policy)) return null
  if (profile.coverage('social-insurance') === undefined)
    return unknown(`{${lost.person}}的工作收入`, 'social-insurance')
  const unseen = left.filter((member) => incapacityOf(member, policy, day) === null).map(({ person }) => person)
  return { status: 'breadwinner', age, share: null, monthlyFen: 0, dependants, unseen }
}

const unknown = (missing: string, feed: FeedId): Unknown => ({ status: 'unknown', missing: [missing], awaits: [feed] })

const YEAR_MONTHS = 12
const RECENT_MONTHS = 3

const inYearBefore = (month: Month, lostOn: Day): boolean =>
  month < monthOf(lostOn) && month >= addMonths(monthOf(lostOn), -YEAR_MONTHS)

const earnedFen = (facts: Facts, lostOn: Day): number => {
  let sum = 0
  for (const { data } of facts.SocialInsurancePaid ?? []) if (inYearBefore(data.month, lostOn)) sum += data.baseFen
  for (const { data } of facts.PensionPaid ?? []) if (inYearBefore(data.month, lostOn)) sum += data.amountFen
  return sum
}

const earningMonths = (facts: Facts, lostOn: Day): number => {
  const months = new Set<Month>()
  for (const { data } of facts.SocialInsurancePaid ?? []) if (inYearBefore(data.month, lostOn)) months.add(data.month)
  return Math.max(months.size, 1)
}

const earnsNow = (facts: Facts, policy: Policy, day: Day): boolean =>
  (lastInsuredMonth(facts) ?? '') >= addMonths(monthOf(day), -RECENT_MONTHS) ||
  (pensionOn(facts, day)?.monthlyFen ?? 0) >= livingStandard(policy)

/** `社保折合月均7,000元，占家庭收入100%`, or that nothing is known. */
export const shareText = ({ share, unseen }: LostBreadwinner, monthly: string): string => {
  if (share !== null) return `此前社保折合月均${monthly}，占家庭已知收入${Math.round(share * 100)}%`
  return unseen.length === 0 ? '家中已无其他劳动力' : `生前未见正式收入（可能灵活就业），${unseenText(unseen)}`
}
