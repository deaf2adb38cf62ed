import { catalogue } from '@shouwang/indicators'
import { synthCounty } from '@shouwang/synth'
import { expect, test } from 'vitest'
import { detect } from './detect.ts'

test('every indicator fires somewhere in the made-up county, from feeds of the catalogue alone', () => {
  const { firesOf } = detect(synthCounty({ seed: 11, people: 600, to: '2026-10-31' }))
  const fired = new Set([...firesOf.values()].flat())
  expect(catalogue.map(({ id }) => id).filter((id) => !fired.has(id))).toEqual([])
})
