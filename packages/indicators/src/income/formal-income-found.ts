import {
  addMonths,
  type ChangeEventType,
  type Day,
  type EvidenceFact,
  type FeedId,
  type Month,
  monthOf,
} from '@shouwang/contracts'
import {
  coveredThrough,
  evidence,
  lastEarningsMonth,
  livingMembersFacts,
  type Member,
  monthlyEarnings,
  type Profile,
} from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { clear, type Fires, type Indicator } from '../indicator.ts'
import { type CountedFamily, countedFamilies } from '../readings/counted-family.ts'
import { netWage } from '../readings/counted-income.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { listingText } from '../wording/programme-text.ts'
import { yuanText } from '../wording/yuan-text.ts'

const workFacts = ['IncomeReported', 'SocialInsurancePaid'] as const satisfies readonly ChangeEventType[]
const workFeeds = [
  'social-insurance',
  'income-tax',
  'housing-fund',
  'public-payroll',
] as const satisfies readonly FeedId[]

/**
 * 参保/公积金/个税/财政供养: what those counted for a roll line earn by work, as social insurance, tax, housing fund or payroll
 * tell of it, less the cost of having work, comes per head to the standard (for 边缘 to its multiple) in each of the last
 * months. New wages stop nothing: a grace period (渐退期) comes first.
 * Source: 浙江省社会救助条例第五十条、湖北比对 (docs/domain.md §1.2, S2, S57).
 */
export const formalIncomeFound: Indicator = {
  id: 'formal-income-found',
  name: '参保/公积金/个税/财政供养',
  direction: 'wrong',
  class: 'dynamics',
  level: 'yellow',
  dimensions: { income: 50 },
  source: '浙江省社会救助条例第五十条；湖北省社会救助核对清退',
  reads: [...workFacts, ...livingMembersFacts],
  quietWithout: ['AssistanceListed'],
  standards: ['dibao/monthly-standard'],
  parameters: [
    'dibao/monthly-standard',
    'edge/income-multiple',
    'formal-income-found/months',
    'grace/months',
    'grace/income-cap-standards',
    'income/employment-cost-ratio',
  ],
  programmes: ['dibao', 'edge', 'employment-aid'],
  judge: (profile, policy, day) => {
    const through = workKnownThrough(profile, day) ?? monthOf(day)
    for (const family of countedFamilies(profile, day)) {
      const last = lastMonth(family.members, day)
      if (last === null || last < addMonths(through, -1) || !reachesLimit(family, policy, last)) continue
      if (last >= addMonths(monthOf(day), -STALE_MONTHS)) return firing(family, policy, last)
      return { status: 'unknown', missing: [`${last}以后的社保缴费等收入数据`], awaits: ['social-insurance'] }
    }
    return clear
  },
}

/** After so many months without a delivery, the last month known says nothing of today. */
const STALE_MONTHS = 3

const workKnownThrough = ({ coverage }: Profile, day: Day): Month | null =>
  workFeeds.reduce<Month | null>((last, feed) => {
    const through = coveredThrough(coverage, feed, day)
    return through !== null && (last === null || through > last) ? through : last
  }, null)

const lastMonth = (members: readonly Member[], day: Day): Month | null => {
  let last: Month | null = null
  for (const { facts } of members) {
    const month = lastEarningsMonth(facts)
    if (month !== null && month <= monthOf(day) && (last === null || month > last)) last = month
  }
  return last
}

const perHeadFen = ({ members }: CountedFamily, policy: Policy, month: Month): number => {
  const sum = members.reduce((total, { facts }) => total + netWage(monthlyEarnings(facts, month) ?? 0, policy), 0)
  return Math.floor(sum / members.length)
}

const limitFen = ({ listing }: CountedFamily, policy: Policy): number => {
  const multiple = listing.data.programme === 'edge' ? policy.number('edge/income-multiple').value : 1
  return Math.round(policy.number('dibao/monthly-standard').value * multiple)
}

const reachesLimit = (family: CountedFamily, policy: Policy, last: Month): boolean => {
  const months = policy.number('formal-income-found/months').value
  const limit = limitFen(family, policy)
  for (let back = 0; back < months; back++) if (perHeadFen(family, policy, addMonths(last, -back)) < limit) return false
  return true
}

/** What tells most of a month's earnings, with what caseworkers call it. */
const tellingOf = ({ person, facts }: Member, month: Month) => {
  const insured = (facts.SocialInsurancePaid ?? []).map((fact) => ({
    fen: fact.data.baseFen,
    month: fact.data.month,
    payer: fact.data.employer,
    text: `由单位参保缴费（基数${yuanText(fact.data.baseFen)}）`,
    provider: fact.provider,
    evidence: evidence(person, 'SocialInsurancePaid', fact),
  }))
  const reported = (facts.IncomeReported ?? []).map((fact) => ({
    fen: fact.data.amountFen,
    month: fact.data.month,
    payer: fact.data.payer,
    text: `${officeText[fact.data.source]}（${yuanText(fact.data.amountFen)}）`,
    provider: fact.provider,
    evidence: evidence(person, 'IncomeReported', fact),
  }))
  return [...insured, ...reported]
    .filter((told) => told.month === month)
    .reduce((most, told) => (told.fen > most.fen ? told : most))
}

const officeText = { tax: '有工资薪金个税申报', 'housing-fund': '由单位缴存公积金', payroll: '由财政发放工资' } as const

const firstMonth = ({ facts }: Member, last: Month): Month =>
  workFacts
    .flatMap((type) => (facts[type] ?? []).map(({ data }) => data.month))
    .reduce((first, month) => (month < first ? month : first), last)

const firing = (family: CountedFamily, policy: Policy, last: Month): Fires => {
  const { members, listing, holder } = family
  const earned = ({ facts }: Member) => monthlyEarnings(facts, last) ?? 0
  const earner = members.reduce((most, member) => (earned(member) > earned(most) ? member : most))
  const told = tellingOf(earner, last)
  const seen = perHeadFen(family, policy, last)
  const limit = limitFen(family, policy)
  return {
    status: 'fires',
    confidence: told.payer === null ? 0.6 : 0.85,
    person: earner.person,
    reason: `${told.provider}：{${earner.person}}至${last}${told.text}，扣除就业成本后折合人均${yuanText(seen)}/月，不低于${yuanText(limit)}，现仍在${listingText(listing)}`,
    observations: [
      heldAgainst(policy.number('dibao/monthly-standard'), {
        label: '人均参保收入',
        observed: seen,
        threshold: limit,
        unit: 'fen',
      }),
      shownOnly({ label: '起始缴费月', observed: firstMonth(earner, last), unit: 'text' }),
    ],
    facts: [told.evidence, evidence(holder, 'AssistanceListed', listing)] satisfies EvidenceFact[],
    advice: [
      graceAdvice(earned(earner), policy),
      '缴费基数不等于实发工资：核实工资单，由本人代缴、公益性岗位的另行判断',
    ],
  }
}

/** New wages up to so many standards do not count while the grace period lasts. */
const graceAdvice = (earnedFen: number, policy: Policy): string => {
  const months = policy.number('grace/months').value
  const capFen = Math.round(
    policy.number('dibao/monthly-standard').value * policy.number('grace/income-cap-standards').value,
  )
  return earnedFen <= capFen
    ? `新就业的先进入渐退期（当地${months}个月），不得自动停保`
    : `新就业的先进入渐退期（当地${months}个月，月收入不超过${yuanText(capFen)}的部分不计），不得自动停保`
}
