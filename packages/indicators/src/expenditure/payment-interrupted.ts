import { addDays, daysBetween } from '@shouwang/contracts'
import { evidence, livingMembers, livingMembersFacts } from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { lastOnCard, onCard, paidByCard } from '../readings/card-payments.ts'
import { firstListed } from '../readings/counted-family.ts'
import { heldAgainst } from '../wording/held-against.ts'
import { listingText } from '../wording/programme-text.ts'

const gapDays = 'payment-interrupted/days'

/**
 * 发放中断: a family that is still on the roll was paid by card before, and since its last payment more than the days named had
 * passed when the card's files were delivered last. Source: 一卡通对账 (docs/domain.md §3.1, S85).
 */
export const paymentInterrupted: Indicator = {
  id: 'payment-interrupted',
  name: '发放中断',
  direction: 'missed',
  class: 'delivery',
  level: 'yellow',
  dimensions: { expenditure: 45 },
  source: '惠民惠农补贴一卡通对账；救助资金按月发放',
  inUse: 'in-use/payment-interrupted',
  reads: ['SubsidyPaid', ...livingMembersFacts],
  quietWithout: ['SubsidyPaid'],
  parameters: [gapDays],
  programmes: ['temporary-relief'],
  judge: (profile, policy, day) => {
    const living = livingMembers(profile, day)
    const listed = firstListed(profile, living, day, paidByCard)
    const delivered = listed === null ? undefined : profile.coverage('subsidy-card')
    if (listed === null || delivered === undefined) return clear
    const { holder, listing } = listed
    const last = lastOnCard(profile.members, onCard[listing.data.programme as keyof typeof onCard], day)
    const days = policy.number(gapDays)
    if (last === null || delivered.day <= addDays(last.fact.data.paidOn, days.value)) return clear
    const { paidOn, item } = last.fact.data
    return {
      status: 'fires',
      confidence: 0.7,
      person: holder,
      reason: `民政、财政：{${holder}}仍在${listingText(listing)}，${item}最近一笔发放在${paidOn}，此后到${delivered.day}未再发放`,
      observations: [
        heldAgainst(days, {
          label: '停发天数',
          observed: daysBetween(paidOn, delivered.day),
          threshold: days.value,
          unit: 'days',
        }),
      ],
      facts: [evidence(holder, 'AssistanceListed', listing), evidence(last.person, 'SubsidyPaid', last.fact)],
      advice: ['先查是不是发放批次晚了；个别停发的查账户和状态，补发并告知'],
    }
  },
}
