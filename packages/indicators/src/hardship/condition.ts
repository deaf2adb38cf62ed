import { addMonthsToDay, type ChangeEventType, type Day, type HardshipCause, type PersonId } from '@shouwang/contracts'
import { currentDisability, livingMembers, type Profile } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { dependantNumbers, dependantsOf, dependantsText } from '../readings/dependants.ts'
import { disabilityText, isSeverelyDisabled } from '../readings/disability-level.ts'
import { majorCertificates, majorSettlements } from '../readings/major-disease.ts'
import { windowStart } from '../readings/medical-window.ts'
import { newRiskNumbers, newRiskSince } from '../readings/new-risk.ts'
import { unsafeDwelling } from '../readings/unsafe-dwelling.ts'
import { nothing, type Weighed, weightsOf } from './part.ts'

const shockMonths = 'income/sign-months'
const graveDiseases = 'major-disease/codes'
const ILLNESS_MONTHS = 12

/** The numbers and the list that these parts read beside the weights. */
export const conditionNumbers = [shockMonths, graveDiseases, ...dependantNumbers, ...newRiskNumbers] as const

/** 赡养抚养: who lives on what others earn. */
export const dependantsPart = (profile: Profile, policy: Policy, day: Day): Weighed => {
  const { dependant: each, dependants: most } = weightsOf(policy)
  const counts = dependantsOf(livingMembers(profile, day), policy, day)
  const points = Math.min(most, each * (counts.minor + counts.elder + counts.severe))
  if (points === 0) return nothing('dependants', most, '没有需要赡养抚养的成员')
  return {
    part: 'dependants',
    points,
    most,
    says: () => `家中有${dependantsText(counts)}`,
    causes: [{ cause: 'dependants', points }],
  }
}

/** 大病、慢特病: somebody was treated for a grave disease within a year, or has a certificate for it. */
export const illnessPart = (profile: Profile, policy: Policy, day: Day): Weighed => {
  const { illness: most } = weightsOf(policy)
  const codes = policy.list(graveDiseases).value
  const from = windowStart(day, ILLNESS_MONTHS)
  const ill = livingMembers(profile, day).find(
    ({ facts }) =>
      majorSettlements(facts, codes, day).some(({ data }) => data.settledOn >= from) ||
      (facts.DiseaseRecognised !== undefined && majorCertificates(facts, codes, day).length > 0),
  )
  if (ill === undefined) return nothing('illness', most, '没有看到重特大疾病、门诊慢特病')
  return {
    part: 'illness',
    points: most,
    most,
    says: () => `{${ill.person}}患重特大疾病或享受门诊慢特病待遇`,
    causes: [{ cause: 'illness', points: most }],
  }
}

/** 残疾: the gravest certificate of the family. */
export const disabilityPart = (profile: Profile, policy: Policy, day: Day): Weighed => {
  const weights = weightsOf(policy)
  const most = Math.max(weights.severe, weights.disability)
  let worst: { readonly person: PersonId; readonly points: number; readonly words: () => string } | null = null
  for (const { person, facts } of livingMembers(profile, day)) {
    if (facts.DisabilityCertified === undefined) continue
    const certificate = currentDisability(facts)
    if (certificate === null) continue
    const points = isSeverelyDisabled(certificate.data, policy) ? weights.severe : weights.disability
    if (worst === null || points > worst.points)
      worst = { person, points, words: () => disabilityText(certificate.data) }
  }
  if (worst === null) return nothing('disability', most, '没有残疾成员')
  const { person, points, words } = worst
  return {
    part: 'disability',
    points,
    most,
    says: () => `{${person}}${words()}残疾`,
    causes: [{ cause: 'disability', points }],
  }
}

/** 住房: the family's home is graded C or D. */
export const housingPart = (profile: Profile, policy: Policy, day: Day): Weighed => {
  const weights = weightsOf(policy)
  const most = Math.max(weights.unsafe, weights.damaged)
  const dwelling = unsafeDwelling(profile, day)
  if (dwelling === null) return nothing('housing', most, '没有看到危房')
  const { grade, day: gradedOn } = dwelling.fact.data
  const points = grade === 'D' ? weights.unsafe : weights.damaged
  return {
    part: 'housing',
    points,
    most,
    says: () => `{${dwelling.person}}的住房${gradedOn}鉴定为${grade}级`,
    causes: [{ cause: 'housing', points }],
  }
}

/** What may befall a family beside illness and disability, which are parts of their own. */
const shocks = {
  FireReported: 'accident',
  DisasterSuffered: 'accident',
  TrafficCasualtyReported: 'accident',
  DeathReported: 'family',
  CustodyStarted: 'family',
  MarriageRegistered: 'family',
  UnemploymentRegistered: 'unemployment',
  UnemploymentBenefitGranted: 'unemployment',
} as const satisfies { readonly [T in ChangeEventType]?: HardshipCause }
/** The types of facts that tell of what befell a family. */
export const shockTypes = Object.keys(shocks) as (keyof typeof shocks)[]

/** 近期变故: a death, a custody, a divorce, lost work, fire, disaster or an accident of late. */
export const shockPart = (profile: Profile, policy: Policy, day: Day): Weighed => {
  const { shock: most } = weightsOf(policy)
  const since = addMonthsToDay(day, -policy.number(shockMonths).value)
  const risk = newRiskSince(profile, policy, since, day, shockTypes)
  if (risk === null) return nothing('shock', most, '近期没有看到变故')
  const cause = shocks[risk.type as keyof typeof shocks]
  return {
    part: 'shock',
    points: most,
    most,
    says: () => `{${risk.person}}${risk.on}${risk.what}`,
    causes: [{ cause, points: most }],
  }
}
