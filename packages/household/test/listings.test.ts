import {
  coverageStatus,
  type Facts,
  isRecipient,
  lastListing,
  lastRefusal,
  listingsOn,
  type Profile,
} from '@shouwang/household'
import { expect, test } from 'vitest'
import { adult, dead, familyOf, listed, spouse, type Told, withdrawn } from './family.ts'

const day = '2026-10-31'
const firstOf = (profile: Profile): Facts => profile.members[0]?.facts ?? {}
const programmesOn = (profile: Profile, on = day) =>
  listingsOn(firstOf(profile), profile.coverage, on).map(({ data }) => data.programme)

test('a roll line holds from its first through its last day', () => {
  const family = familyOf(adult('li'), listed('li', 'dibao', { from: '2026-03-01', to: '2026-08-31' }))
  expect(['2026-02-28', '2026-03-01', '2026-08-31', '2026-09-01'].map((on) => programmesOn(family, on).length)).toEqual(
    [0, 1, 1, 0],
  )
})

test('a suspended, a stopped, a refused and a withdrawn line are not in force', () => {
  const lines = [
    listed('li', 'dibao', { status: 'suspended' }),
    listed('li', 'edge', { status: 'stopped' }),
    listed('li', 'tekun', { status: 'rejected' }),
    withdrawn(listed('li', 'rigid')),
  ]
  expect(programmesOn(familyOf(adult('li'), lines))).toEqual([])
})

test('a line that the latest roll no longer carries has ended', () => {
  const family = familyOf(adult('li'), listed('li', 'dibao', { day: '2026-09-30' }))
  expect(programmesOn(family.delivered('assistance-roll', '2026-09-30'))).toEqual(['dibao'])
  expect(programmesOn(family.delivered('assistance-roll', '2026-10-31'))).toEqual([])
})

test('a line that the latest roll repeats is in force, whichever of the two came first', () => {
  const [september, october] = [listed('li', 'dibao', { day: '2026-09-30' }), listed('li', 'dibao')]
  for (const lines of [
    [september, october],
    [october, september],
  ])
    expect(programmesOn(familyOf(adult('li'), lines).delivered('assistance-roll', day))).toEqual(['dibao'])
})

test('only the programmes asked for are given', () => {
  const family = familyOf(adult('li'), listed('li', 'edge'), listed('li', 'dibao_single'))
  expect(listingsOn(firstOf(family), () => undefined, day, ['edge']).map(({ data }) => data.programme)).toEqual([
    'edge',
  ])
})

test('who left the roll left on the day that it gives, else with the last roll that listed him', () => {
  const endedOn = (...lines: Told[]) => {
    const family = familyOf(adult('li'), ...lines).delivered('assistance-roll', day)
    return lastListing(firstOf(family), family.coverage, day, ['dibao', 'tekun'])?.endedOn
  }
  expect(endedOn(listed('li', 'dibao', { status: 'stopped', to: '2026-04-30' }))).toBe('2026-04-30')
  expect(endedOn(listed('li', 'dibao', { day: '2026-06-30' }))).toBe('2026-06-30')
  expect(endedOn(listed('li', 'dibao', { to: '2026-09-30' }))).toBe('2026-09-30')
  expect(endedOn(listed('li', 'dibao'))).toBeUndefined()
  expect(endedOn(listed('li', 'dibao', { status: 'suspended' }))).toBeUndefined()
  expect(endedOn(listed('li', 'dibao', { status: 'rejected' }))).toBeUndefined()
  expect(endedOn(listed('li', 'edge', { status: 'stopped', to: '2026-04-30' }))).toBeUndefined()
})

test('who left one programme and is on another asked for has not left', () => {
  const family = familyOf(adult('li'), listed('li', 'dibao', { status: 'stopped' }), listed('li', 'tekun'))
  expect(lastListing(firstOf(family), () => undefined, day, ['dibao', 'tekun'])).toBeNull()
})

test('a refusal keeps its day', () => {
  const refused = listed('li', 'dibao', { status: 'rejected', from: '2026-05-06', day: '2026-06-30' })
  const family = familyOf(adult('li'), refused)
  expect(lastRefusal(firstOf(family), day)).toMatchObject({ refusedOn: '2026-05-06' })
  expect(lastRefusal(firstOf(family), '2026-05-05')).toBeNull()
})

test('a household is a recipient while a dead member is still on the roll', () => {
  const family = familyOf(adult('li'), spouse('wang'), listed('wang', 'dibao'), dead('wang', '2026-09-01'))
  expect(isRecipient(family, day)).toBe(true)
})

test('the edge list makes nobody a recipient', () => {
  expect(isRecipient(familyOf(adult('li'), listed('li', 'edge')), day)).toBe(false)
})

test('not being on a roll is known only once that roll was delivered', () => {
  const family = familyOf(adult('li'))
  expect(coverageStatus(family, day)).toBe('unknown')
  expect(coverageStatus(family.delivered('assistance-roll', day), day)).toBe('not-listed')
  expect(coverageStatus(family.with(listed('li', 'edge')), day)).toBe('listed')
  expect(coverageStatus(family.with(listed('li', 'edge')), day, ['dibao'])).toBe('unknown')
})
