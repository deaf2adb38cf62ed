import { ageOn, birthday, type ChangeEventType, type Day } from '@shouwang/contracts'
import {
  coverageStatus,
  evidence,
  livingAllowances,
  livingMembers,
  livingMembersFacts,
  type Member,
  type Profile,
} from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { type Clear, clear, type Fires, type Indicator, type Unknown } from '../indicator.ts'
import { assetNumbers, isOverAssetLimit } from '../readings/asset-limits.ts'
import {
  type CountedIncome,
  countedIncome,
  countedIncomeFacts,
  countedIncomeNumbers,
} from '../readings/counted-income.ts'
import { hasSevereDisability, incapacityOf } from '../readings/dependants.ts'
import { incomeFacts } from '../readings/income-band.ts'
import { nextMonth } from '../readings/income-share.ts'
import { belowPeriods, isLongBelowStandard } from '../readings/long-below-standard.ts'
import { ableSupporters, supporterFacts, supporterNumbers } from '../readings/supporters.ts'
import { levelOfNeed, sureOfNeed, sureOfNeedFacts, sureOfNeedNumbers, sureOfOld } from '../readings/sure-of-need.ts'
import { surelyEarns } from '../readings/surely-earns.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { yuanText } from '../wording/yuan-text.ts'

/**
 * 疑似特困: nobody in the household is able to work, what is seen of its income lies below the standard of 低保 for several periods running, no kin
 * able to support it is known, it owns no more than the asset rules allow, and nobody is on a living allowance. Children by themselves are asked of by the
 * indicators for orphans and unattended children, whose allowances come first.
 * Source: 特困人员认定办法 (docs/domain.md §1.1, S12).
 */
export const destituteCandidate: Indicator = {
  id: 'destitute-candidate',
  name: '疑似特困',
  direction: 'missed',
  class: 'discovery',
  level: 'orange',
  dimensions: { household: 50, income: 60, health: 30 },
  source: '特困人员认定办法',
  reads: [
    ...new Set<ChangeEventType>([
      'BusinessRegistered',
      'PropertyRegistered',
      ...supporterFacts,
      ...livingMembersFacts,
      ...countedIncomeFacts,
      ...sureOfNeedFacts,
    ]),
  ],
  standards: ['dibao/monthly-standard'],
  parameters: [
    'tekun/elder-age',
    belowPeriods,
    ...supporterNumbers,
    ...countedIncomeNumbers,
    ...sureOfNeedNumbers,
    ...assetNumbers,
  ],
  programmes: ['tekun', 'dibao'],
  silentEarning: (policy) => policy.number('dibao/monthly-standard').value,
  judge: (profile, policy, day) => {
    const members = livingMembers(profile, day)
    if (members.some((member) => incapacityOf(member, policy, day) === null)) return laterClear(members, policy, day)
    const candidate = members.find((member) => mayBeDestitute(member, policy, day))
    if (candidate === undefined) return clear
    const standardFen = policy.number('dibao/monthly-standard').value
    if (surelyEarns(profile, policy, day, standardFen)) return clear
    const income = countedIncome(profile, policy, day)
    if (income.perHeadFen >= standardFen || income.sources.some(({ monthlyFen }) => monthlyFen >= standardFen))
      return clear
    if (isOverAssetLimit(profile, policy, day)) return clear
    if (!isLongBelowStandard(profile, policy, day)) return { status: 'clear', reviewOn: nextMonth(day) }
    const covered = coverageStatus(profile, day, livingAllowances)
    if (covered === 'listed' || ableSupporters(profile, members, policy, day).length > 0) return clear
    const needed: WorkOrPension[] = [
      'pension-pay',
      ...(incapacityOf(candidate, policy, day) === 'severe' ? (['social-insurance'] as const) : []),
    ]
    return (
      unknown(
        profile,
        covered,
        needed.filter((feed) => !income.delivered.includes(feed)),
      ) ?? firing(candidate, income, profile, policy, day)
    )
  },
}

