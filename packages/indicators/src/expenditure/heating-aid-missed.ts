import { addDays, type Day } from '@shouwang/contracts'
import { evidence, type Facts, livingMembers, livingMembersFacts } from '@shouwang/household'
import { clear, type Indicator, type Unknown } from '../indicator.ts'
import { firstListed } from '../readings/counted-family.ts'
import { lowIncome } from '../readings/low-income.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { listingText } from '../wording/programme-text.ts'

const urban = 'heating/urban-yearly'
const rural = 'heating/rural-yearly'
const grace = 'heating-aid-missed/grace-days'
/** When the heating season begins and ends, and since when a payment may be for it, as month and day. */
const season = { begins: '10-15', ends: '03-31', paidFrom: '09-01' } as const
const words = /取暖|采暖|供暖/

/**
 * 取暖救助未落实: at a place that states a heating aid, a family on a programme of low income has been paid none of it once the
 * season has run for the days named. Source: 民政部十七省取暖救助 (docs/domain.md §10).
 */
export const heatingAidMissed: Indicator = {
  id: 'heating-aid-missed',
  name: '取暖救助未落实',
  direction: 'missed',
  class: 'need',
  level: 'blue',
  dimensions: { expenditure: 25 },
  source: '民政部 2026-01-29（十七省取暖救助覆盖边缘和刚性支出困难家庭）',
  from: '2026-01-29',
  inUse: 'in-use/heating-aid-missed',
  reads: ['AidGiven', 'SubsidyPaid', ...livingMembersFacts],
  quietWithout: ['AssistanceListed'],
  parameters: [urban, rural, grace],
  programmes: ['heating-aid'],
  judge: (profile, policy, day) => {
    const aid = policy.standard(urban) ?? policy.standard(rural)
    if (aid === null) return clear
    const listed = firstListed(profile, livingMembers(profile, day), day, lowIncome)
    if (listed === null) return clear
    const days = policy.number(grace)
    const began = seasonOf(day)
    const dueOn = addDays(began, days.value)
    if (dueOn > day) return { status: 'clear', reviewOn: dueOn }
    if (day > endOf(began)) return { status: 'clear', reviewOn: addDays(nextSeason(began), days.value) }
    const paidFrom = `${began.slice(0, 4)}-${season.paidFrom}`
    if (profile.members.some(({ facts }) => wasHelped(facts, paidFrom, day)))
      return { status: 'clear', reviewOn: addDays(nextSeason(began), days.value) }
    const delivered = profile.coverage('subsidy-card')
    if (delivered === undefined || delivered.day < dueOn) return awaitingCard
    const { holder, listing } = listed
    return {
      status: 'fires',
      confidence: 0.6,
      person: holder,
      reason: `民政、财政：{${holder}}一家在${listingText(listing)}，${began}起的采暖季未见取暖补助发放（发放数据截至${delivered.day}）`,
      observations: [
        heldAgainst(days, { label: '采暖季开始日期', observed: began, threshold: null, unit: 'day' }),
        shownOnly({ label: '发放数据截至', observed: delivered.day, unit: 'day' }),
      ],
      facts: [evidence(holder, 'AssistanceListed', listing)],
      advice: ['查是否已列入本采暖季名单；漏列的补发，问清家里怎么取暖、够不够、安不安全'],
      reviewOn: addDays(endOf(began), 1),
    }
  },
}

const awaitingCard: Unknown = { status: 'unknown', missing: ['一卡通补贴发放数据'], awaits: ['subsidy-card'] }

/** The beginning of the season that has begun last. */
const seasonOf = (day: Day): Day => {
  const year = Number(day.slice(0, 4))
  return `${day.slice(5) >= season.begins ? year : year - 1}-${season.begins}`
}
const nextSeason = (began: Day): Day => `${Number(began.slice(0, 4)) + 1}-${season.begins}`
const endOf = (began: Day): Day => `${Number(began.slice(0, 4)) + 1}-${season.ends}`

const wasHelped = (facts: Facts, from: Day, day: Day): boolean =>
  (facts.SubsidyPaid ?? []).some(({ data }) => data.paidOn >= from && data.paidOn <= day && words.test(data.item)) ||
  (facts.AidGiven ?? []).some(({ data }) => data.programme === 'heating-aid' && data.day >= from && data.day <= day)
