import {
  evidence,
  isDeadOn,
  type KnownFact,
  listingsOn,
  type Member,
  type Profile,
  stillListed,
} from '@shouwang/household'
import { clear, type Fires, type Indicator } from '../indicator.ts'
import { shownOnly } from '../wording/held-against.ts'
import { listingText, programmeText } from '../wording/programme-text.ts'
import { yuanText } from '../wording/yuan-text.ts'

/**
 * 重复享受: one person is paid under two roll lines that exclude each other (低保, 单人保, 特困, the allowances of
 * children, or one programme in two places), or under 特困 together with the care subsidy for the disabled.
 * Source: 国发〔2015〕52号、松桃通报 (docs/domain.md §2.2, S64).
 */
export const duplicateBenefit: Indicator = {
  id: 'duplicate-benefit',
  name: '重复享受',
  direction: 'wrong',
  class: 'delivery',
  level: 'yellow',
  dimensions: { expenditure: 40 },
  source: '国发〔2015〕52号；特困人员认定办法',
  reads: ['AssistanceListed', 'DisabilitySubsidyListed', 'DeathReported'],
  quietWithout: ['AssistanceListed'],
  parameters: [],
  programmes: ['dibao', 'dibao_single', 'tekun', 'disability-care'],
  judge: (profile, _policy, day) => {
    for (const member of profile.members) {
      if (member.facts.AssistanceListed === undefined || isDeadOn(member.facts, day)) continue
      const lines = listingsOn(member.facts, profile.coverage, day, exclusive)
      const fires = twoRolls(member, lines) ?? destituteWithCare(profile, member, lines)
      if (fires !== null) return fires
    }
    return clear
  },
}

type Listing = KnownFact<'AssistanceListed'>

const exclusive = ['dibao', 'dibao_single', 'tekun', 'orphan', 'unattended-child'] as const

/** A child's allowance may stand beside 低保 until it is recomputed, but not beside 特困 or the other child's allowance. */
const excludeEachOther = ({ data: a }: Listing, { data: b }: Listing): boolean => {
  if (a.programme === b.programme) return a.rollNo !== b.rollNo
  const withDibao = [a, b].some(({ programme }) => programme === 'dibao' || programme === 'dibao_single')
  const forChildren = [a, b].some(({ programme }) => programme === 'orphan' || programme === 'unattended-child')
  return !(withDibao && forChildren)
}

const twoRolls = ({ person }: Member, lines: readonly Listing[]): Fires | null => {
  for (const [index, first] of lines.entries()) {
    const second = lines.slice(index + 1).find((other) => excludeEachOther(first, other))
    if (second === undefined) continue
    const same = first.data.programme === second.data.programme
    return {
      status: 'fires',
      confidence: 0.9,
      person,
      reason: `${first.provider}${first.day}：{${person}}同时在${listingText(first)}和${same ? '另一户' : ''}${listingText(second)}`,
      observations: [
        shownOnly({
          label: '同时在册',
          observed: `${programmeText[first.data.programme]}、${programmeText[second.data.programme]}`,
          unit: 'text',
        }),
      ],
      facts: [evidence(person, 'AssistanceListed', first), evidence(person, 'AssistanceListed', second)],
      advice: ['核实本人应享哪一项，停发另一项并核对重复期间的金额；不得两项一起停'],
    }
  }
  return null
}

const destituteWithCare = (
  { coverage }: Profile,
  { person, facts }: Member,
  lines: readonly Listing[],
): Fires | null => {
  const destitute = lines.find(({ data }) => data.programme === 'tekun')
  const care = facts.DisabilitySubsidyListed?.find(
    (listed) => listed.data.kind === 'care' && stillListed(listed, coverage),
  )
  if (destitute === undefined || care === undefined) return null
  return {
    status: 'fires',
    confidence: 0.85,
    person,
    reason: `${care.provider}${care.day}：{${person}}在${listingText(destitute)}，同时领取重度残疾人护理补贴（${yuanText(care.data.monthlyFen)}/月）`,
    observations: [shownOnly({ label: '同时在册', observed: '特困供养、重度残疾人护理补贴', unit: 'text' })],
    facts: [evidence(person, 'AssistanceListed', destitute), evidence(person, 'DisabilitySubsidyListed', care)],
    advice: ['特困供养已含照料护理，不再领护理补贴；两项择一，就高保障'],
  }
}
