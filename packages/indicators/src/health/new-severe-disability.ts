import type { Day } from '@shouwang/contracts'
import {
  assessedOn,
  currentDisability,
  evidence,
  type KnownFact,
  listingsOn,
  livingMembers,
  livingMembersFacts,
  type Member,
  type Profile,
  previousDisability,
} from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { clear, type Indicator } from '../indicator.ts'
import { disabilityText, isSeverelyDisabled, severeDisabilityRules } from '../readings/disability-level.ts'
import { disabilitySubsidyHeld } from '../readings/disability-subsidy-held.ts'
import { forgottenOn, isRecent } from '../readings/happening.ts'
import { heldAgainst } from '../wording/held-against.ts'

type Certified = {
  readonly member: Member
  readonly fact: KnownFact<'DisabilityCertified'>
  readonly since: Day
  /** Assessed before, and milder then. */
  readonly reassessed: boolean
}

/**
 * 新办重度残疾证: a living member was first certified severely disabled within the days looked back on, and receives
 * neither 护理补贴, 单人保 nor 特困. Source: 两补主动服务, 常州监测, 厦门敲门行动 (docs/domain.md §3, S22, S42, ART-4).
 */
export const newSevereDisability: Indicator = {
  id: 'new-severe-disability',
  name: '新办重度残疾证',
  direction: 'missed',
  class: 'discovery',
  level: 'yellow',
  dimensions: { health: 55, household: 30 },
  source: '厦门市敲门行动；残疾人两项补贴主动服务',
  reads: ['DisabilityCertified', 'DisabilitySubsidyListed', ...livingMembersFacts],
  quietWithout: ['DisabilityCertified'],
  parameters: ['new-severe-disability/look-back-days', ...severeDisabilityRules],
  programmes: ['disability-care', 'disability-living', 'dibao_single', 'tekun'],
  judge: (profile, policy, day) => {
    const found = newlySevere(profile, policy, day)
    const [newest] = found
    if (newest === undefined) return clear
    const days = policy.number('new-severe-disability/look-back-days')
    const severe = policy.number('severe-disability/any-category-level')
    const rollKnown = profile.coverage('disability-subsidy') !== undefined
    return {
      status: 'fires',
      confidence: rollKnown ? 0.9 : 0.7,
      person: newest.member.person,
      reason: `残联：${found.map(sentence).join('；')}，${rollKnown ? '未享受重度残疾人护理补贴' : '两补名册未推送，是否已享受待核'}`,
      observations: found.map(({ fact }) =>
        heldAgainst(severe, {
          label: `残疾等级（${disabilityText(fact.data)}）`,
          observed: fact.data.level,
          threshold: severe.value,
          unit: 'level',
        }),
      ),
      facts: found.map(({ member, fact }) => evidence(member.person, 'DisabilityCertified', fact)),
      advice: ['上门告知两项补贴，代办申请', '家庭收入在低保边缘以内的，一并核对单人保、特困条件'],
      reviewOn: forgottenOn(found.map(({ since }) => since).sort()[0] ?? day, days.value),
    }
  },
}

const sentence = ({ member, fact, since, reassessed }: Certified): string =>
  reassessed
    ? `{${member.person}}${since}改评为${disabilityText(fact.data)}残疾`
    : `{${member.person}}${since}新办${disabilityText(fact.data)}残疾证`

/** Newest certificate first. */
const newlySevere = (profile: Profile, policy: Policy, day: Day): Certified[] => {
  const days = policy.number('new-severe-disability/look-back-days').value
  const found: Certified[] = []
  for (const member of livingMembers(profile, day)) {
    const fact = currentDisability(member.facts)
    if (fact === null || fact.data.certifiedOn > day || !isSeverelyDisabled(fact.data, policy)) continue
    const since = assessedOn(member.facts, fact)
    if (!isRecent(since, day, days)) continue
    const before = previousDisability(member.facts)
    if (before !== null && isSeverelyDisabled(before.data, policy)) continue
    if (!isCovered(member, profile, day)) found.push({ member, fact, since, reassessed: before !== null })
  }
  return found.sort((a, b) => (a.since > b.since ? -1 : 1))
}

const isCovered = ({ facts }: Member, { coverage }: Profile, day: Day): boolean =>
  disabilitySubsidyHeld(facts, coverage, 'care', day) !== null ||
  listingsOn(facts, coverage, day, ['dibao_single', 'tekun']).length > 0
