import type { Day } from '@shouwang/contracts'
import { profilesOf } from '@shouwang/household'
import { countHousehold, effectOn, emptySimulation, type Simulation } from '@shouwang/indicators'
import { type PolicyBook, policyOn } from '@shouwang/policy'
import { type JudgedName, neighbourhoodOf, type StoredNeighbourhood } from '@shouwang/postgres'

/** Some households as they are stored. */
export type StoredHouseholds = { readonly names: readonly JudgedName[]; readonly around: StoredNeighbourhood }

/** Counts, for each draft, what differs for the households it is given. */
export type Comparison = {
  readonly count: (stored: StoredHouseholds) => void
  /** One for each draft. */
  readonly simulations: readonly Simulation[]
}

/** Compares the policies in force on a day with each of some drafts of them. */
export const comparePolicies = (inForce: PolicyBook, drafts: readonly PolicyBook[], day: Day): Comparison => {
  const simulations = drafts.map(emptySimulation)
  return {
    simulations,
    count: ({ names, around }) => {
      const profileIn = profilesOf(neighbourhoodOf(around))
      for (const { household, householdNo, region: regionBefore } of names) {
        const profile = profileIn(household, regionBefore)
        const { region } = profile
        const before = policyOn(inForce, region, day)
        drafts.forEach((draft, index) => {
          const effect = effectOn(profile, before, policyOn(draft, region, day), day)
          const simulation = simulations[index]
          if (simulation !== undefined) countHousehold(simulation, { householdNo, region, area: before.area, effect })
        })
      }
    },
  }
}
