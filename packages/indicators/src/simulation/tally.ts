import type { RegionCode } from '@shouwang/contracts'
import type { Policy } from '@shouwang/policy'
import type { ChangeKind, HouseholdEffect } from './effect.ts'

/** How many of a group enter, leave, get more or less, and what that costs more a year, in 分. */
export type EffectCounts = Record<ChangeKind, number> & {
  yearlyCostFen: number
  /** Of it, of those who receive the programme now. */
  heldCostFen: number
  /** Of whom the sum can't be told. */
  untold: number
}

/** Where a household lives and what a draft changes for it. */
export type SimulatedHousehold = {
  readonly householdNo: string
  readonly region: RegionCode | null
  readonly area: Policy['area']
  readonly effect: HouseholdEffect | null
}

/** What a draft would do, over all households that were looked at. */
export type Simulation = {
  households: number
  changed: number
  readonly all: EffectCounts
  readonly byProgramme: Map<string, EffectCounts>
  readonly byDistrict: Map<string, EffectCounts>
  readonly byRing: Map<string, EffectCounts>
  readonly byArea: Map<string, EffectCounts>
  readonly byAge: Map<string, EffectCounts>
  /** Households looked at in each district and area: what a share is a share of. */
  readonly householdsIn: Map<string, number>
  readonly leadsAppear: Map<string, number>
  readonly leadsGo: Map<string, number>
  readonly examples: { readonly householdNo: string; readonly programme: string; readonly kind: ChangeKind }[]
}

const exampleLimit = 20

/** Nothing looked at yet. */
export const emptySimulation = (): Simulation => ({
  households: 0,
  changed: 0,
  all: noEffect(),
  byProgramme: new Map(),
  byDistrict: new Map(),
  byRing: new Map(),
  byArea: new Map(),
  byAge: new Map(),
  householdsIn: new Map(),
  leadsAppear: new Map(),
  leadsGo: new Map(),
  examples: [],
})

const noEffect = (): EffectCounts => ({
  enter: 0,
  leave: 0,
  more: 0,
  less: 0,
  yearlyCostFen: 0,
  heldCostFen: 0,
  untold: 0,
})

/** Counts one household more. Changes `simulation`, which would else be copied a million times. */
export const countHousehold = (simulation: Simulation, household: SimulatedHousehold): void => {
  const { householdNo, region, area, effect } = household
  const district = region === null ? '' : region.slice(0, 6)
  const place = area ?? 'unknown'
  simulation.households += 1
  for (const group of [district, place])
    simulation.householdsIn.set(group, (simulation.householdsIn.get(group) ?? 0) + 1)
  if (effect === null) return
  simulation.changed += 1
  for (const each of effect.programmes) {
    const groups = [
      simulation.all,
      countsIn(simulation.byProgramme, each.programme),
      countsIn(simulation.byDistrict, district),
      countsIn(simulation.byRing, effect.ring),
      countsIn(simulation.byArea, place),
      countsIn(simulation.byAge, each.ageGroup),
    ]
    const costFen = each.beforeFen === null || each.afterFen === null ? null : each.afterFen - each.beforeFen
    for (const counts of groups) {
      counts[each.kind] += 1
      if (costFen === null) counts.untold += 1
      else counts.yearlyCostFen += costFen
      if (each.held) counts.heldCostFen += costFen ?? 0
    }
    if (simulation.examples.length < exampleLimit)
      simulation.examples.push({ householdNo, programme: each.programme, kind: each.kind })
  }
  for (const id of effect.leadsAppear) simulation.leadsAppear.set(id, (simulation.leadsAppear.get(id) ?? 0) + 1)
  for (const id of effect.leadsGo) simulation.leadsGo.set(id, (simulation.leadsGo.get(id) ?? 0) + 1)
}

const countsIn = (groups: Map<string, EffectCounts>, group: string): EffectCounts => {
  const counts = groups.get(group) ?? noEffect()
  groups.set(group, counts)
  return counts
}
