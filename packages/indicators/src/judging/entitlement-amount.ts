import { ageOn, type Day, type Entitlement, type PersonId } from '@shouwang/contracts'
import { livingMembers, member, type Profile } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import type { CountedIncome } from '../readings/counted-income.ts'
import { unseenText } from '../readings/income-band.ts'
import { incomeSeen } from '../readings/income-seen.ts'

/**
 * What a programme would pay a month, in 分; null where it pays no monthly sum, or where too little of the income is
 * known to compute one.
 */
export const monthlyAmount = (
  { programme, person }: Pick<Entitlement, 'programme' | 'person'>,
  profile: Profile,
  policy: Policy,
  day: Day,
): number | null => {
  const standard = policy.number('dibao/monthly-standard').value
  switch (programme) {
    case 'dibao':
      return topUp(standard * livingMembers(profile, day).length, knownIncome(profile, policy, day)?.perMonthFen)
    case 'dibao_single':
      return person === null ? null : topUp(standard, incomeOf(knownIncome(profile, policy, day), person))
    case 'tekun':
      return Math.round(standard * policy.number('tekun/living-multiple').value)
    case 'disability-living':
      return policy.number('disability-subsidy/living-monthly').value
    case 'elder-allowance':
      return person === null ? null : elderAllowance(member(profile, person)?.birthDate ?? null, policy, day)
    default:
      return null
  }
}

/**
 * 补差: the standard for all members less all their income, rounded up to a whole 元 once, at the end, so that no
 * decimal tail of a per-head figure adds one. Null when the income is not known.
 */
export const topUp = (standardFen: number, incomeFen: number | undefined): number | null =>
  incomeFen === undefined ? null : Math.max(0, Math.ceil((standardFen - incomeFen) / 100) * 100)

const knownIncome = (profile: Profile, policy: Policy, day: Day): CountedIncome | null => {
  const { income, awaits } = incomeSeen(profile, policy, day)
  return awaits.length === 0 ? income : null
}

/** What an amount that hangs on income does not count, as a sentence; empty where it counts everybody. */
export const uncountedText = (
  { programme, person }: Pick<Entitlement, 'programme' | 'person'>,
  profile: Profile,
  policy: Policy,
  day: Day,
): string => {
  if (programme !== 'dibao' && programme !== 'dibao_single') return ''
  const { unseen, awaits } = incomeSeen(profile, policy, day)
  const about = programme === 'dibao' ? unseen : unseen.filter((each) => each === person)
  return awaits.length > 0 || about.length === 0 ? '' : `金额未计入：${unseenText(about)}，以核对结果为准。`
}

const incomeOf = (income: CountedIncome | null, person: PersonId): number | undefined =>
  income?.sources.reduce((sum, source) => (source.person === person ? sum + source.monthlyFen : sum), 0)

const elderAllowance = (birthDate: Day | null, policy: Policy, day: Day): number | null => {
  if (birthDate === null) return null
  const age = ageOn(birthDate, day)
  if (age < policy.number('elder-allowance/start-age').value) return null
  if (age >= 100) return policy.number('elder-allowance/monthly-from-100').value
  return policy.number(age >= 90 ? 'elder-allowance/monthly-from-90' : 'elder-allowance/monthly-from-80').value
}
