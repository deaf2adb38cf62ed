import { loadPolicies } from '@shouwang/policy'
import { expect, test } from 'vitest'
import { catalogue, type Indicator, officialKinUnrecorded } from '../src/index.ts'
import { exampleHouseholds, factsReadBy } from './facts-read.ts'

const book = loadPolicies()

test.each([...catalogue, officialKinUnrecorded])(
  '$id declares the facts that it looks for, and no others',
  (indicator) => {
    expect(indicator.reads.toSorted()).toEqual(factsReadBy(indicator, exampleHouseholds, book))
  },
)

test('a fact that a rule looks for without saying so is found out, and one that it only says it reads', () => {
  const [rule] = catalogue
  if (rule === undefined) return expect.fail('no rules')
  const judge: Indicator['judge'] = ({ members }) => {
    const burnt = members.some(({ facts }) => facts.FireReported !== undefined)
    return { status: 'clear', ...(burnt ? { reviewOn: '2030-01-01' } : {}) }
  }
  const read = factsReadBy({ ...rule, judge }, exampleHouseholds, book)
  expect(read).toEqual(['FireReported'])
  expect(read).not.toEqual(rule.reads.toSorted())
})
