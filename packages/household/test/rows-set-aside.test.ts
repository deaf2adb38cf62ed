import { knownCoverage } from '@shouwang/household'
import { expect, test } from 'vitest'
import { adult, familyOf, listed, spouse, stated, type Told } from './family.ts'

const [september, october] = ['2026-09-30', '2026-10-31']
const setAside = (name: string, day = october) =>
  stated(name, 'RowSetAside', { reason: 'bad-date' }, { day, key: 'assistance-roll' })
/** The feeds of which something is known of a family about whom these facts were told. */
const knownOf = (facts: Told[], delivered = october): readonly string[] => {
  const family = familyOf(adult('li'), spouse('wang'), ...facts)
    .delivered('assistance-roll', delivered)
    .delivered('pension-pay', delivered)
  const known = knownCoverage(family.members, family.coverage)
  return both.filter((feed) => known(feed) !== undefined)
}
const fire = stated('wang', 'FireReported', { day: october, lossFen: 0, homeDamaged: false }, { day: october })
const both = ['assistance-roll', 'pension-pay']

test('a family of whom a row of the latest roll waits is not known to be absent from it', () => {
  expect(knownOf([])).toEqual(both)
  expect(knownOf([setAside('wang')])).toEqual(['pension-pay'])
})

test('the next roll, or a row of that day that was read, tells again', () => {
  expect(knownOf([setAside('wang', september)])).toEqual(both)
  expect(knownOf([setAside('wang'), listed('wang', 'dibao', { day: october })])).toEqual(both)
})

test('what an older roll, another feed, or this roll of somebody else says is no answer', () => {
  expect(knownOf([setAside('wang'), listed('wang', 'dibao', { day: september })])).toEqual(['pension-pay'])
  expect(knownOf([setAside('wang'), listed('li', 'dibao', { day: october })])).toEqual(['pension-pay'])
  expect(knownOf([setAside('wang'), fire])).toEqual(['pension-pay'])
})
