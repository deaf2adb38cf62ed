import { readFileSync } from 'node:fs'
import { loadFeeds } from '@shouwang/feeds'
import { catalogue } from '@shouwang/indicators'
import { feeds, hardships, synthCounty } from '@shouwang/synth'
import { load } from 'js-yaml'
import { expect, test } from 'vitest'
import { detectCounty } from './detect.ts'

/** Those of which `families-in-rows.test.ts` shows a family and its neighbour. */
const inRows = new Set(
  (load(readFileSync(new URL('families-in-rows.yaml', import.meta.url), 'utf8')) as { indicator: string }[]).map(
    ({ indicator }) => indicator,
  ),
)
const ids = catalogue.map(({ id }) => id).filter((id) => !inRows.has(id))
const told = hardships.flatMap(({ second, ...first }) => (second === undefined ? [first] : [first, second]))

test('every indicator fires somewhere in the made-up county, or from rows of its own, from feeds of the catalogue alone', () => {
  const { firesOf } = detectCounty(synthCounty({ seed: 11, people: 600, to: '2026-10-31' }))
  const fired = new Set([...firesOf.values()].flat())
  expect(ids.filter((id) => !fired.has(id))).toEqual([])
})

/** What the office itself takes in at its window (一证申请), from the street and on visits: no department delivers it; test/journeys shows it. */
const ownDoors = ['window-registration', 'street-lead', 'visit-supporters']

test('every feed of the catalogue that tells of people is delivered by the county', () => {
  const delivered: ReadonlySet<string> = new Set(feeds)
  const declared = loadFeeds().filter(({ id, delivers }) => delivers !== 'reference' && !ownDoors.includes(id))
  expect(declared.map(({ id }) => id).filter((id) => !delivered.has(id))).toEqual([])
})

test('every indicator has a family that it must find, and a neighbour that it must leave alone', () => {
  const found = new Set(told.flatMap(({ fires }) => fires))
  const spared = new Set(told.flatMap(({ quiet = [] }) => quiet))
  expect(ids.filter((id) => !found.has(id) || !spared.has(id))).toEqual([])
})
