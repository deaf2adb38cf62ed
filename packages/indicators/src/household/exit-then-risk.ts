import { addDays, addMonthsToDay } from '@shouwang/contracts'
import { evidence, isDeadOn, isRecipient, lastListing, livingAllowances } from '@shouwang/household'
import type { Indicator } from '../indicator.ts'
import { newRiskNumbers, newRiskSince } from '../readings/new-risk.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { programmeText } from '../wording/programme-text.ts'

/**
 * 退保后复困: a family that left a living allowance within the months named, and is on none now, has met with a new
 * grave risk since. Source: 民政部 2024 年低收入人口动态监测通知 (docs/domain.md §3, S20).
 */
export const exitThenRisk: Indicator = {
  id: 'exit-then-risk',
  name: '退保后复困',
  direction: 'missed',
  class: 'discovery',
  level: 'yellow',
  dimensions: { household: 30, income: 30 },
  source: '民政部 2024 年低收入人口动态监测通知',
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
  parameters: ['exit-then-risk/months', ...newRiskNumbers],
  programmes: ['dibao', 'tekun', 'temporary-relief'],
  judge: (profile, policy, day) => {
    const months = policy.number('exit-then-risk/months')
    for (const { person, facts } of profile.members) {
      if (facts.AssistanceListed === undefined || isDeadOn(facts, day)) continue
      const left = lastListing(facts, profile.coverage, day, livingAllowances)
      if (left === null || left.endedOn < addMonthsToDay(day, -months.value) || isRecipient(profile, day)) continue
      const risk = newRiskSince(profile, policy, left.endedOn, day)
      if (risk === null) continue
      const programme = programmeText[left.listing.data.programme]
      return {
        status: 'fires',
        confidence: 0.7,
        person: risk.person,
        reason: `${risk.fact.provider}：{${risk.person}}${risk.on}${risk.what}，这家${left.endedOn}退出${programme}`,
        observations: [
          heldAgainst(months, { label: '退出日期', observed: left.endedOn, threshold: months.value, unit: 'day' }),
          shownOnly({ label: risk.what, observed: risk.on, unit: 'day' }),
        ],
        facts: [evidence(risk.person, risk.type, risk.fact), evidence(person, 'AssistanceListed', left.listing)],
        advice: ['核对当时退出的原因是否还在；情况已变的，按新申请简化办理'],
        reviewOn: addDays(addMonthsToDay(left.endedOn, months.value), 1),
      }
    }
    return { status: 'clear' }
  },
}
