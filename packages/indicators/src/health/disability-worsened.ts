import { type Day, monthOf } from '@shouwang/contracts'
import {
  assessedOn,
  currentDisability,
  evidence,
  listingsOn,
  livingMembers,
  livingMembersFacts,
  type Member,
  type Profile,
  previousDisability,
} from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { disabilityText } from '../readings/disability-level.ts'
import { disabilitySubsidyHeld } from '../readings/disability-subsidy-held.ts'
import { forgottenOn, isRecent } from '../readings/happening.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'

/**
 * 残疾等级加重: a certificate issued within the days looked back on has a more severe level than the one it replaced,
 * and no 护理补贴 or 特困 has been granted since. Source: our own proposal (docs/domain.md §3).
 */
export const disabilityWorsened: Indicator = {
  id: 'disability-worsened',
  name: '残疾等级加重',
  direction: 'missed',
  class: 'need',
  level: 'blue',
  dimensions: { health: 30 },
  source: '守望默认规则',
  reads: ['DisabilityCertified', 'DisabilitySubsidyListed', ...livingMembersFacts],
  quietWithout: ['DisabilityCertified'],
  parameters: ['disability-worsened/look-back-days'],
  programmes: ['disability-care'],
  judge: (profile, policy, day) => {
    const days = policy.number('disability-worsened/look-back-days')
    for (const member of livingMembers(profile, day)) {
      const before = previousDisability(member.facts)
      const now = currentDisability(member.facts)
      if (before === null || now === null || now.data.level >= before.data.level) continue
      const since = assessedOn(member.facts, now)
      if (!isRecent(since, day, days.value) || isAnswered(member, since, profile, day)) continue
      return {
        status: 'fires',
        confidence: 0.8,
        person: member.person,
        reason: `残联：{${member.person}}${since}由${disabilityText(before.data)}改评为${disabilityText(now.data)}`,
        observations: [
          shownOnly({ label: '原残疾等级', observed: before.data.level, unit: 'level' }),
          heldAgainst(days, {
            label: '现残疾等级',
            observed: now.data.level,
            threshold: before.data.level,
            unit: 'level',
          }),
        ],
        facts: [before, now].map((fact) => evidence(member.person, 'DisabilityCertified', fact)),
        advice: ['核对护理补贴是否按新等级发放，护理需求是否增加'],
        reviewOn: forgottenOn(since, days.value),
      }
    }
    return clear
  },
}

/** Answered once 特困 supports the person, or a 护理补贴 began in or after the month of the new certificate. */
const isAnswered = ({ facts }: Member, assessed: Day, { coverage }: Profile, day: Day): boolean => {
  if (listingsOn(facts, coverage, day, ['tekun']).length > 0) return true
  const since = disabilitySubsidyHeld(facts, coverage, 'care', day)?.data.fromMonth ?? null
  return since !== null && since >= monthOf(assessed)
}
