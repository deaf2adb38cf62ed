import { type Fact, knownFacts, profileOf } from '@shouwang/household'
import { expect, test } from 'vitest'
import { adult, booksOf, child, dead, familyOf, home, person, spouse, stated, village, withdrawn } from './family.ts'

const profileIn = (household: string, facts: readonly Fact[]) =>
  profileOf({ household, persons: booksOf(facts), kin: new Map(), coverage: () => undefined })

test('the facts of a profile stand in the order of their keys, and the withdrawn are gone', () => {
  const [police, health] = [dead('li', '2026-08-31', 'police'), dead('li', '2026-08-31', 'health')]
  const book = booksOf([police, health, withdrawn(adult('li'))]).get(person('li')) ?? {}
  expect(knownFacts(book)).toEqual({
    DeathReported: [
      expect.objectContaining({ sourceKey: 'health/2026-08-31' }),
      expect.objectContaining({ sourceKey: 'police/2026-08-31' }),
    ],
  })
})

test('a profile is of the village of its head', () => {
  const family = familyOf(adult('li', { region: '350211001204' }), spouse('wang'), child('mei'))
  expect(family).toMatchObject({ householdNo: home, region: '350211001204' })
})

test('the head of the household comes before a head whom a roll brought in', () => {
  const guest = adult('guest', { householdNo: 'h0', birthDate: '1940-01-01', region: '350211001204' })
  expect(familyOf(guest, adult('li'))).toMatchObject({ region: village, members: [{ person: person('li') }, {}] })
})

test('without a head the village of most members counts', () => {
  const elsewhere = child('lan', { region: '350211001204' })
  expect(familyOf(elsewhere, spouse('wang'), child('mei')).region).toBe(village)
})

test('a provisional household has no number, and the region of a call for help', () => {
  const call = stated('li', 'HelpRequested', { day: '2026-10-20', category: 'hardship', region: '350211001204' })
  const earlier = stated(
    'li',
    'HelpRequested',
    { day: '2026-10-01', category: 'hardship', region: village },
    { key: 'a' },
  )
  expect(profileIn(`~${person('li')}`, [call, earlier])).toMatchObject({ householdNo: '', region: '350211001204' })
  expect(profileIn(`~${person('li')}`, [dead('li', '2026-08-31')]).region).toBeNull()
})

test('D1: who is in no register lives where his home burnt last, and not where he asked for help before', () => {
  const call = stated('li', 'HelpRequested', { day: '2026-10-20', category: 'hardship', region: village })
  const burnt = (region: string | null) =>
    stated('li', 'FireReported', { day: '2026-10-28', lossFen: null, homeDamaged: true, region })
  expect(profileIn(`~${person('li')}`, [call, burnt('350211001204')]).region).toBe('350211001204')
  expect(profileIn(`~${person('li')}`, [call, burnt(null)]).region).toBe(village)
})

test('kin outside the household come with their facts', () => {
  expect(familyOf(child('mei')).withKin(dead('fu', '2026-08-31')).kin.get(person('fu'))?.DeathReported).toHaveLength(1)
})
