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

/**
 * What a draft would do, over all households that were looked at; of an estimate from a sample all counts but `households` are
 * those of everybody.
 */
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
  /** The first households of each kind of change. */
  readonly examples: Record<ChangeKind, Example[]>
  /** Sums of squares over the households looked at: how far they differ tells how sure a sample is. */
  readonly squares: Record<Measured, number>
}

/** What a sample tells with its margin: households changed, programmes by kind of change, and cost a year in 分. */
export type Measured = 'changed' | ChangeKind | 'yearlyCostFen'

/** A household that one can open to see why. */
export type Example = { readonly householdNo: string; readonly programme: string; readonly kind: ChangeKind }

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
  examples: { enter: [], leave: [], more: [], less: [] },
  squares: { changed: 0, enter: 0, leave: 0, more: 0, less: 0, yearlyCostFen: 0 },
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
  const own = noEffect()
  for (const each of effect.programmes) {
    const groups = [
      own,
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
    const examples = simulation.examples[each.kind]
    if (examples.length < exampleLimit) examples.push({ householdNo, programme: each.programme, kind: each.kind })
  }
  for (const name of measuredOfCounts) simulation.squares[name] += own[name] ** 2
  simulation.squares.changed += 1
  for (const id of effect.leadsAppear) simulation.leadsAppear.set(id, (simulation.leadsAppear.get(id) ?? 0) + 1)
  for (const id of effect.leadsGo) simulation.leadsGo.set(id, (simulation.leadsGo.get(id) ?? 0) + 1)
}

const measuredOfCounts = ['enter', 'leave', 'more', 'less', 'yearlyCostFen'] as const

const countsIn = (groups: Map<string, EffectCounts>, group: string): EffectCounts => {
  const counts = groups.get(group) ?? noEffect()
  groups.set(group, counts)
  return counts
}

/** Adds what another counted of other households, so many times as it stands for. */
export const addSimulation = (simulation: Simulation, other: Simulation, times = 1): void => {
  simulation.households += other.households
  simulation.changed += times * other.changed
  addCounts(simulation.all, other.all, times)
  for (const by of ['byProgramme', 'byDistrict', 'byRing', 'byArea', 'byAge'] as const)
    for (const [group, counts] of other[by]) addCounts(countsIn(simulation[by], group), counts, times)
  for (const by of ['householdsIn', 'leadsAppear', 'leadsGo'] as const)
    for (const [group, count] of other[by]) simulation[by].set(group, (simulation[by].get(group) ?? 0) + times * count)
  for (const name of ['changed', ...measuredOfCounts] as const) simulation.squares[name] += other.squares[name]
  for (const kind of kinds) {
    const both = [...simulation.examples[kind], ...other.examples[kind]]
    simulation.examples[kind] = both.sort((a, b) => (a.householdNo < b.householdNo ? -1 : 1)).slice(0, exampleLimit)
  }
}

const kinds = ['enter', 'leave', 'more', 'less'] as const

const addCounts = (counts: EffectCounts, other: EffectCounts, times: number): void => {
  for (const name of Object.keys(counts) as (keyof EffectCounts)[]) counts[name] += times * other[name]
}

/** Twenty households to open: of each kind of change in turn, while there are any. */
export const examplesOf = ({ examples }: Simulation): readonly Example[] =>
  Array.from({ length: exampleLimit }, (_, nth) => kinds.flatMap((kind) => examples[kind][nth] ?? []))
    .flat()
    .slice(0, exampleLimit)
