import { addDays, type Day, daysBetween } from '@shouwang/contracts'
import { evidence, livingMembers, livingMembersFacts } from '@shouwang/household'
import { clear, type Indicator, type Unknown } from '../indicator.ts'
import { lastOnCard, onCard, paidByCard } from '../readings/card-payments.ts'
import { firstListed } from '../readings/counted-family.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { listingText } from '../wording/programme-text.ts'

const waitDays = 'allowance-not-paid/days'

/**
 * 在册未发放: a family is on the roll with an amount, and no payment has reached a card of the family since, although the card's
 * files were delivered after the days named. Source: 一卡通对账、政策落实类指标 (docs/domain.md §3.1, S85).
 */
export const allowanceNotPaid: Indicator = {
  id: 'allowance-not-paid',
  name: '在册未发放',
  direction: 'missed',
  class: 'delivery',
  level: 'yellow',
  dimensions: { expenditure: 45 },
  source: '西安市政策落实类指标；惠民惠农补贴一卡通对账',
  inUse: 'in-use/allowance-not-paid',
  reads: ['SubsidyPaid', ...livingMembersFacts],
  quietWithout: ['AssistanceListed'],
  parameters: [waitDays],
  programmes: ['temporary-relief'],
  judge: (profile, policy, day) => {
    const listed = firstListed(profile, livingMembers(profile, day), day, paidByCard)
    if (listed === null || listed.listing.data.householdMonthlyFen === 0) return clear
    const { holder, listing } = listed
    const { programme, from } = listing.data
    const card = onCard[programme as keyof typeof onCard]
    if (from === null || lastOnCard(profile.members, card, day) !== null) return clear
    const days = policy.number(waitDays)
    const dueOn: Day = addDays(from, days.value)
    if (dueOn > day) return { status: 'clear', reviewOn: dueOn }
    const delivered = profile.coverage('subsidy-card')
    if (delivered === undefined || delivered.day < dueOn) return awaitingCard
    return {
      status: 'fires',
      confidence: 0.7,
      person: holder,
      reason: `民政、财政：{${holder}}自${from}起在${listingText(listing)}，一卡通发放数据（截至${delivered.day}）没有一笔发放`,
      observations: [
        heldAgainst(days, {
          label: '享受至今天数',
          observed: daysBetween(from, day),
          threshold: days.value,
          unit: 'days',
        }),
        shownOnly({ label: '发放数据截至', observed: delivered.day, unit: 'day' }),
      ],
      facts: [evidence(holder, 'AssistanceListed', listing)],
      advice: ['查账户、卡折和发放名单：常见的是卡注销、户名不符或发到别人卡上；补发并告知家庭'],
    }
  },
}

const awaitingCard: Unknown = { status: 'unknown', missing: ['一卡通补贴发放数据'], awaits: ['subsidy-card'] }
