import { currentDisability, evidence, type KnownFact, livingMembers, type Member } from '@shouwang/household'
import { needUnanswered } from '../household/need-unanswered.ts'
import { clear, type Indicator } from '../indicator.ts'
import { disabilityText, isSeverelyDisabled, severeDisabilityRules } from '../readings/disability-level.ts'
import { heldAgainst } from '../wording/held-against.ts'

const least = 'several-disabled/members'

/**
 * 一户多残: several members of a family hold a disability certificate, at least one of them a severe one, and the family is
 * on no programme of low income. Source: 西安 75 项指标的主动发现类 (docs/domain.md §3.1, S85).
 */
export const severalDisabled: Indicator = needUnanswered({
  id: 'several-disabled',
  name: '一户多残',
  level: 'yellow',
  dimensions: { health: 50, household: 30 },
  source: '西安市低收入人口监测预警指标',
  reads: ['DisabilityCertified'],
  quietWithout: ['DisabilityCertified'],
  parameters: [least, ...severeDisabilityRules],
  programmes: ['dibao', 'edge', 'disability-care', 'rehabilitation'],
  needOf: (profile, policy, day) => {
    const disabled: { readonly member: Member; readonly fact: KnownFact<'DisabilityCertified'> }[] = []
    for (const member of livingMembers(profile, day)) {
      const fact = currentDisability(member.facts)
      if (fact !== null && fact.data.certifiedOn <= day) disabled.push({ member, fact })
    }
    const members = policy.number(least)
    const severe = disabled.find(({ fact }) => isSeverelyDisabled(fact.data, policy))
    if (disabled.length < members.value || severe === undefined) return clear
    const told = disabled.map(({ member, fact }) => `{${member.person}}${disabilityText(fact.data)}`)
    return {
      status: 'fires',
      confidence: 0.7,
      person: severe.member.person,
      reason: `残联：家中${disabled.length}人持残疾证（${told.join('、')}），未享受低保、低保边缘等救助，也未见足以维持的收入`,
      observations: [
        heldAgainst(members, {
          label: '持证残疾人数',
          observed: disabled.length,
          threshold: members.value,
          unit: 'count',
        }),
      ],
      facts: disabled.map(({ member, fact }) => evidence(member.person, 'DisabilityCertified', fact)),
      advice: ['上门了解照料和收入，核对低保、低保边缘和单人保；一并看两项补贴、康复和托养需要'],
    }
  },
})
