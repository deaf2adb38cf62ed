import { expect, test } from 'vitest'
import { countHousehold, emptySimulation, estimate, type Simulation } from '../src/index.ts'

type Effect = Parameters<typeof countHousehold>[1]['effect']

const entering = (fen: number): Effect => ({
  ring: 'below-1',
  programmes: [
    { programme: 'dibao', person: null, kind: 'enter', held: false, beforeFen: 0, afterFen: fen, ageGroup: 'adult' },
  ],
  leadsAppear: ['income-below-standard'],
  leadsGo: [],
})

const countAll = (effects: readonly Effect[]): Simulation => {
  const simulation = emptySimulation()
  for (const [index, effect] of effects.entries())
    countHousehold(simulation, { householdNo: String(index), region: '350203001201', area: 'urban', effect })
  return simulation
}

/** Numbers from 0 to 1, the same ones each time. */
const drawn = (seed: number) => {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return state / 2 ** 31
  }
}

/** A large stratum of which few enter, and a small one of which many do. */
const draw = drawn(7)
const strata = [
  { size: 20_000, looked: 800, effects: [] as Effect[], share: 0.01 },
  { size: 1_000, looked: 400, effects: [] as Effect[], share: 0.4 },
]
for (const { size, effects, share } of strata)
  for (let index = 0; index < size; index++)
    effects.push(draw() < share ? entering(Math.round(10_000 + draw() * 90_000)) : null)

const truth = countAll(strata.flatMap(({ effects }) => effects))

const estimateOnce = () =>
  estimate(
    strata.map(({ size, looked, effects }) => {
      const left = [...effects]
      const some = Array.from({ length: looked }, () => left.splice(Math.floor(draw() * left.length), 1)[0] ?? null)
      return { simulation: countAll(some), total: size }
    }),
  )

test('in about nineteen of twenty samples the truth lies within the margin', () => {
  const tries = 100
  const within = { changed: 0, yearlyCostFen: 0 }
  for (let nth = 0; nth < tries; nth++) {
    const { simulation, margins } = estimateOnce()
    if (Math.abs(simulation.changed - truth.changed) <= margins.changed) within.changed += 1
    if (Math.abs(simulation.all.yearlyCostFen - truth.all.yearlyCostFen) <= margins.yearlyCostFen)
      within.yearlyCostFen += 1
  }
  expect(within.changed).toBeGreaterThanOrEqual(90)
  expect(within.yearlyCostFen).toBeGreaterThanOrEqual(90)
})

test('where everybody was looked at the sums are exact, and nothing is uncertain', () => {
  const { simulation, margins } = estimate(
    strata.map(({ size, effects }) => ({ simulation: countAll(effects), total: size })),
  )
  expect(simulation.all).toEqual(truth.all)
  expect(simulation.leadsAppear).toEqual(truth.leadsAppear)
  expect(Object.values(margins)).toEqual([0, 0, 0, 0, 0, 0])
})

test('that none of a sample enters is not taken to mean that nobody does', () => {
  const { simulation, margins } = estimate([{ simulation: countAll(Array(100).fill(null)), total: 10_000 }])
  expect(simulation.all.enter).toBe(0)
  expect(margins.enter).toBeGreaterThan(100)
})

test('a stratum of which nobody was drawn is taken to be as the others are', () => {
  const half = [...Array(50).fill(entering(1)), ...Array(50).fill(null)]
  const { simulation } = estimate([
    { simulation: countAll(half), total: 1000 },
    { simulation: emptySimulation(), total: 10 },
  ])
  expect(Math.round(simulation.changed)).toBe(505)
  expect(simulation.households).toBe(100)
})
