import { ageOn, birthday, type Day, type PersonId } from '@shouwang/contracts'
import { type Facts, type KnownFact, livingMembers, type Member, type Profile, parentsOf } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'

/** A parent and what is known of him, whether he lives in the household or not. */
export type Parent = { readonly person: PersonId; readonly facts: Facts }

/** A child, and its parents as civil affairs recorded them; null where the record names none. */
export type ChildWithParents = {
  readonly child: Member
  readonly father: Parent | null
  readonly mother: Parent | null
  readonly recorded: KnownFact<'ParentsRecorded'>
  /** The day on which the child comes of age; null where its birth date is unknown. */
  readonly adultOn: Day | null
}

/** The living minors of a household whose parents are recorded. A child of unknown age is one: the record is of minors. */
export const childrenWithParents = (profile: Profile, policy: Policy, day: Day): readonly ChildWithParents[] => {
  const children: ChildWithParents[] = []
  for (const child of livingMembers(profile, day)) {
    const parents = parentsOf(child.facts)
    const recorded = child.facts.ParentsRecorded?.at(-1)
    if (parents === null || recorded === undefined) continue
    const adultAge = policy.number('dependant/minor-age').value
    if (child.birthDate !== null && ageOn(child.birthDate, day) >= adultAge) continue
    children.push({
      child,
      father: parentOf(profile, parents.father),
      mother: parentOf(profile, parents.mother),
      recorded,
      adultOn: child.birthDate === null ? null : birthday(child.birthDate, adultAge),
    })
  }
  return children
}

const parentOf = ({ kin, members }: Profile, person: PersonId | null): Parent | null => {
  if (person === null) return null
  const facts = kin.get(person) ?? members.find((member) => member.person === person)?.facts
  return { person, facts: facts ?? {} }
}
