import { departureOf, livingMembers, member } from '@shouwang/household'
import { expect, test } from 'vitest'
import {
  adult,
  child,
  dead,
  elder,
  familyOf,
  foundAt,
  held,
  home,
  listed,
  moved,
  person,
  spouse,
  withdrawn,
} from './family.ts'

const day = '2026-10-31'
const couple = familyOf(adult('li'), spouse('wang'))
const living = (family: typeof couple, on = day) => livingMembers(family, on).length

test('a member is found by pseudonym, and a stranger is not', () => {
  expect(member(couple, person('wang'))?.relation).toBe('spouse')
  expect(member(couple, person('zhao'))).toBeUndefined()
})

test('the dead do not count from the day of death, whichever source reports it', () => {
  for (const source of ['police', 'health', 'funeral'] as const) {
    const family = couple.with(dead('wang', '2026-09-01', source))
    expect([living(family, '2026-08-31'), living(family, '2026-09-01')]).toEqual([2, 1])
  }
})

test('a death that was withdrawn brings the person back', () => {
  expect(living(couple.with(withdrawn(dead('wang', '2026-09-01', 'health'))))).toBe(2)
})

test('a prisoner does not count from the first through the last day of custody', () => {
  const family = couple.with(held('wang', '2026-02-01', '2026-08-31'))
  expect(['2026-01-31', '2026-02-01', '2026-08-31', '2026-09-01'].map((on) => living(family, on))).toEqual([2, 1, 1, 2])
})

test('compulsory rehabilitation takes a person away, community correction does not', () => {
  expect(living(couple.with(held('wang', '2026-02-01', null, 'compulsory-rehab')))).toBe(1)
  expect(living(couple.with(held('wang', '2026-02-01', null, 'community-correction')))).toBe(2)
})

test('who married out stays on the profile of the old roll, but does not count', () => {
  const out = moved('mei', 'marriage', 'h2', '2026-07-02')
  const family = couple.with(child('mei'), listed('mei', 'dibao'), out)
  expect(family.members).toHaveLength(3)
  expect([living(family, '2026-07-01'), living(family)]).toEqual([3, 2])
  expect(departureOf(family, member(family, person('mei'))?.facts ?? {}, day)?.data.toHouseholdNo).toBe('h2')
})

test('who married in counts', () => {
  expect(living(couple.with(moved('mei', 'marriage', home, '2026-07-02', { fromHouseholdNo: 'h2' })))).toBe(3)
})

test('a split of the register is on paper only', () => {
  expect(living(couple.with(listed('wang', 'dibao'), moved('wang', 'split', 'h2', '2026-07-02')))).toBe(2)
})

test('a later decision of the roll, or a later visit, counts who moved away as back', () => {
  const out = moved('wang', 'migration', 'h2', '2026-07-02')
  expect(living(couple.with(out, listed('wang', 'dibao')))).toBe(1)
  expect(living(couple.with(out, listed('wang', 'dibao', { from: '2026-08-01' })))).toBe(2)
  expect(living(couple.with(out, listed('wang', 'dibao'), foundAt('wang', home, '2026-08-01')))).toBe(2)
})

test('members come head first, then by birth date, the unknown last', () => {
  const family = familyOf(dead('nobody', '2026-01-01'), child('mei'), elder('zhao'), spouse('wang'), adult('li'))
  expect(family.members.map(({ person: who }) => who)).toEqual(['li', 'zhao', 'wang', 'mei', 'nobody'].map(person))
})
