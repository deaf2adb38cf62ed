import type { ChangeEventType } from '@shouwang/contracts'
import type { Condition, Policy } from '@shouwang/policy'
import { holdingFacts } from '../judging/held.ts'

/** The types of facts without which some condition is not met. */
export const neededFacts = [
  'DisabilityCertified',
  'DisasterSuffered',
  'DiseaseRecognised',
  'DwellingGraded',
  'EnrolmentReported',
  'FireReported',
  'HelpRequested',
  'HospitalAdmitted',
  'MedicalInsuranceStanding',
  'MedicalSettled',
  'SelfCareGraded',
  'TrafficCasualtyReported',
  'UnemploymentRegistered',
] as const satisfies readonly ChangeEventType[]

type NeededFact = (typeof neededFacts)[number]

/**
 * The types of facts of which a household has at least one if these conditions hold together for somebody in it; null where
 * no fact is needed. Of conditions that all have to hold, the one that needs the fewest decides.
 */
export const needsOfAll = (conditions: readonly Condition[], policy: Policy): readonly ChangeEventType[] | null => {
  let fewest: readonly NeededFact[] | null = null
  for (const condition of conditions) {
    const types = ownNeeds(condition, policy)
    if (types !== null && (fewest === null || types.length < fewest.length)) fewest = types
  }
  return fewest === null ? null : [...fewest, ...holdingFacts]
}

/** The facts without which a condition is not met, or not known of somebody who holds nothing; null where there are none such. */
export const ownNeeds = (condition: Condition, policy: Policy): readonly NeededFact[] | null => {
  switch (condition.is) {
    case 'any-of': {
      const needs = condition.of.map((each) => ownNeeds(each, policy))
      return needs.includes(null) ? null : needs.flatMap((types) => types ?? [])
    }
    case 'disabled':
    case 'severely-disabled':
    case 'disabled-within':
      return ['DisabilityCertified']
    case 'on-one-of':
    case 'to-ask':
    // That no supporter is recorded is no proof: it is never met.
    case 'no-able-supporter':
      return []
    case 'registered-unemployed':
      return ['UnemploymentRegistered']
    case 'dwelling-unsafe':
      return ['DwellingGraded']
    case 'insurance-lapsed':
      return ['MedicalInsuranceStanding']
    case 'befallen':
      return [happenings[condition.what]]
    case 'hospital-arrears-from':
      return ['HospitalAdmitted']
    case 'seriously-ill':
      return ['MedicalSettled', 'DiseaseRecognised']
    case 'enrolled':
      return ['EnrolmentReported']
    case 'self-care-from':
      return ['SelfCareGraded']
    // An outlay of nothing reaches a limit of nothing.
    case 'medical-burden-from':
      return (policy.standard(condition.number)?.value ?? 1) > 0 ? ['MedicalSettled'] : null
    case 'rigid-expense-from':
      return (policy.standard('income/least-outlay')?.value ?? 0) > 0 ? ['MedicalSettled', 'EnrolmentReported'] : null
    default:
      return null
  }
}

const happenings = {
  fire: 'FireReported',
  disaster: 'DisasterSuffered',
  'traffic-casualty': 'TrafficCasualtyReported',
  'help-requested': 'HelpRequested',
} as const
