import { ageOn, type Day } from '@shouwang/contracts'
import { currentDisability, type Facts, type Member, pensionOn } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { isSeverelyDisabled, severeDisabilityRules } from './disability-level.ts'
import { oncePerPolicy } from './once-per-policy.ts'

/** The numbers that this file reads. */
export const dependantNumbers = [
  'dependant/minor-age',
  'dependant/elder-age',
  'dibao/monthly-standard',
  ...severeDisabilityRules,
] as const

/** Why someone cannot be asked to earn a living; null for an adult who can, or whose age nobody told. */
export type Incapacity = 'minor' | 'elder' | 'severe'

/** True when the certificate that holds now tells of 重度残疾. */
export const hasSevereDisability = (facts: Facts, policy: Policy): boolean => {
  const certificate = currentDisability(facts)
  return certificate !== null && isSeverelyDisabled(certificate.data, policy)
}

/** 未成年, 年满六十, 重度残疾: who has no capacity to work on `day` (docs/domain.md §1.1). */
export const incapacityOf = ({ birthDate, facts }: Member, policy: Policy, day: Day): Incapacity | null => {
  if (birthDate !== null) {
    const age = ageOn(birthDate, day)
    const { minor, elder } = agesOf(policy)
    if (age < minor) return 'minor'
    if (age >= elder) return 'elder'
  }
  return hasSevereDisability(facts, policy) ? 'severe' : null
}

const agesOf = oncePerPolicy((policy) => ({
  minor: policy.number('dependant/minor-age').value,
  elder: policy.number('dependant/elder-age').value,
}))

/** How many of these members live on what others earn: all without capacity but elders whose own pension suffices. */
export const dependantsOf = (
  members: readonly Member[],
  policy: Policy,
  day: Day,
): { readonly [Why in Incapacity]: number } => {
  const counts = { minor: 0, elder: 0, severe: 0 }
  for (const member of members) {
    const incapacity = incapacityOf(member, policy, day)
    if (incapacity === null || (incapacity === 'elder' && hasOwnPension(member, policy, day))) continue
    counts[incapacity]++
  }
  return counts
}

const hasOwnPension = ({ facts }: Member, policy: Policy, day: Day): boolean =>
  (pensionOn(facts, day)?.monthlyFen ?? 0) >= livingStandard(policy)

/** What a person lives on at the least, in 分 a month; more than anybody has where the place has not entered it. */
export const livingStandard = (policy: Policy): number =>
  policy.standard('dibao/monthly-standard')?.value ?? Number.POSITIVE_INFINITY

/** `2名未成年人、1名老人`; empty without any. */
export const dependantsText = (counts: ReturnType<typeof dependantsOf>): string =>
  [
    counts.minor > 0 ? `${counts.minor}名未成年人` : '',
    counts.elder > 0 ? `${counts.elder}名老人` : '',
    counts.severe > 0 ? `${counts.severe}名重残成员` : '',
  ]
    .filter(Boolean)
    .join('、')
