import { addDays, type ChangeEventData, type Day, daysBetween } from '@shouwang/contracts'
import { custodyOn, evidence, isRecipient, livingMembersFacts, ownMembers } from '@shouwang/household'
import { clear, type Indicator, type Unknown } from '../indicator.ts'
import { breadwinnerLost, breadwinnerNumbers, shareText } from '../readings/breadwinner.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { yuanText } from '../wording/yuan-text.ts'

/**
 * 主要劳动力服刑/强戒: the main worker of a family that is on no living allowance is held for at least the days named,
 * and leaves minors, elders or severely disabled members. Source: 事实无人抚养儿童认定 (docs/domain.md §3, S21).
 */
export const breadwinnerCustody: Indicator = {
  id: 'breadwinner-custody',
  name: '主要劳动力服刑/强戒',
  direction: 'missed',
  class: 'discovery',
  level: 'orange',
  dimensions: { household: 50, income: 60 },
  source: '事实无人抚养儿童认定规定（厦门海沧等）',
  reads: ['SocialInsurancePaid', 'PensionPaid', 'DisabilityCertified', ...livingMembersFacts],
  quietWithout: ['CustodyStarted'],
  parameters: ['breadwinner-custody/term-days', ...breadwinnerNumbers],
  programmes: ['dibao', 'temporary-relief', 'unattended-child'],
  judge: (profile, policy, day) => {
    const days = policy.number('breadwinner-custody/term-days')
    let open: Unknown | null = null
    for (const member of ownMembers(profile)) {
      const custody = custodyOn(member.facts, day)
      if (custody === null || isRecipient(profile, day)) continue
      const { from, to } = custody.data
      const term = daysBetween(from, to ?? day)
      if (term < days.value && to !== null) continue
      const lost = breadwinnerLost(profile, policy, member, from, day)
      if (lost === null) continue
      if (lost.status === 'unknown' || term < days.value) {
        open = lost.status === 'unknown' ? lost : termUnknown(member.person, from, days.value)
        continue
      }
      const { person } = member
      return {
        status: 'fires',
        confidence: lost.share === null ? 0.5 : 0.85,
        person,
        reason: `${custody.provider}：{${person}}（${lost.age}岁）自${from}起${kindNames[custody.data.kind]}${to === null ? '' : `至${to}`}，${shareText(lost, yuanText(lost.monthlyFen))}，家中尚有${lost.dependants}`,
        observations: [
          heldAgainst(days, { label: '限制人身自由天数', observed: term, threshold: days.value, unit: 'days' }),
          shownOnly({ label: '需要供养的人', observed: lost.dependants, unit: 'text' }),
        ],
        facts: [evidence(person, 'CustodyStarted', custody)],
        advice: ['按实际共同生活人口核算收入；入户只说来了解困难，不向邻里透露服刑情况'],
        ...(to === null ? {} : { reviewOn: addDays(to, 1) }),
      }
    }
    return open ?? clear
  },
}

const termUnknown = (person: string, from: Day, days: number): Unknown => ({
  status: 'unknown',
  missing: [`{${person}}的刑期或戒毒期限`],
  awaits: ['prison-inmate'],
  reviewOn: addDays(from, days),
})

const kindNames: { readonly [Kind in ChangeEventData['CustodyStarted']['kind']]: string } = {
  prison: '服刑',
  detention: '被羁押',
  'compulsory-rehab': '强制隔离戒毒',
  'community-correction': '社区矫正',
}