/** Of age, or severely disabled and no minor: children are asked of elsewhere. */
const mayBeDestitute = (member: Member, policy: Policy, day: Day): boolean => {
  const incapacity = incapacityOf(member, policy, day)
  if (incapacity === null || incapacity === 'minor') return false
  if (hasSevereDisability(member.facts, policy)) return true
  return member.birthDate !== null && ageOn(member.birthDate, day) >= policy.number('tekun/elder-age').value
}

type WorkOrPension = 'pension-pay' | 'social-insurance'

/** Someone who can work today grows old: where none of them works formally, look again when the last one is an elder. */
const laterClear = (members: readonly Member[], policy: Policy, day: Day): Clear => {
  if (members.some(({ facts }) => facts.SocialInsurancePaid !== undefined)) return clear
  let reviewOn: Day | null = null
  for (const member of members) {
    if (incapacityOf(member, policy, day) !== null) continue
    if (member.birthDate === null) return clear
    const elderOn = birthday(member.birthDate, policy.number('dependant/elder-age').value)
    if (reviewOn === null || elderOn > reviewOn) reviewOn = elderOn
  }
  return reviewOn === null ? clear : { status: 'clear', reviewOn }
}

const unknown = (
  { household }: Profile,
  covered: 'not-listed' | 'unknown',
  undelivered: readonly WorkOrPension[],
): Unknown | null => {
  const awaits: (keyof typeof awaitedNames)[] = [...undelivered]
  if (covered === 'unknown') awaits.push('assistance-roll')
  if (household.startsWith('~')) awaits.push('resident-register')
  if (awaits.length === 0) return null
  return { status: 'unknown', missing: awaits.map((feed) => awaitedNames[feed]), awaits }
}

const awaitedNames = {
  'pension-pay': '养老金发放',
  'social-insurance': '社保缴费',
  'assistance-roll': '救助名册',
  'resident-register': '户籍登记，不知道与谁共同生活',
} as const satisfies { readonly [Feed in WorkOrPension | 'assistance-roll' | 'resident-register']: string }

/** How sure need is of several who cannot work and of whom no able kin is known. */
const FEW_HAVE_SUPPORT = 0.5

const firing = (candidate: Member, income: CountedIncome, profile: Profile, policy: Policy, day: Day): Fires => {
  const standard = policy.number('dibao/monthly-standard')
  const { person, birthDate, facts } = candidate
  const age = birthDate === null ? '' : `${ageOn(birthDate, day)}岁`
  const severe = hasSevereDisability(facts, policy) ? '重残' : ''
  const alone = income.heads === 1
  const old = sureOfOld(profile, policy, day) ?? FEW_HAVE_SUPPORT
  const sure = old < FEW_HAVE_SUPPORT ? old : alone ? 0.7 : FEW_HAVE_SUPPORT
  const certain = sureOfNeed(sure, profile, policy, day)
  const seen =
    income.sources.length === 0 && income.perMonthFen === 0
      ? '未见任何收入'
      : `计入的月收入仅${yuanText(income.perMonthFen)}`
  const registered = facts.ResidentRegistered?.at(-1)
  const providers = [registered?.provider ?? '户籍', ...income.sources.map(({ fact }) => fact.provider)]
  return {
    status: 'fires',
    level: levelOfNeed(certain),
    confidence: certain,
    person,
    reason: `${[...new Set(providers)].join('、')}：{${person}}（${[age, severe].filter(Boolean).join('、')}）${alone ? '独自生活' : `全家${income.heads}人均无劳动能力`}，${seen}，未见有能力赡养、扶养的人，不在低保、特困名册`,
    observations: [
      heldAgainst(standard, {
        label: '人均月收入',
        observed: income.perHeadFen,
        threshold: standard.value,
        unit: 'fen',
      }),
      shownOnly({ label: '家庭人口', observed: income.heads, unit: 'count' }),
    ],
    facts: [
      ...incomeFacts(income),
      ...(registered === undefined ? [] : [evidence(person, 'ResidentRegistered', registered)]),
    ],
    advice: ['核实不同户的子女等赡养人有无能力，再评估特困；同步评估生活自理能力，确定照料护理档次'],
  }
}
