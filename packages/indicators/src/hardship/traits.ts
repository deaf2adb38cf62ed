import { type AgeBand, ageOn, type Day } from '@shouwang/contracts'
import { currentDisability, listingsOn, livingMembers, type Profile } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { isSeverelyDisabled } from '../readings/disability-level.ts'
import { unsafeDwelling } from '../readings/unsafe-dwelling.ts'

/** The traits of a household on a day that lists for departments are drawn by, in order. */
export const traitsOf = (profile: Profile, policy: Policy, day: Day): readonly string[] => {
  const traits = new Set<string>()
  for (const { birthDate, facts } of livingMembers(profile, day)) {
    if (birthDate !== null) traits.add(`age:${bandOf(ageOn(birthDate, day))}`)
    if (facts.AssistanceListed !== undefined)
      for (const { data } of listingsOn(facts, profile.coverage, day)) traits.add(`on:${data.programme}`)
    if (facts.DisabilityCertified === undefined) continue
    const certificate = currentDisability(facts)
    if (certificate === null) continue
    traits.add('disabled')
    if (isSeverelyDisabled(certificate.data, policy)) traits.add('severe')
  }
  if (profile.members.some(({ facts }) => facts.DwellingGraded !== undefined) && unsafeDwelling(profile, day) !== null)
    traits.add('unsafe-housing')
  return [...traits].sort()
}

const bandOf = (age: number): AgeBand =>
  age < 6 ? '0-5' : age < 18 ? '6-17' : age < 60 ? '18-59' : age < 80 ? '60-79' : '80+'
