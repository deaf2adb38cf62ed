import { readFileSync } from 'node:fs'
import { stockOf } from '@shouwang/casework'
import { expect, test } from 'vitest'
import { promises } from './promises.ts'
import { simulate } from './run.ts'
import type { Simulation } from './simulated.ts'

const hours = 1_000

test('a thousand hours of crashes, outages, repeats and wrong clocks break no promise', async () => {
  const { broken, hours: lived, steps, checked } = await simulate({ seed: 20_260_601, hours })
  expect(broken).toBeUndefined()
  expect(lived).toBeGreaterThanOrEqual(hours)
  // A promise that nothing ever put to the test would hold as well.
  const never = promises.filter(({ says, after }) => !after.includes('stuck') && (checked.get(says) ?? 0) === 0)
  expect(never.map(({ says }) => says)).toEqual([])
  console.info(`${Math.floor(lived)} simulated hours, ${steps} steps`)
})

test('a town that takes stock has families on its list, and sends somebody to each', async () => {
  const [waited, visited] = [new Set<string>(), new Set<string>()]
  const look = (_: number, { database, world }: Simulation): void => {
    for (const { file } of database.tables.files.values()) {
      if (stockOf(file) !== null) waited.add(`${world.nowMs()} ${file.household}`)
      if (file.waitedSince !== undefined) visited.add(file.household)
    }
  }
  const { broken } = await simulate({ seed: 3, hours: 240, progress: look })
  expect(broken).toBeUndefined()
  expect(waited.size).toBeGreaterThan(0)
  expect(visited.size).toBeGreaterThan(0)
})

test('the same seed is the same run, step by step', async () => {
  const [once, again] = [await simulate({ seed: 7, hours: 48 }), await simulate({ seed: 7, hours: 48 })]
  expect(again).toEqual(once)
  expect((await simulate({ seed: 8, hours: 48 })).steps).not.toBe(once.steps)
})

test('every promise stands in the design, word by word', () => {
  const pages = ['design', 'casework']
    .map((page) => readFileSync(new URL(`../../docs/${page}.md`, import.meta.url), 'utf8').replaceAll('*', ''))
    .join('\n')
  expect(promises.filter(({ says }) => !pages.includes(says)).map(({ says }) => says)).toEqual([])
})
