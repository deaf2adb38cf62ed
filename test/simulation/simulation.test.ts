import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { promises } from './promises.ts'
import { simulate } from './run.ts'

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
