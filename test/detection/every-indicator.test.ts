import { loadFeeds } from '@shouwang/feeds'
import { catalogue } from '@shouwang/indicators'
import { feeds, hardships, synthCounty } from '@shouwang/synth'
import { expect, test } from 'vitest'
import { detect } from './detect.ts'

const ids = catalogue.map(({ id }) => id)
const told = hardships.flatMap(({ second, ...first }) => (second === undefined ? [first] : [first, second]))

test('every indicator fires somewhere in the made-up county, from feeds of the catalogue alone', () => {
  const { firesOf } = detect(synthCounty({ seed: 11, people: 600, to: '2026-10-31' }))
  const fired = new Set([...firesOf.values()].flat())
  expect(ids.filter((id) => !fired.has(id))).toEqual([])
})

/** What the office itself takes in at its window (一证申请): no department delivers it; test/journeys shows it. */
const ownWindow = 'window-registration'

test('every feed of the catalogue that tells of people is delivered by the county', () => {
  const delivered: ReadonlySet<string> = new Set(feeds)
  const declared = loadFeeds().filter(({ id, delivers }) => delivers !== 'reference' && id !== ownWindow)
  expect(declared.map(({ id }) => id).filter((id) => !delivered.has(id))).toEqual([])
})

test('every indicator has a family that it must find, and a neighbour that it must leave alone', () => {
  const found = new Set(told.flatMap(({ fires }) => fires))
  const spared = new Set(told.flatMap(({ quiet = [] }) => quiet))
  expect(ids.filter((id) => !found.has(id) || !spared.has(id))).toEqual([])
})
