import { addMonths, type Day, type Month, monthOf } from '@shouwang/contracts'
import {
  coveredThrough,
  evidence,
  type KnownFact,
  lastInsuredMonth,
  livingMembersFacts,
  type Member,
  monthlyBase,
} from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import type { Fires, Indicator } from '../indicator.ts'
import { type CountedFamily, countedFamilies } from '../readings/counted-family.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { listingText } from '../wording/programme-text.ts'
import { yuanText } from '../wording/yuan-text.ts'

/**
 * 参保收入超标: the contribution bases of those counted for a roll line come, per head, to the standard (for 边缘 to
 * its multiple) in each of the last months. New wages stop nothing: a grace period (渐退期) comes first.
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
  reads: ['SocialInsurancePaid', ...livingMembersFacts],
  quietWithout: ['AssistanceListed'],
  standards: ['dibao/monthly-standard'],
  parameters: ['dibao/monthly-standard', 'edge/income-multiple', 'formal-income-found/months', 'grace/months'],
  programmes: ['dibao', 'edge', 'employment-aid'],
  judge: (profile, policy, day) => {
    const through = coveredThrough(profile.coverage, 'social-insurance', day) ?? monthOf(day)
    for (const family of countedFamilies(profile, day)) {
      const last = lastMonth(family.members, day)
      if (last === null || last < addMonths(through, -1) || !reachesLimit(family, policy, last)) continue
      if (last >= addMonths(monthOf(day), -STALE_MONTHS)) return firing(family, policy, last)
      return { status: 'unknown', missing: [`${last}以后的社保缴费`], awaits: ['social-insurance'] }
    }
    return { status: 'clear' }
  },
}

/** After so many months without a delivery, the last month known says nothing of today. */
const STALE_MONTHS = 3

const lastMonth = (members: readonly Member[], day: Day): Month | null => {
  let last: Month | null = null
  for (const { facts } of members) {
    const month = lastInsuredMonth(facts)
    if (month !== null && month <= monthOf(day) && (last === null || month > last)) last = month
  }
  return last
}

const perHeadFen = ({ members }: CountedFamily, month: Month): number =>
  Math.floor(members.reduce((sum, { facts }) => sum + (monthlyBase(facts, month) ?? 0), 0) / members.length)

const limitFen = ({ listing }: CountedFamily, policy: Policy): number => {
  const multiple = listing.data.programme === 'edge' ? policy.number('edge/income-multiple').value : 1
  return Math.round(policy.number('dibao/monthly-standard').value * multiple)
}

const reachesLimit = (family: CountedFamily, policy: Policy, last: Month): boolean => {
  const months = policy.number('formal-income-found/months').value
  const limit = limitFen(family, policy)
  for (let back = 0; back < months; back++) if (perHeadFen(family, addMonths(last, -back)) < limit) return false
  return true
}

const firing = (family: CountedFamily, policy: Policy, last: Month): Fires => {
  const { members, listing, holder } = family
  const base = ({ facts }: Member) => monthlyBase(facts, last) ?? 0
  const earner = members.reduce((most, member) => (base(member) > base(most) ? member : most))
  const paid = (earner.facts.SocialInsurancePaid ?? []).filter(({ data }) => data.month <= last)
  const latest = paid.find(({ data }) => data.month === last) as KnownFact<'SocialInsurancePaid'>
  const seen = perHeadFen(family, last)
  const limit = limitFen(family, policy)
  const grace = policy.number('grace/months').value
  return {
    status: 'fires',
    confidence: latest.data.employer === null ? 0.6 : 0.85,
    person: earner.person,
    reason: `${latest.provider}：{${earner.person}}至${last}由单位参保缴费（基数${yuanText(base(earner))}），折合人均${yuanText(seen)}/月，不低于${yuanText(limit)}，现仍在${listingText(listing)}`,
    observations: [
      heldAgainst(policy.number('dibao/monthly-standard'), {
        label: '人均参保收入',
        observed: seen,
        threshold: limit,
        unit: 'fen',
      }),
      shownOnly({ label: '起始缴费月', observed: paid.map(({ data }) => data.month).sort()[0] ?? last, unit: 'text' }),
    ],
    facts: [evidence(earner.person, 'SocialInsurancePaid', latest), evidence(holder, 'AssistanceListed', listing)],
    advice: [
      `新就业的先进入渐退期（当地${grace}个月），不得自动停保`,
      '缴费基数不等于实发工资：核实工资单，由本人代缴、公益性岗位的另行判断',
    ],
  }
}
