import type { Day, RegionCode } from '@shouwang/contracts'
import {
  type Coverage,
  coverageOf,
  type Delivered,
  type Profile,
  profilesOf,
  untiedProfiles,
} from '@shouwang/household'
import {
  countHousehold,
  effectOn,
  emptySimulation,
  leavesAlone,
  readGlance,
  type Simulation,
} from '@shouwang/indicators'
import { type PolicyBook, policyOn } from '@shouwang/policy'
import {
  type GlancedName,
  type JudgedName,
  neighbourhoodOf,
  readUntied,
  type StoredHouseholds,
} from '@shouwang/postgres'

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
  /** Counts those whom every draft surely leaves as they are; returns the others, whose people have to be read. */
  readonly countAtAGlance: (households: readonly GlancedName[]) => readonly GlancedName[]
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
  const isLeftAlone = leftAloneByAll({ inForce, drafts, day, delivered })
  return {
    countedIn,
    countAtAGlance: (households) =>
      households.filter((one) => {
        if (!isLeftAlone(one)) return true
        countUnconcerned(one)
        return false
      }),
    count: (stored) => {
      for (const one of readUntied(stored.untied)) countOne(untied(one.household, one.persons(), one.region), one)
      if (stored.around === null) return
      const tied = profilesOf(neighbourhoodOf(stored.around))
      for (const one of stored.tied) countOne(tied(one.household, one.region), one)
    },
  }
}

/** Whether a glance at a household tells that each draft leaves it as it is. */
const leftAloneByAll = ({ inForce, drafts, day, delivered }: Compared): ((household: GlancedName) => boolean) => {
  const known = new Map<RegionCode | null, readonly ReturnType<typeof leavesAlone>[]>()
  const testsIn = (region: RegionCode | null) => {
    const coverage: Coverage = coverageOf(delivered, region)
    const before = policyOn(inForce, region, day)
    return drafts.map((draft) => leavesAlone(before, policyOn(draft, region, day), day, coverage))
  }
  return ({ region, glance }) => {
    const seen = readGlance(glance)
    if (seen === null) return false
    const tests = known.get(region) ?? testsIn(region)
    known.set(region, tests)
    return tests.every((leaves) => leaves(seen))
  }
}
