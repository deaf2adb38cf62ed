import { type Assessment, changeEventData } from '@shouwang/contracts'
import { loadPolicies } from '@shouwang/policy'
import { expect, test } from 'vitest'
import { catalogue, catalogueName, clearOf, indicatorOf, officialKinUnrecorded } from '../src/index.ts'
import { ruleFiles } from './rule-files.ts'

const ids = catalogue.map(({ id }) => id)

/** Judged apart from every assessment: what they say is for few. */
const isRestricted = ({ folder }: (typeof ruleFiles)[number]): boolean => folder === 'restricted'

test('the catalogue holds every indicator that has examples, in the order of their ids, but those that few may read of', () => {
  const open = ruleFiles.filter((rule) => !isRestricted(rule))
  expect(ids).toEqual(open.map(({ id }) => id).sort())
  expect(ruleFiles.filter(isRestricted).map(({ id }) => id)).toEqual([officialKinUnrecorded.id])
})

test('a rule stands in the folder of what it speaks of most: emergencies, or its heaviest dimension', () => {
  for (const { id, folder } of ruleFiles.filter((rule) => !isRestricted(rule))) {
    const { direction, dimensions } = indicatorOf(id) ?? expect.fail(id)
    const points = Object.entries(dimensions)
    const heaviest = points.filter(([, each]) => each === Math.max(...Object.values(dimensions)))
    const rooms = direction === 'urgent' ? ['emergencies'] : heaviest.map(([dimension]) => dimension)
    expect(rooms, id).toContain(folder)
  }
})

test('every number that an indicator reads, and every switch, is stated somewhere', () => {
  const stated = new Set(loadPolicies().rules.map(({ id }) => id))
  const read = catalogue.flatMap(({ parameters, inUse }) => [...parameters, ...(inUse === undefined ? [] : [inUse])])
  expect(read.filter((id) => !stated.has(id))).toEqual([])
})

test('every indicator reads known facts and can be found by its id', () => {
  for (const indicator of catalogue) {
    for (const type of [...indicator.reads, ...(indicator.quietWithout ?? [])])
      expect(changeEventData).toHaveProperty(type)
    expect(indicatorOf(indicator.id)).toBe(indicator)
  }
})

test('what neither fires nor is unknown is clear, and nothing is said of what another catalogue judged', () => {
  const told: Pick<Assessment, 'fires' | 'unknown'> = {
    fires: [],
    unknown: [{ status: 'unknown', indicator: 'fire-loss', missing: [], awaits: [] }],
  }
  expect(clearOf({ ...told, catalogue: catalogueName(catalogue) })).toEqual(ids.filter((id) => id !== 'fire-loss'))
  expect(clearOf({ ...told, catalogue: catalogueName(catalogue.slice(1)) })).toEqual([])
})
