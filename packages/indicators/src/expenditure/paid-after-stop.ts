import { addDays } from '@shouwang/contracts'
import { coverageStatus, evidence, lastListing } from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { lastOnCard, onCard, paidByCard } from '../readings/card-payments.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { programmeText } from '../wording/programme-text.ts'
import { yuanText } from '../wording/yuan-text.ts'

const grace = 'paid-after-stop/grace-days'

/**
 * 停保后仍发放: the roll ended a family's allowance, and a payment reached its card after the days named since.
 * Source: 一卡通对账、政策落实类指标 (docs/domain.md §3.1, S85).
 */
export const paidAfterStop: Indicator = {
  id: 'paid-after-stop',
  name: '停保后仍发放',
  direction: 'wrong',
  class: 'delivery',
  level: 'yellow',
  dimensions: { expenditure: 45 },
  source: '西安市政策落实类指标；惠民惠农补贴一卡通对账',
  inUse: 'in-use/paid-after-stop',
  reads: ['AssistanceListed', 'SubsidyPaid'],
  quietWithout: ['SubsidyPaid'],
  parameters: [grace],
  programmes: ['dibao', 'tekun'],
  judge: (profile, policy, day) => {
    if (!profile.members.some(({ facts }) => facts.AssistanceListed !== undefined)) return clear
    const days = policy.number(grace)
    for (const { person, facts } of profile.members) {
      const left = lastListing(facts, profile.coverage, day, paidByCard)
      if (left === null || coverageStatus(profile, day, paidByCard) !== 'not-listed') continue
      const { programme } = left.listing.data
      const paid = lastOnCard(profile.members, onCard[programme as keyof typeof onCard], day)
      if (paid === null || paid.fact.data.paidOn <= addDays(left.endedOn, days.value)) continue
      const { paidOn, amountFen, item } = paid.fact.data
      return {
        status: 'fires',
        confidence: 0.75,
        person: paid.person,
        reason: `民政、财政：{${person}}${left.endedOn}退出${programmeText[programme]}，${paidOn}仍发放${item}${yuanText(amountFen)}`,
        observations: [
          heldAgainst(days, { label: '退出日期', observed: left.endedOn, threshold: null, unit: 'day' }),
          shownOnly({ label: '最近发放日期', observed: paidOn, unit: 'day' }),
        ],
        facts: [evidence(person, 'AssistanceListed', left.listing), evidence(paid.person, 'SubsidyPaid', paid.fact)],
        advice: ['先查是不是补发或渐退期内应发；确系多发的停止发放，追回按程序办，不影响基本生活'],
      }
    }
    return clear
  },
}
