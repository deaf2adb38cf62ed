import { addDays, addMonthsToDay } from '@shouwang/contracts'
import { evidence, isDeadOn, isRecipient, lastRefusal } from '@shouwang/household'
import type { Indicator } from '../indicator.ts'
import { newRiskNumbers, newRiskSince } from '../readings/new-risk.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { programmeText } from '../wording/programme-text.ts'

/**
 * 未批后新风险: a family whose application was refused within the months named, and is on no living allowance, has met
 * with a new grave risk since. Source: 西安监测人群 (docs/domain.md §3.1, S85).
 */
export const rejectThenRisk: Indicator = {
  id: 'reject-then-risk',
  name: '未批后新风险',
  direction: 'missed',
  class: 'discovery',
  level: 'yellow',
  dimensions: { household: 30, income: 30 },
  source: '西安市低收入人口动态监测信息平台',
  reads: [
    'AssistanceListed',
    'DisabilityCertified',
    'MedicalSettled',
    'DeathReported',
    'CustodyStarted',
    'UnemploymentRegistered',
    'FireReported',
    'DisasterSuffered',
    'TrafficCasualtyReported',
  ],
  quietWithout: ['AssistanceListed'],
  parameters: ['reject-then-risk/months', ...newRiskNumbers],
  programmes: ['dibao', 'temporary-relief'],
  judge: (profile, policy, day) => {
    const months = policy.number('reject-then-risk/months')
    for (const { person, facts } of profile.members) {
      if (facts.AssistanceListed === undefined || isDeadOn(facts, day)) continue
      const refused = lastRefusal(facts, day)
      if (refused === null || refused.refusedOn < addMonthsToDay(day, -months.value)) continue
      if (isRecipient(profile, day)) break
      const risk = newRiskSince(profile, policy, refused.refusedOn, day)
      if (risk === null) continue
      const programme = programmeText[refused.listing.data.programme]
      return {
        status: 'fires',
        confidence: 0.7,
        person: risk.person,
        reason: `${risk.fact.provider}：{${risk.person}}${risk.on}${risk.what}，这家${refused.refusedOn}申请${programme}未获批准`,
        observations: [
          heldAgainst(months, { label: '未批日期', observed: refused.refusedOn, threshold: months.value, unit: 'day' }),
          shownOnly({ label: risk.what, observed: risk.on, unit: 'day' }),
        ],
        facts: [evidence(risk.person, risk.type, risk.fact), evidence(person, 'AssistanceListed', refused.listing)],
        advice: ['查看当时不予批准的理由，说明情况已变可以重新申请，并协助备齐材料'],
        reviewOn: addDays(addMonthsToDay(refused.refusedOn, months.value), 1),
      }
    }
    return { status: 'clear' }
  },
}
