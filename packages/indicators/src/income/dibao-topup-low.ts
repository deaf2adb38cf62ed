import type { ChangeEventType } from '@shouwang/contracts'
import { evidence, listingsOn, livingMembers, livingMembersFacts } from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { firstListed } from '../readings/counted-family.ts'
import { countedIncomeFacts, countedIncomeNumbers } from '../readings/counted-income.ts'
import { dependantNumbers } from '../readings/dependants.ts'
import { incomeSeen, incomeSeenFacts } from '../readings/income-seen.ts'
import { nextMonth } from '../readings/income-share.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { listingText } from '../wording/programme-text.ts'
import { yuanText } from '../wording/yuan-text.ts'

const standard = 'dibao/monthly-standard'
const leastGap = 'dibao-topup-low/least-gap'

/**
 * 低保补差偏低: everybody's income in a family on 低保 is seen, all of them are on its roll line, and the top-up is less than
 * the standard times heads less that income, by more than the gap named. Not where rural families are paid by tiers.
 * Source: 补差计算 (docs/domain.md §1.2, S11).
 */
export const dibaoTopupLow: Indicator = {
  id: 'dibao-topup-low',
  name: '低保补差偏低',
  direction: 'missed',
  class: 'need',
  level: 'blue',
  dimensions: { income: 35 },
  source: '最低生活保障审核确认办法（补差发放）',
  inUse: 'in-use/dibao-topup-low',
  reads: [...new Set<ChangeEventType>([...livingMembersFacts, ...countedIncomeFacts, ...incomeSeenFacts])],
  quietWithout: ['AssistanceListed'],
  standards: [standard],
  parameters: [standard, leastGap, 'dibao/rural-tier-low', ...countedIncomeNumbers, ...dependantNumbers],
  programmes: ['dibao'],
  judge: (profile, policy, day) => {
    const living = livingMembers(profile, day)
    const listed = firstListed(profile, living, day, ['dibao'])
    if (listed === null || listed.listing.data.householdMonthlyFen === 0) return clear
    const { holder, listing } = listed
    const isTogether = living.every(({ facts }) =>
      listingsOn(facts, profile.coverage, day, ['dibao']).some(({ data }) => data.rollNo === listing.data.rollNo),
    )
    if (!isTogether || policy.standard('dibao/rural-tier-low') !== null) return clear
    const { income, unseen, awaits, confidence } = incomeSeen(profile, policy, day)
    if (unseen.length > 0 || awaits.length > 0) return { status: 'clear', reviewOn: nextMonth(day) }
    const perHead = policy.number(standard)
    const gap = policy.number(leastGap)
    const dueFen = perHead.value * living.length - income.perMonthFen
    const paidFen = listing.data.householdMonthlyFen
    if (dueFen - paidFen < gap.value) return { status: 'clear', reviewOn: nextMonth(day) }
    return {
      status: 'fires',
      confidence: confidence * 0.8,
      person: holder,
      reason: `${listing.provider}：{${holder}}一家${living.length}人在${listingText(listing)}，计入月收入${yuanText(income.perMonthFen)}，按标准${yuanText(perHead.value)}应补差${yuanText(dueFen)}，少${yuanText(dueFen - paidFen)}`,
      observations: [
        heldAgainst(gap, { label: '月补差少发', observed: dueFen - paidFen, threshold: gap.value, unit: 'fen' }),
        heldAgainst(perHead, { label: '月补差应发', observed: dueFen, threshold: null, unit: 'fen' }),
        shownOnly({ label: '家庭人数', observed: living.length, unit: 'count' }),
      ],
      facts: [evidence(holder, 'AssistanceListed', listing)],
      advice: ['先看有没有没进系统的收入或赡养费；确实少发的重新核算，从核定之月起调整'],
      reviewOn: nextMonth(day),
    }
  },
}
