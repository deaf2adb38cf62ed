import { ageOn, type Day, type Entitlement, type PersonId } from '@shouwang/contracts'
import { currentDisability, livingMembers, type Member, member, type Profile } from '@shouwang/household'
import { type NumberId, type Policy, type Rule, standardName } from '@shouwang/policy'
import type { CountedIncome } from '../readings/counted-income.ts'
import { unseenText } from '../readings/income-band.ts'
import { incomeSeen } from '../readings/income-seen.ts'
import { byAreaText } from '../wording/standard-text.ts'

/** What a programme would pay a month, in 分, and what is to be said of the sum, or of why none is named. */
export type Amount = { readonly monthlyFen: number | null; readonly remark: string }

/**
 * What a programme would pay a month; null where it pays no monthly sum, where too little of the income is known to compute
 * one, or where no standard that was published for the place says how much.
 */
export const monthlyAmount = (
  { programme, person }: Pick<Entitlement, 'programme' | 'person'>,
  profile: Profile,
  policy: Policy,
  day: Day,
): Amount => {
  const of = (id: NumberId, sum: (standardFen: number) => number | null): Amount =>
    amountBy(policy.standard(id), id, sum)
  const about = person === null ? undefined : member(profile, person)
  switch (programme) {
    case 'dibao':
      return of('dibao/monthly-standard', (standard) =>
        topUp(standard * livingMembers(profile, day).length, knownIncome(profile, policy, day)?.perMonthFen),
      )
    case 'dibao_single':
      return of('dibao/monthly-standard', (standard) =>
        person === null ? null : topUp(standard, incomeOf(knownIncome(profile, policy, day), person)),
      )
    case 'tekun':
      return of('tekun/living-monthly', asStated)
    case 'orphan':
      return of('orphan/monthly', asStated)
    case 'disability-living':
      return of(livingSubsidy(about, policy), asStated)
    case 'elder-allowance':
      return elderAllowance(about?.birthDate ?? null, policy, day)
    default:
      return none
  }
}

const none: Amount = { monthlyFen: null, remark: '' }
const asStated = (fen: number): number => fen

/** An amount by one standard of the place, which has to be entered, published, and the same wherever the family may live. */
const amountBy = (rule: Rule | null, id: NumberId, sum: (standardFen: number) => number | null): Amount => {
  const name = rule?.label ?? standardName(id)
  if (rule === null || rule.basis !== 'published')
    return { monthlyFen: null, remark: `本市尚未录入标准（${name}），不写金额。` }
  if (rule.byArea !== null)
    return {
      monthlyFen: null,
      remark: `${name}城乡不同（${byAreaText(rule.byArea)}），住在城镇还是农村未知，不写金额。`,
    }
  const monthlyFen = sum(rule.value)
  const ended = monthlyFen !== null && rule.runOut === 'ended'
  return { monthlyFen, remark: ended ? `金额按已过期的${name}计算，以最新文件为准。` : '' }
}

/** The subsidy by the level of the certificate where the place states it so, else the one for all. */
const livingSubsidy = (about: Member | undefined, policy: Policy): NumberId => {
  const level = about === undefined ? undefined : currentDisability(about.facts)?.data.level
  const byLevel = level === undefined ? undefined : livingSubsidyByLevel[level - 1]
  return byLevel !== undefined && policy.standard(byLevel) !== null ? byLevel : 'disability-subsidy/living-monthly'
}

const livingSubsidyByLevel = [
  'disability-subsidy/living-monthly-level-1',
  'disability-subsidy/living-monthly-level-2',
  'disability-subsidy/living-monthly-level-3',
  'disability-subsidy/living-monthly-level-4',
] as const satisfies readonly NumberId[]

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

const elderTiers = [
  { from: 100, id: 'elder-allowance/monthly-from-100' },
  { from: 90, id: 'elder-allowance/monthly-from-90' },
  { from: 80, id: 'elder-allowance/monthly-from-80' },
  { from: 70, id: 'elder-allowance/monthly-from-70' },
] as const satisfies readonly { from: number; id: NumberId }[]

const elderAllowance = (birthDate: Day | null, policy: Policy, day: Day): Amount => {
  if (birthDate === null) return none
  const age = ageOn(birthDate, day)
  const startAge = policy.standard('elder-allowance/start-age')
  if (startAge !== null && age < startAge.value) return none
  const tier = elderTiers.find(({ from }) => age >= from)
  return tier === undefined ? none : amountBy(policy.standard(tier.id), tier.id, asStated)
}

/** The numbers that amounts are computed from. */
export const amountNumbers = [
  'dibao/monthly-standard',
  'tekun/living-monthly',
  'orphan/monthly',
  'disability-subsidy/living-monthly',
  ...livingSubsidyByLevel,
  'elder-allowance/start-age',
  ...elderTiers.map(({ id }) => id),
] as const satisfies readonly NumberId[]
