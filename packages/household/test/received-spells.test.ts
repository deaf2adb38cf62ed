import { addDays, type Day, type ReceivedSpell } from '@shouwang/contracts'
import { listingsOn, ownMembers, type Profile, receivedSpells } from '@shouwang/household'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { adult, child, dead, doubted, familyOf, listed, spouse, stated } from './family.ts'

const today = '2026-10-31'
const holds = ({ from, to }: ReceivedSpell, day: Day) => (from === null || from <= day) && (to === null || day <= to)
const personsOn = (profile: Profile, programme: string, day: Day) =>
  receivedSpells(profile)
    .filter((spell) => spell.programme === programme && holds(spell, day))
    .reduce((sum, { persons }) => sum + persons, 0)

test('a family of two on a roll counts two persons from its first day on, and none before', () => {
  const family = familyOf(adult('li'), spouse('wang'), child('xiao'), listed('li', 'dibao'), listed('wang', 'dibao'))
  expect(receivedSpells(family)).toEqual([{ programme: 'dibao', from: '2025-03-01', to: null, persons: 2 }])
  expect([personsOn(family, 'dibao', '2025-02-28'), personsOn(family, 'dibao', '2025-03-01')]).toEqual([0, 2])
})

test('who was stopped was on the roll up to the day that it gives, and who is missing from the next roll up to the one before', () => {
  const stopped = listed('li', 'dibao', { status: 'stopped', to: '2026-06-30' })
  const gone = listed('li', 'edge', { day: '2026-09-30' })
  expect(receivedSpells(familyOf(adult('li'), stopped, gone).delivered('assistance-roll', today))).toEqual([
    { programme: 'dibao', from: '2025-03-01', to: '2026-06-30', persons: 1 },
    { programme: 'edge', from: '2025-03-01', to: '2026-09-30', persons: 1 },
  ])
})

test('a suspended line had ended before the roll that says so, and a refused one never began', () => {
  const family = familyOf(
    adult('li'),
    listed('li', 'dibao', { status: 'suspended' }),
    listed('li', 'tekun', { status: 'rejected' }),
  )
  expect(receivedSpells(family)).toEqual([{ programme: 'dibao', from: '2025-03-01', to: '2026-10-30', persons: 1 }])
})

test('the dead count up to the day before their death', () => {
  const family = familyOf(adult('li'), listed('li', 'dibao'), dead('li', '2026-05-04'))
  expect([personsOn(family, 'dibao', '2026-05-03'), personsOn(family, 'dibao', '2026-05-04')]).toEqual([1, 0])
})

test('months of the elder allowance that follow each other are one time, and a month that was not paid parts them', () => {
  const months = ['2026-01', '2026-02', '2026-04'].map((month) =>
    stated('li', 'ElderAllowancePaid', { month, amountFen: 10_000 }, { key: month }),
  )
  const subsidy = stated('li', 'DisabilitySubsidyListed', { kind: 'care', monthlyFen: 15_000, fromMonth: '2026-03' })
  expect(receivedSpells(familyOf(adult('li'), months, subsidy))).toEqual([
    { programme: 'disability-care', from: '2026-03-01', to: null, persons: 1 },
    { programme: 'elder-allowance', from: '2026-01-01', to: '2026-02-28', persons: 1 },
    { programme: 'elder-allowance', from: '2026-04-01', to: '2026-04-30', persons: 1 },
  ])
})

test('two lines of one programme count their person once, and a row that names somebody else counts nobody', () => {
  const twice = [listed('li', 'dibao'), listed('li', 'dibao', { rollNo: 'JZ2', from: '2026-01-01', to: '2026-12-31' })]
  expect(personsOn(familyOf(adult('li'), twice), 'dibao', today)).toBe(1)
  expect(receivedSpells(familyOf(adult('li'), doubted(listed('li', 'dibao'))))).toEqual([])
})

const day = fc.integer({ min: -400, max: 0 }).map((back) => addDays(today, back))
const line = fc.record({
  programme: fc.constantFrom('dibao' as const, 'edge' as const),
  status: fc.constantFrom('active' as const, 'suspended' as const, 'stopped' as const, 'rejected' as const),
  rollNo: fc.constantFrom('JZ1', 'JZ2'),
  from: fc.option(day),
  to: fc.option(fc.integer({ min: -400, max: 200 }).map((back) => addDays(today, back))),
  day: fc.constantFrom('2026-09-30', today),
})

test('on the day of the latest roll as many are counted as it holds in force, whatever it says', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 4 }), fc.array(line, { maxLength: 4 }), (his, hers) => {
      const family = familyOf(
        adult('li'),
        spouse('wang'),
        ...his.map(({ programme, ...rest }) => listed('li', programme, rest)),
        ...hers.map(({ programme, ...rest }) => listed('wang', programme, rest)),
      ).delivered('assistance-roll', today)
      for (const programme of ['dibao', 'edge'] as const)
        expect(personsOn(family, programme, today)).toBe(
          ownMembers(family).filter(({ facts }) => listingsOn(facts, family.coverage, today, [programme]).length > 0)
            .length,
        )
    }),
    { numRuns: 500 },
  )
})
