import { deathOf, evidence, isRecipient, livingMembersFacts, ownMembers } from '@shouwang/household'
import { clear, type Indicator, type Unknown } from '../indicator.ts'
import { breadwinnerLost, breadwinnerNumbers, shareText } from '../readings/breadwinner.ts'
import { forgottenOn, isRecent } from '../readings/happening.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { yuanText } from '../wording/yuan-text.ts'

/**
 * 主要劳动力死亡: the main worker of a family that is on no living allowance died within the days looked back on, and
 * leaves minors, elders or severely disabled members. Source: 常州监测指标 (docs/domain.md §3, S42).
 */
export const breadwinnerDeath: Indicator = {
  id: 'breadwinner-death',
  name: '主要劳动力死亡',
  direction: 'missed',
  class: 'discovery',
  level: 'orange',
  dimensions: { household: 60, income: 60 },
  source: '常州市低收入人口监测指标',
  reads: ['SocialInsurancePaid', 'PensionPaid', 'DisabilityCertified', ...livingMembersFacts],
  quietWithout: ['DeathReported'],
  parameters: ['breadwinner-death/look-back-days', ...breadwinnerNumbers],
  programmes: ['dibao', 'temporary-relief', 'unattended-child'],
  judge: (profile, policy, day) => {
    const days = policy.number('breadwinner-death/look-back-days')
    let open: Unknown | null = null
    for (const member of ownMembers(profile)) {
      const death = deathOf(member.facts)
      if (death === null || !isRecent(death.day, day, days.value) || isRecipient(profile, day)) continue
      const lost = breadwinnerLost(profile, policy, member, death.day, day)
      if (lost === null) continue
      const reviewOn = forgottenOn(death.day, days.value)
      if (lost.status === 'unknown') {
        open = { ...lost, reviewOn }
        continue
      }
      const { person } = member
      const share = policy.number('breadwinner/income-share')
      return {
        status: 'fires',
        confidence: lost.share === null ? 0.5 : death.sources.length > 1 ? 0.95 : 0.85,
        person,
        reason: `${death.facts.map(({ provider }) => provider).join('、')}记录{${person}}（${lost.age}岁）于${death.day}去世，${shareText(lost, yuanText(lost.monthlyFen))}，家中尚有${lost.dependants}`,
        observations: [
          heldAgainst(days, { label: '死亡日期', observed: death.day, threshold: days.value, unit: 'day' }),
          heldAgainst(share, {
            label: '收入占比',
            observed: lost.share ?? '唯一劳动力',
            threshold: share.value,
            unit: lost.share === null ? 'text' : 'ratio',
          }),
          shownOnly({ label: '需要供养的人', observed: lost.dependants, unit: 'text' }),
        ],
        facts: death.facts.map((fact) => evidence(person, 'DeathReported', fact)),
        advice: ['先看临时救助，再评估低保；有未成年人的，同时核对另一方父母的状况'],
        reviewOn,
      }
    }
    return open ?? clear
  },
}
