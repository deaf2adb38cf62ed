import type { Day } from '@shouwang/contracts'
import {
  currentDisability,
  evidence,
  type Facts,
  type KnownFact,
  listingsOn,
  livingMembers,
  livingMembersFacts,
} from '@shouwang/household'
import type { NumberId, Policy } from '@shouwang/policy'
import { clear, type Indicator } from '../indicator.ts'
import { disabilityText, isSeverelyDisabled, severeDisabilityRules } from '../readings/disability-level.ts'
import { forgottenOn, isRecent } from '../readings/happening.ts'
import { majorSettlements } from '../readings/major-disease.ts'
import { shownOnly } from '../wording/held-against.ts'
import { programmeText } from '../wording/programme-text.ts'

const codes = 'major-disease/codes'
const illDays = 'edge-severe-single/ill-days'

type Case = Pick<Indicator, 'id' | 'name' | 'source' | 'level' | 'dimensions'> & {
  /** On which a family is, and a member of it may be on 单人保 by himself. */
  readonly family: 'edge' | 'rigid'
  readonly inUse?: NumberId
}

/**
 * A living member of a family on 低保边缘 or 刚性支出困难 is severely disabled, or was treated for a listed major disease within
 * the days that policy names, and is on neither 单人保, 低保 nor 特困.
 */
export const singleAllowanceMissed = ({ family, ...card }: Case): Indicator => ({
  ...card,
  direction: 'missed',
  class: 'need',
  reads: ['DisabilityCertified', 'MedicalSettled', ...livingMembersFacts],
  quietWithout: ['AssistanceListed'],
  parameters: [codes, illDays, ...severeDisabilityRules],
  programmes: ['dibao_single'],
  judge: (profile, policy, day) => {
    for (const { person, facts } of livingMembers(profile, day)) {
      const [listing] = listingsOn(facts, profile.coverage, day, [family])
      if (listing === undefined) continue
      if (listingsOn(facts, profile.coverage, day, ['dibao_single', 'dibao', 'tekun']).length > 0) continue
      const ill = severity(facts, policy, day)
      if (ill === null) continue
      return {
        status: 'fires',
        confidence: 0.85,
        person,
        reason: `民政、${ill.fact.provider}：{${person}}${listing.data.from === null ? '' : `自${listing.data.from}`}为${programmeText[family]}家庭成员，${ill.text}，${listing.day}救助名册未列单人保`,
        observations: [shownOnly({ label: '重残重病情形', observed: ill.text, unit: 'text' })],
        facts: [evidence(person, 'AssistanceListed', listing), evidence(person, ill.type, ill.fact)],
        advice: ['告知可按单人户申请低保，代办申请；先核对本人收入'],
        ...(ill.reviewOn === undefined ? {} : { reviewOn: ill.reviewOn }),
      }
    }
    return clear
  },
})

type Severity = {
  readonly type: 'DisabilityCertified' | 'MedicalSettled'
  readonly fact: Pick<KnownFact, 'sourceKey' | 'feed' | 'provider' | 'day'>
  readonly text: string
  /** The day on which an illness last treated long ago stops counting. */
  readonly reviewOn?: Day
}

const severity = (facts: Facts, policy: Policy, day: Day): Severity | null => {
  const certificate = currentDisability(facts)
  if (certificate !== null && isSeverelyDisabled(certificate.data, policy))
    return { type: 'DisabilityCertified', fact: certificate, text: `持${disabilityText(certificate.data)}残疾证` }
  const treated = majorSettlements(facts, policy.list(codes).value, day).at(-1)
  const days = policy.number(illDays).value
  if (treated === undefined || !isRecent(treated.data.settledOn, day, days)) return null
  const { settledOn } = treated.data
  const text = `${settledOn}按重特大疾病结算`
  return { type: 'MedicalSettled', fact: treated, text, reviewOn: forgottenOn(settledOn, days) }
}
