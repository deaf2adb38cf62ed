import type { Day, PersonId } from '@shouwang/contracts'
import { departureOf, type KnownFact, ownMembers, type Profile } from '@shouwang/household'

/** The worst of the latest gradings of the members' dwellings where it is C or D, until graded anew; null without one. */
export const unsafeDwelling = (
  profile: Profile,
  day: Day,
): { readonly person: PersonId; readonly fact: KnownFact<'DwellingGraded'> } | null => {
  let worst: { person: PersonId; fact: KnownFact<'DwellingGraded'> } | null = null
  for (const { person, facts } of ownMembers(profile)) {
    const fact = latestGrading(facts.DwellingGraded, day)
    if (fact === null || fact.data.grade < 'C' || departureOf(profile, facts, day) !== null) continue
    if (worst === null || fact.data.grade > worst.fact.data.grade) worst = { person, fact }
  }
  return worst
}

/** The grading of the latest day; of two on one day the worse. */
const latestGrading = (
  gradings: readonly KnownFact<'DwellingGraded'>[] | undefined,
  day: string,
): KnownFact<'DwellingGraded'> | null => {
  let latest: KnownFact<'DwellingGraded'> | null = null
  for (const grading of gradings ?? []) {
    if (grading.data.day > day) continue
    const rank = `${grading.data.day}${grading.data.grade}`
    if (latest === null || rank > `${latest.data.day}${latest.data.grade}`) latest = grading
  }
  return latest
}
