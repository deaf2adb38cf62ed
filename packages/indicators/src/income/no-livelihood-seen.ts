import type { ChangeEventType, Day, FeedId } from '@shouwang/contracts'
import {
  coverageStatus,
  livingAllowances,
  livingMembers,
  livingMembersFacts,
  type Member,
  type Profile,
} from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { clear, type Fires, type Indicator, type Unknown } from '../indicator.ts'
import { assetNumbers, hasHoldings } from '../readings/asset-limits.ts'
import { countedIncomeFacts, countedIncomeNumbers } from '../readings/counted-income.ts'
import { dependantNumbers, dependantsOf, dependantsText, incapacityOf } from '../readings/dependants.ts'
import { hardshipSignFacts, hardshipSignNumbers, hardshipSigns } from '../readings/hardship-signs.ts'
import { incomeAwaited } from '../readings/income-band.ts'
import { incomeSeen, incomeSeenFacts } from '../readings/income-seen.ts'
import { sureOfNeed, sureOfNeedFacts, sureOfNeedNumbers } from '../readings/sure-of-need.ts'
import { surelyEarns, surelyEarnsNumbers } from '../readings/surely-earns.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { yuanText } from '../wording/yuan-text.ts'

const standard = 'dibao/monthly-standard'

/**
 * 未见任何生计来源: one adult alone could work, for himself or for others too, and no office sees what he lives on: neither a
 * wage, a contribution, a pension nor a benefit, and no vehicle, business or second home either; the family is on no living
 * allowance. Any one of these missing tells little; that all are missing does. Where other signs of need come together,
 * `income-below-standard` tells it with them, and one finding is not told twice. Source: 监测预警多维研判 (docs/domain.md
 * §2.1, S58), 社会救助暂行办法第九条 (S1).
 */
export const noLivelihoodSeen: Indicator = {
  id: 'no-livelihood-seen',
  name: '未见任何生计来源',
  direction: 'missed',
  class: 'discovery',
  level: 'yellow',
  dimensions: { income: 70, household: 60 },
  source: '社会救助暂行办法第九条；低收入人口动态监测多维度研判研究',
  reads: [
    ...new Set<ChangeEventType>([
      'BusinessRegistered',
      'PropertyRegistered',
      ...livingMembersFacts,
      ...countedIncomeFacts,
      ...hardshipSignFacts,
      ...incomeSeenFacts,
      ...sureOfNeedFacts,
    ]),
  ],
  standards: [standard],
  parameters: [
    standard,
    ...assetNumbers,
    ...countedIncomeNumbers,
    ...dependantNumbers,
    ...hardshipSignNumbers,
    ...surelyEarnsNumbers,
    ...sureOfNeedNumbers,
  ],
  programmes: ['dibao', 'temporary-relief', 'employment-aid'],
  quietEarning: (policy) => policy.number(standard).value,
  judge: (profile, policy, day) => {
    const standardFen = policy.number(standard).value
    if (surelyEarns(profile, policy, day, standardFen)) return clear
    const sole = soleOf(profile, policy, day)
    if (sole === null) return clear
    const seen = incomeSeen(profile, policy, day)
    const { income, unseen, awaits } = seen
    if (income.declaration !== null) return { status: 'clear', reviewOn: income.declaration.endsOn }
    if (income.perHeadFen >= standardFen || hasHoldings(profile, policy, day)) return clear
    if (awaits.length > 0) return incomeAwaited(seen)
    if (!unseen.includes(sole.person)) return clear
    if (hardshipSigns(profile, policy, day) !== null) return clear
    const covered = coverageStatus(profile, day, livingAllowances)
    if (covered === 'listed') return clear
    return lacking(profile, covered) ?? firing(profile, sole, income.perHeadFen, policy, day)
  },
}

/** Who alone could work, and how old he is; null where nobody could, more than one, or nobody's age tells. */
const soleOf = (profile: Profile, policy: Policy, day: Day): Member | null => {
  let sole: Member | null = null
  for (const member of livingMembers(profile, day)) {
    if (incapacityOf(member, policy, day) !== null) continue
    if (sole !== null || member.birthDate === null) return null
    sole = member
  }
  return sole
}

const awaited = {
  'vehicle-register': '机动车登记',
  'business-reg': '市场主体登记',
  'assistance-roll': '救助名册',
  'resident-register': '户籍登记，不知道与谁共同生活',
} as const satisfies Partial<Record<FeedId, string>>

/** Nothing held is known only where the registers that would tell of it were delivered. */
const lacking = ({ coverage, household }: Profile, covered: 'not-listed' | 'unknown'): Unknown | null => {
  const awaits: (keyof typeof awaited)[] = (['vehicle-register', 'business-reg'] as const).filter(
    (feed) => coverage(feed) === undefined,
  )
  if (covered === 'unknown') awaits.push('assistance-roll')
  if (household.startsWith('~')) awaits.push('resident-register')
  return awaits.length === 0 ? null : { status: 'unknown', missing: awaits.map((feed) => awaited[feed]), awaits }
}

const firing = (profile: Profile, { person }: Member, perHeadFen: number, policy: Policy, day: Day): Fires => {
  const rule = policy.number(standard)
  const members = livingMembers(profile, day)
  const dependants = dependantsText(dependantsOf(members, policy, day))
  const lives = members.length === 1 ? '独自生活' : `全家${members.length}人只有一人能劳动`
  const cares = dependants === '' ? '' : `，家中有${dependants}`
  const sum = perHeadFen === 0 ? '' : `，全家计入人均月收入仅${yuanText(perHeadFen)}`
  return {
    status: 'fires',
    confidence: sureOfNeed(0.5, profile, policy, day),
    person,
    reason: `多部门：{${person}}${lives}${cares}，社保、个税、养老金、失业金均无其记录，名下无车辆、经营和第二套住房${sum}，未在保`,
    observations: [
      heldAgainst(rule, { label: '人均月收入', observed: perHeadFen, threshold: rule.value, unit: 'fen' }),
      shownOnly({ label: '家庭人口', observed: members.length, unit: 'count' }),
    ],
    facts: [],
    advice: ['先问做什么活、靠什么生活；在外务工、灵活就业的记下收入，确无生计的协助申请低保，能劳动的一并转就业援助'],
  }
}
