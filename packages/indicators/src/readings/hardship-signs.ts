import { addMonthsToDay, type ChangeEventType, type Day, type PersonId } from '@shouwang/contracts'
import { livingMembers, type Member, type Profile, rememberLast } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { dependantNumbers, dependantsOf, dependantsText, hasSevereDisability, incapacityOf } from './dependants.ts'
import { newRiskFacts, newRiskLists, newRiskNumbers, newRiskSince } from './new-risk.ts'

/** The numbers and the list that `hardshipSigns` reads. */
export const hardshipSignNumbers = [
  'income/least-signs',
  'income/sign-months',
  ...dependantNumbers,
  ...newRiskNumbers,
  ...newRiskLists,
] as const

/** The types of facts that `hardshipSigns` reads. */
export const hardshipSignFacts = newRiskFacts satisfies readonly ChangeEventType[]

/**
 * What else points to need where no formal income is seen, which is no lead by itself: children or elders to be cared
 * for, nobody but one to work for them, a severe disability, a grave thing that befell the family lately. Null while these are fewer than policy asks for: alerts that
 * follow one sign alone are mostly false (docs/domain.md §2.2, S58).
 */
export const hardshipSigns = rememberLast((profile: Profile, policy: Policy, day: Day): readonly string[] | null => {
  const members = livingMembers(profile, day)
  const { minor, elder } = dependantsOf(members, policy, day)
  const cares = minor + elder > 0
  const soleWorker = cares ? soleOf(members, policy, day) : null
  const severe = members.find(({ facts }) => hasSevereDisability(facts, policy))
  const signs = [
    ...(cares ? [`家中有${dependantsText({ minor, elder, severe: 0 })}`] : []),
    ...(soleWorker === null ? [] : [`只有{${soleWorker}}一人能劳动`]),
    ...(severe === undefined ? [] : [`{${severe.person}}重度残疾`]),
  ]
  const least = policy.number('income/least-signs').value
  if (signs.length + 1 < least) return null
  const since = addMonthsToDay(day, -policy.number('income/sign-months').value)
  const risk = newRiskSince(profile, policy, since, day)
  if (risk !== null) signs.push(`{${risk.person}}${risk.on}${risk.what}`)
  return signs.length >= least ? signs : null
})

/** Who alone of a family could work; null where nobody could, or more than one. */
const soleOf = (members: readonly Member[], policy: Policy, day: Day): PersonId | null => {
  const able = members.filter((member) => incapacityOf(member, policy, day) === null)
  return able.length === 1 ? (able[0]?.person ?? null) : null
}
