import { ageOn, type ChangeEventType, type Day, type PersonId } from '@shouwang/contracts'
import {
  custodyOn,
  type Facts,
  formerHomesOf,
  isDeadOn,
  kinOf,
  listingsOn,
  type Member,
  type Profile,
  parentsOf,
} from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { dependantNumbers, hasSevereDisability } from './dependants.ts'

/** The numbers that this file reads. */
export const supporterNumbers = dependantNumbers

/** The types of facts that this file reads. */
export const supporterFacts = [
  'AssistanceListed',
  'CustodyStarted',
  'DeathReported',
  'DisabilityCertified',
  'FamilyJudged',
  'MarriageRegistered',
  'ParentsRecorded',
  'ResidentMoved',
  'ResidentRegistered',
  'SupporterDeclared',
] as const satisfies readonly ChangeEventType[]

/** Someone in another household whom law obliges to support a member (赡养、抚养、扶养义务人). */
export type Supporter = { readonly person: PersonId; readonly facts: Facts }

/**
 * The grown children, parents and spouses elsewhere of those who live here, who are able to support them: as records of
 * parents, marriages and courts name them, and as the register shows who moved out of this home. Not able are the dead, the held,
 * the severely disabled, those on 特困, and elders on 低保 (特困人员认定办法, docs/domain.md §1.1, S12).
 */
export const ableSupporters = (
  profile: Profile,
  members: readonly Member[],
  policy: Policy,
  day: Day,
): readonly Supporter[] => {
  if (profile.kin.size === 0) return []
  const together = new Set<PersonId>(members.map(({ person }) => person))
  const named = new Set<string>(members.flatMap(({ facts }) => kinOf(facts)))
  const supporters: Supporter[] = []
  for (const [person, facts] of profile.kin) {
    if (together.has(person) || !isAble(facts, profile, policy, day)) continue
    if (named.has(person) || isChildOf(facts, together) || isGrownChildOfHome(facts, profile, members, policy, day))
      supporters.push({ person, facts })
  }
  return supporters
}

const isAble = (facts: Facts, { coverage }: Profile, policy: Policy, day: Day): boolean => {
  if (isDeadOn(facts, day) || custodyOn(facts, day) !== null || hasSevereDisability(facts, policy)) return false
  const age = ageOf(facts, day)
  if (age !== null && age < policy.number('dependant/minor-age').value) return false
  const isElder = age !== null && age >= policy.number('dependant/elder-age').value
  return listingsOn(facts, coverage, day, isElder ? ['tekun', 'dibao'] : ['tekun']).length === 0
}

const birthDateOf = (facts: Facts): Day | null => facts.ResidentRegistered?.at(-1)?.data.birthDate ?? null

const ageOf = (facts: Facts, day: Day): number | null => {
  const born = birthDateOf(facts)
  return born === null ? null : ageOn(born, day)
}

const isChildOf = (facts: Facts, together: ReadonlySet<PersonId>): boolean => {
  const parents = parentsOf(facts)
  return [parents?.father, parents?.mother].some((parent) => parent != null && together.has(parent))
}

/**
 * Who moved out of this home and is a generation younger than an elder of it: a register that has him elsewhere by now no
 * longer says that he was a son. Who had married into it is none.
 */
const isGrownChildOfHome = (
  facts: Facts,
  { householdNo }: Profile,
  members: readonly Member[],
  policy: Policy,
  day: Day,
): boolean => {
  if (householdNo === '' || !formerHomesOf(facts).includes(householdNo)) return false
  const registered = facts.ResidentRegistered?.at(-1)?.data
  if (registered?.householdNo === householdNo)
    return registered.relation === 'son' || registered.relation === 'daughter'
  if (facts.ResidentMoved?.some(({ data }) => data.kind === 'marriage' && data.toHouseholdNo === householdNo))
    return false
  const age = ageOf(facts, day)
  const generation = policy.number('dependant/minor-age').value
  return (
    age !== null && members.some(({ birthDate }) => birthDate !== null && ageOn(birthDate, day) - age >= generation)
  )
}
