import { addSimulation, emptySimulation, type Measured, type Simulation } from './tally.ts'

/** What was seen of some households of a stratum, and how many it has. */
export type SampledEffect = { readonly simulation: Simulation; readonly total: number }

/** What a sample says of all households, and by how much each sum may be wrong either way, in nineteen of twenty samples. */
export type Estimate = { readonly simulation: Simulation; readonly margins: Readonly<Record<Measured, number>> }

/** Of a normal distribution 95 % lie within so many standard deviations. */
const DEVIATIONS = 1.96

/**
 * Estimates from a sample that was drawn by chance in every stratum: each household stands for as many as were not drawn. A
 * stratum of which none was drawn is taken to be as the others are.
 */
export const estimate = (strata: readonly SampledEffect[]): Estimate => {
  const drawn = strata.filter(({ simulation }) => simulation.households > 0)
  const [all, known] = [strata, drawn].map((some) => some.reduce((sum, { total }) => sum + total, 0))
  const unseen = (all ?? 0) / (known || 1)
  const simulation = emptySimulation()
  for (const each of drawn)
    addSimulation(simulation, each.simulation, (unseen * each.total) / each.simulation.households)
  const marginOf = (name: Measured): number =>
    unseen * DEVIATIONS * Math.sqrt(drawn.reduce((sum, each) => sum + varianceOf(each, name), 0))
  return {
    simulation,
    margins: {
      changed: marginOf('changed'),
      enter: marginOf('enter'),
      leave: marginOf('leave'),
      more: marginOf('more'),
      less: marginOf('less'),
      yearlyCostFen: marginOf('yearlyCostFen'),
    },
  }
}

/**
 * The variance of a stratum's estimated sum. Where of a count nothing was seen, one household in as many as were looked at (and
 * two more) is reckoned with: none of a hundred is not none of a million.
 */
const varianceOf = ({ simulation, total }: SampledEffect, name: Measured): number => {
  const looked = simulation.households
  if (looked >= total) return 0
  const sum = name === 'changed' ? simulation.changed : simulation.all[name]
  const spread = looked < 2 ? 0 : (simulation.squares[name] - sum ** 2 / looked) / (looked - 1)
  const rare = 1 / (looked + 2)
  const least = name === 'yearlyCostFen' ? 0 : rare * (1 - rare)
  return (total ** 2 * (1 - looked / total) * Math.max(spread, least)) / looked
}
