import type { PersonId, RegionCode } from '@shouwang/contracts'
import { kinBooksOf } from './kin-books.ts'
import { coverageOf, type Delivered, householdBooks, type Neighbourhood } from './neighbourhood.ts'
import type { Coverage, Facts, Profile } from './profile.ts'
import { profileOf, profileOfFacts } from './profile-of.ts'
import { knownCoverage } from './rows-set-aside.ts'

/**
 * Tells the profile of each household of a neighbourhood, with what was delivered for its region. `regionBefore` is where it
 * was judged last: it stands in where nobody who lives there tells a region any more.
 */
export const profilesOf = (
  neighbourhood: Neighbourhood,
): ((household: string, regionBefore: RegionCode | null) => Profile) => {
  const membersOf = Map.groupBy(neighbourhood.persons.values(), ({ household }) => household)
  const booksOf = householdBooks(neighbourhood.persons.values())
  const kinIn = kinBooksOf(neighbourhood)
  const coverageIn = coverageByRegion(neighbourhood.delivered)
  return (household, regionBefore) => {
    const members = membersOf.get(household) ?? []
    const profile = profileOf({
      household,
      ...booksOf(household),
      kin: kinIn(household, members),
      coverage: () => undefined,
    })
    const region = profile.region ?? regionBefore
    return { ...profile, region, coverage: knownCoverage(profile.members, coverageIn(region)) }
  }
}

/**
 * Tells the profile of a household of which nobody is tied to another household, by kin, register or roll: its own people's
 * facts are all that it takes. Says of it what `profilesOf` does.
 */
export const untiedProfiles = (
  delivered: readonly Delivered[],
): ((household: string, persons: ReadonlyMap<PersonId, Facts>, regionBefore: RegionCode | null) => Profile) => {
  const coverageIn = coverageByRegion(delivered)
  return (household, persons, regionBefore) => {
    const profile = profileOfFacts({ household, persons, kin: nobody, coverage: () => undefined })
    const region = profile.region ?? regionBefore
    return { ...profile, region, coverage: knownCoverage(profile.members, coverageIn(region)) }
  }
}

const nobody: ReadonlyMap<PersonId, Facts> = new Map()

/** Households of a batch share few regions, so each region's coverage is found once. */
const coverageByRegion = (delivered: readonly Delivered[]): ((region: RegionCode | null) => Coverage) => {
  const known = new Map<RegionCode | null, Coverage>()
  return (region) => {
    const coverage = known.get(region) ?? coverageOf(delivered, region)
    known.set(region, coverage)
    return coverage
  }
}
