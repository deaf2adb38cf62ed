import type { ChangeEventType, Day, RegionCode } from '@shouwang/contracts'
import { type Delivered, type Profile, profilesOf, untiedProfiles } from '@shouwang/household'
import { countHousehold, effectOn, emptySimulation, factsOfConcerned, type Simulation } from '@shouwang/indicators'
import { type PolicyBook, policyOn } from '@shouwang/policy'
import { type JudgedName, neighbourhoodOf, readUntied, type StoredHouseholds } from '@shouwang/postgres'

/** What is compared: the policies in force and drafts of them, on a day, by what was delivered. */
export type Compared = {
  readonly inForce: PolicyBook
  readonly drafts: readonly PolicyBook[]
  readonly day: Day
  readonly delivered: readonly Delivered[]
}

/** Counts what differs for the households it is given. */
export type Comparison = {
  readonly count: (stored: StoredHouseholds) => void
  /** What was counted in a stratum: one for each draft. */
  readonly countedIn: (stratum: string) => readonly Simulation[]
}

/**
 * Compares the policies in force on a day with each of some drafts of them.
 * @param stratumOf in which stratum of a sample a household is counted; all in one where every household is looked at
 */
export const comparePolicies = (
  { inForce, drafts, day, delivered }: Compared,
  stratumOf: (household: string) => string = () => '',
): Comparison => {
  const strata = new Map<string, readonly Simulation[]>()
  const countedIn = (stratum: string): readonly Simulation[] => {
    const known = strata.get(stratum) ?? drafts.map(emptySimulation)
    strata.set(stratum, known)
    return known
  }
  const untied = untiedProfiles(delivered)
  const countOne = (profile: Profile, { household, householdNo }: JudgedName): void => {
    const { region } = profile
    const before = policyOn(inForce, region, day)
    const simulations = countedIn(stratumOf(household))
    drafts.forEach((draft, index) => {
      const effect = effectOn(profile, before, policyOn(draft, region, day), day)
      const simulation = simulations[index]
      if (simulation !== undefined) countHousehold(simulation, { householdNo, region, area: before.area, effect })
    })
  }
  const countUnconcerned = ({ household, householdNo, region }: JudgedName): void => {
    const { area } = policyOn(inForce, region, day)
    for (const simulation of countedIn(stratumOf(household)))
      countHousehold(simulation, { householdNo, region, area, effect: null })
  }
  const factsIn = factsOfAnyDraft({ inForce, drafts, day })
  return {
    countedIn,
    count: (stored) => {
      for (const one of readUntied(stored.untied)) {
        const types = factsIn(one.region)
        if (types !== null && !one.hasAny(types)) countUnconcerned(one)
        else countOne(untied(one.household, one.persons(), one.region), one)
      }
      if (stored.around === null) return
      const tied = profilesOf(neighbourhoodOf(stored.around))
      for (const one of stored.tied) countOne(tied(one.household, one.region), one)
    },
  }
}

/** The types of facts of which a household of a region has one if any draft concerns it; null where no fact is needed. */
const factsOfAnyDraft = ({ inForce, drafts, day }: Omit<Compared, 'delivered'>) => {
  const known = new Map<RegionCode | null, ReadonlySet<ChangeEventType> | null>()
  return (region: RegionCode | null): ReadonlySet<ChangeEventType> | null => {
    const found = known.get(region)
    if (found !== undefined) return found
    const before = policyOn(inForce, region, day)
    const needs = drafts.map((draft) => factsOfConcerned(before, policyOn(draft, region, day)))
    const types = needs.includes(null) ? null : new Set(needs.flatMap((each) => each ?? []))
    known.set(region, types)
    return types
  }
}
