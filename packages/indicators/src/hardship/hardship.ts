import { type Day, HardshipCause, type HardshipRing, type HouseholdHardship } from '@shouwang/contracts'
import { isRecipient, listingsOn, livingMembers, type Profile, withoutDoubts } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { type FactTypes, meet, setOf, typesPresent } from '../judging/fact-types.ts'
import { countedIncomeNumbers } from '../readings/counted-income.ts'
import { incomeRing } from '../readings/income-ring.ts'
import { surelyEarnsNumbers } from '../readings/surely-earns.ts'
import {
  conditionNumbers,
  dependantsPart,
  disabilityPart,
  housingPart,
  illnessPart,
  shockPart,
  shockTypes,
} from './condition.ts'
import { helpPart } from './help.ts'
import { burdenPart, incomePart, meansNumbers } from './means.ts'
import { type HardshipPart, hardshipWeightNumbers, type Weighed } from './part.ts'
import { traitsOf } from './traits.ts'

/** How hard a household's state is, why, and what it is the sum of. */
export type Hardship = HouseholdHardship & { readonly parts: readonly HardshipPart[] }

/** The policy numbers and lists that `hardshipOf` reads. */
export const hardshipNumbers = [
  ...hardshipWeightNumbers,
  ...meansNumbers,
  ...conditionNumbers,
  ...countedIncomeNumbers,
  ...surelyEarnsNumbers,
] as const

/**
 * The hardship (困难程度) of a household's state on a day, from 0 to 100: its parts add up to it. It stands beside the level of
 * alert, which tells of change and of what is due, and never instead of it: nothing is dispatched by it.
 */
export const hardshipOf = (given: Profile, policy: Policy, day: Day): Hardship => {
  const profile = given.doubts ? withoutDoubts(given) : given
  if (livingMembers(profile, day).length === 0) return nobodyThere
  const weighing = partWeights.map(({ weigh }) => weigh(profile, policy, day))
  const sum = sumOf(weighing)
  const help = helpPart(profile, policy, day, sum)
  const points = sum + help.points
  const traits = traitsOf(profile, policy, day)
  return { ring: ringOf(profile, policy, day), cause: causeOf(weighing), points, traits, parts: [...weighing, help] }
}

/**
 * What is kept of it at each judgement, equal to what `hardshipOf` says: parts of whose facts a household has none are not
 * looked at, and nothing is put into words.
 */
export const keptHardship = (given: Profile, policy: Policy, day: Day): HouseholdHardship => {
  const profile = given.doubts ? withoutDoubts(given) : given
  const present = typesPresent(profile)
  if (livingMembers(profile, day).length === 0) return nobody
  const weighing: Weighed[] = []
  for (const { weigh, needs } of partWeights) if (meet(present, needs)) weighing.push(weigh(profile, policy, day))
  const sum = sumOf(weighing)
  const help = sum > 0 && meet(present, helpTypes) ? helpPart(profile, policy, day, sum).points : 0
  return {
    ring: meet(present, listedTypes) ? ringOf(profile, policy, day) : incomeRing(profile, policy, day),
    cause: causeOf(weighing),
    points: sum + help,
    traits: traitsOf(profile, policy, day),
  }
}

const partWeights: readonly {
  readonly weigh: (profile: Profile, policy: Policy, day: Day) => Weighed
  /** A household without any of these has no points of it; every household may have some where there are none. */
  readonly needs: FactTypes
}[] = [
  { weigh: incomePart, needs: setOf(undefined) },
  { weigh: burdenPart, needs: setOf(['MedicalSettled', 'EnrolmentReported']) },
  { weigh: dependantsPart, needs: setOf(undefined) },
  { weigh: illnessPart, needs: setOf(['MedicalSettled', 'DiseaseRecognised']) },
  { weigh: disabilityPart, needs: setOf(['DisabilityCertified']) },
  { weigh: housingPart, needs: setOf(['DwellingGraded']) },
  { weigh: shockPart, needs: setOf(shockTypes) },
]
const helpTypes = setOf(['AidGiven', 'AssistanceListed'])
const listedTypes = setOf(['AssistanceListed'])

const sumOf = (weighing: readonly Weighed[]): number => {
  let sum = 0
  for (const { points } of weighing) sum += points
  return sum
}

/** Nobody lives in the household any more, or nobody is known to. */
const nobody: HouseholdHardship = { ring: 'unknown', cause: 'none', points: 0, traits: [] }
const nobodyThere: Hardship = { ...nobody, parts: [] }

const ringOf = (profile: Profile, policy: Policy, day: Day): HardshipRing => {
  if (isRecipient(profile, day)) return 'allowance'
  const listed = profile.members.some(
    ({ facts }) => listingsOn(facts, profile.coverage, day, ['edge', 'rigid']).length > 0,
  )
  return listed ? 'low-income' : incomeRing(profile, policy, day)
}

/** What weighs most; of two that weigh the same the one named first. */
const causeOf = (weighing: readonly Weighed[]): HardshipCause => {
  const weights = new Map<HardshipCause, number>()
  for (const { causes } of weighing)
    for (const { cause, points } of causes) if (points > 0) weights.set(cause, (weights.get(cause) ?? 0) + points)
  if (weights.size === 0) return 'none'
  let main: HardshipCause = 'none'
  for (const cause of HardshipCause.options) if ((weights.get(cause) ?? 0) > (weights.get(main) ?? 0)) main = cause
  return main
}
