import type { Measured, Place } from './model.ts'

/**
 * Measured on two shared cores: processor time on engines with 30,651 people (results/2026-11-22-fac1b9a-engines.md), growth
 * with 100 thousand (docs/performance/population.md), bytes of stores with `node test/load/scale.ts --measure`, and a policy
 * tried on stored households with `simulating-stored.ts`.
 */
export const measured: Measured = {
  microsecondsPerRecord: { kafka: 12, ingest: 54, scoring: 65, alert: 5, warehouse: 29, console: 2, postgres: 17 },
  growth: 1.3,
  bytesPerPerson: { postgres: 7_500, clickhouse: 3_500 },
  bytesPerRecord: 600,
  restoredPerSecond: 20e6,
  simulatedPerSecond: 8_900,
}

const usual: Omit<Place, 'people'> = {
  recordsPerPersonYear: 13,
  monthlyShare: 0.8,
  hoursForRolls: 8,
  load: 0.6,
  topicDays: 7,
  copies: { kafka: 3, postgres: 2, clickhouse: 2 },
  leastCores: { kafka: 6, ingest: 2, scoring: 2, alert: 2, warehouse: 2, console: 4, postgres: 8 },
  takeoverSeconds: 120,
  prices: { core: 800, terabyte: 3_000 },
  largestMachineCores: 64,
  peoplePerHousehold: 2.7,
}

/** A county, a city of five million, and what a province and the nation would be in one installation. */
export const places: Readonly<Record<string, Place>> = {
  county: { ...usual, people: 500_000 },
  city: { ...usual, people: 5_000_000 },
  province: { ...usual, people: 100_000_000 },
  nation: { ...usual, people: 1_400_000_000 },
}
