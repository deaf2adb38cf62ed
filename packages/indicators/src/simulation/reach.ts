import type { ChangeEventType } from '@shouwang/contracts'
import type { Condition, Policy } from '@shouwang/policy'
import { concernOf, type ProgrammeConcern } from './concern.ts'

/**
 * The types of facts of which a household has at least one if anything of it differs between two policies; null where no fact
 * is needed. A change of one number concerns few: who has none of these facts need not be unpacked and judged.
 */
export const factsOfConcerned = (before: Policy, after: Policy): readonly ChangeEventType[] | null => {
  const { programmes, indicators } = concernOf(before, after)
  const needs = [
    ...programmes.map(needsOfProgramme),
    ...indicators.map(({ indicator }) => indicator.quietWithout ?? null),
  ]
  return needs.includes(null) ? null : [...new Set(needs.flatMap((types) => types ?? []))]
}

/** Who is entitled by either policy meets all that this one asks. */
const needsOfProgramme = ({ alike, before, after }: ProgrammeConcern): readonly ChangeEventType[] | null => {
  const sides = [before, after].map((side) => (side === null ? [] : fewest([...alike, ...side])))
  return sides.includes(null) ? null : sides.flatMap((types) => types ?? [])
}

const fewest = (conditions: readonly Condition[]): readonly ChangeEventType[] | null =>
  conditions
    .map(needsOf)
    .reduce(
      (least, types) => (types === null || (least !== null && least.length <= types.length) ? least : types),
      null,
    )

/** The facts without which a condition is not met, or not known of somebody who holds nothing; null where there are none such. */
const needsOf = (condition: Condition): readonly ChangeEventType[] | null => {
  const own = ownNeeds(condition)
  return own === null ? null : [...own, ...holding]
}

/** Rolls and payments: who holds a programme keeps it until a condition is known not to be met. */
const holding = [
  'AssistanceListed',
  'DisabilitySubsidyListed',
  'ElderAllowancePaid',
] as const satisfies readonly ChangeEventType[]

const ownNeeds = (condition: Condition): readonly ChangeEventType[] | null => {
  switch (condition.is) {
    case 'disabled':
    case 'severely-disabled':
    case 'disabled-within':
      return ['DisabilityCertified']
    case 'on-one-of':
      return []
    case 'registered-unemployed':
      return ['UnemploymentRegistered']
    case 'dwelling-unsafe':
      return ['DwellingGraded']
    case 'insurance-lapsed':
      return ['MedicalInsuranceStanding']
    default:
      return null
  }
}
