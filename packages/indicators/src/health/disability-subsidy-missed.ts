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
} from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { type Clear, clear, type Indicator, type Unknown } from '../indicator.ts'
import { disabilityText, isWithinLevel } from '../readings/disability-level.ts'
import { disabilitySubsidyHeld } from '../readings/disability-subsidy-held.ts'
import { forgottenOn } from '../readings/happening.ts'
import { heldAgainst } from '../wording/held-against.ts'

const care = 'disability-subsidy/care-level'
const mentalCare = 'disability-subsidy/care-mental-level'

/**
 * 应享两补未享: a living member is entitled to 护理补贴 (by level) or, on 低保, to 生活补贴, and the 两补 roll does not
 * list it once the time to arrange it has passed. 特困 excludes both, 孤儿 the second (国发〔2015〕52号).
 * Source: 两补主动服务 (docs/domain.md §3, S22).
 */
export const disabilitySubsidyMissed: Indicator = {
  id: 'disability-subsidy-missed',
  name: '应享两补未享',
  direction: 'missed',
  class: 'need',
  level: 'blue',
  dimensions: { health: 30, income: 15 },
  source: '残疾人两项补贴主动服务；国发〔2015〕52号',
  reads: ['DisabilityCertified', 'DisabilitySubsidyListed', ...livingMembersFacts],
  quietWithout: ['DisabilityCertified'],
  parameters: ['disability-subsidy-missed/grace-days', care, mentalCare],
  programmes: ['disability-care', 'disability-living'],
  judge: (profile, policy, day) => {
    const grace = policy.number('disability-subsidy-missed/grace-days')
    const roll = profile.coverage('disability-subsidy')
    let otherwise: Clear | Unknown = clear
    for (const member of livingMembers(profile, day)) {
      const missed = missedBy(member, profile, policy, day)
      if (missed === null) continue
      const { certificate, kind, since } = missed
      const dueOn = forgottenOn(since, grace.value)
      if (dueOn > day) otherwise = sooner(otherwise, dueOn)
      else if (roll === undefined || roll.day < dueOn) otherwise = awaitingRoll
      else if (profile.household.startsWith('~')) otherwise = awaitingRegister
      else
        return {
          status: 'fires',
          confidence: 0.85,
          person: member.person,
          reason: `残联、民政：{${member.person}}持${disabilityText(certificate.data)}残疾证，${since}起可享受${names[kind]}，${roll.day}两补名册未列入`,
          observations: [
            heldAgainst(grace, { label: '应享起始日', observed: since, threshold: dueOn, unit: 'day' }),
            heldAgainst(policy.number(care), {
              label: '残疾等级',
              observed: certificate.data.level,
              threshold: kind === 'care' ? policy.number(care).value : null,
              unit: 'level',
            }),
          ],
          facts: [evidence(member.person, 'DisabilityCertified', certificate)],
          advice: [`核实是否申请过${names[kind]}，未申请的代办申请`],
        }
    }
    return otherwise
  },
}

const names = { care: '重度残疾人护理补贴', living: '困难残疾人生活补贴' } as const

const awaitingRoll: Unknown = {
  status: 'unknown',
  missing: ['残疾人两项补贴名册（办理期满后）'],
  awaits: ['disability-subsidy'],
}

/** 两补 are paid where the holder is registered; one who is in no register may draw them elsewhere. */
const awaitingRegister: Unknown = {
  status: 'unknown',
  missing: ['户籍登记，两补由户籍地发放'],
  awaits: ['resident-register'],
}

const sooner = (known: Clear | Unknown, dueOn: Day): Clear | Unknown =>
  known.reviewOn !== undefined && known.reviewOn < dueOn ? known : { ...known, reviewOn: dueOn }

type Missed = {
  readonly certificate: KnownFact<'DisabilityCertified'>
  readonly kind: keyof typeof names
  readonly since: Day
}

const missedBy = ({ facts }: Member, { coverage }: Profile, policy: Policy, day: Day): Missed | null => {
  const certificate = currentDisability(facts)
  if (certificate === null || certificate.data.certifiedOn > day) return null
  if (listingsOn(facts, coverage, day, ['tekun']).length > 0) return null
  const certifiedOn = assessedOn(facts, certificate)
  if (isWithinLevel(certificate.data, policy, care, mentalCare) && !disabilitySubsidyHeld(facts, coverage, 'care', day))
    return { certificate, kind: 'care', since: certifiedOn }
  const [dibao] = listingsOn(facts, coverage, day, ['dibao', 'dibao_single'])
  if (dibao === undefined || listingsOn(facts, coverage, day, ['orphan']).length > 0) return null
  if (disabilitySubsidyHeld(facts, coverage, 'living', day)) return null
  const from = dibao.data.from ?? certifiedOn
  return { certificate, kind: 'living', since: from > certifiedOn ? from : certifiedOn }
}
