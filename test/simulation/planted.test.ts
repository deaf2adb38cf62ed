import { expect, test } from 'vitest'
import { plantedFaults } from './planted-faults.ts'
import { simulate } from './run.ts'

/** So many simulated hours may pass until a fault is found. */
const hours = 2_000
const seed = 1

test('eleven faults are put in on purpose', () => {
  expect(plantedFaults).toHaveLength(11)
})

test.for(plantedFaults)('$what: it is found, and its seed finds it again at the same step', async ({ ports }) => {
  const found = await simulate({ seed, hours, ports: ports() })
  expect(found.broken).toBeDefined()
  const again = await simulate({ seed: found.seed, hours, ports: ports() })
  expect(again.broken).toEqual(found.broken)
})
