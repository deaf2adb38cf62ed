import type { PersonId } from '@shouwang/contracts'
import {
  coverageStatus,
  type Fact,
  factsIn,
  foldEvents,
  householdBooks,
  livingMembers,
  type Neighbourhood,
  profileOf,
} from '@shouwang/household'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eventOf, reordered, runs } from './events.ts'
import {
  adult,
  child,
  dead,
  doubted,
  elder,
  home,
  listed,
  married,
  moved,
  pensioned,
  person,
  spouse,
  withdrawn,
} from './family.ts'

const day = '2026-10-31'
const nobody: Neighbourhood = { persons: new Map(), kin: new Map(), delivered: [] }
const nameOf = (who: PersonId): string => Buffer.from(who.slice(2), 'hex').toString().replaceAll('\0', '')

/** Who lives in each household, and whom each profile names, by whatever order the facts came in. */
const told = (...facts: readonly Fact[]) => worldOf(facts.map(eventOf))

const worldOf = (events: Parameters<typeof foldEvents>[1]) => {
  const { neighbourhood } = foldEvents(nobody, events)
  const booksOf = householdBooks(neighbourhood.persons.values())
  const households = new Set([...neighbourhood.persons.values()].map(({ household }) => household))
  const profiles = [...households].map((household) =>
    profileOf({ household, ...booksOf(household), kin: new Map(), coverage: () => undefined }),
  )
  return {
    living: Object.fromEntries(
      profiles.map((profile) => [
        profile.household,
        livingMembers(profile, day)
          .map(({ person: who }) => nameOf(who))
          .sort(),
      ]),
    ),
    left: Object.fromEntries(
      profiles.map(({ household, members }) => [
        household,
        members.filter(({ livesElsewhere }) => livesElsewhere).map(({ person: who }) => nameOf(who)),
      ]),
    ),
    aided: profiles.filter((profile) => coverageStatus(profile, day) === 'listed').map(({ household }) => household),
  }
}

const inAnyOrder = (facts: readonly Fact[], expected: ReturnType<typeof told>): void => {
  const sorted = (world: ReturnType<typeof told>) => ({ ...world, aided: [...world.aided].sort() })
  fc.assert(
    fc.property(reordered(facts.map(eventOf)), (stream) => {
      expect(sorted(worldOf(stream))).toEqual(sorted(expected))
      const oneByOne = stream.reduce((known, event) => foldEvents(known, [event]).neighbourhood, nobody)
      expect(new Map([...oneByOne.persons].sort())).toEqual(
        new Map([...foldEvents(nobody, stream).neighbourhood.persons].sort()),
      )
    }),
    runs,
  )
}

const family = [adult('man'), spouse('wife'), child('boy')]
const roll = ['man', 'wife', 'boy'].map((name) => listed(name, 'dibao', { from: '2025-03-01' }))
const grandfather = [
  elder('opa', { householdNo: 'h2', relation: 'head' }),
  ...pensioned('opa', 4800, 'urban-employee', '2026-09'),
]
const goHome = ['wife', 'boy'].map((name) => moved(name, 'migration', 'h2', '2026-07-02'))
const divorce = married('man', 'wife', '2026-06-18', 'divorce')

test('a divorced man stays at home when wife and child move to her father, and her father stays out of his family', () => {
  inAnyOrder([...family, ...roll, ...grandfather, divorce, ...goHome], {
    living: { [home]: ['man'], h2: ['boy', 'opa', 'wife'] },
    left: { [home]: ['wife', 'boy'], h2: [] },
    aided: [home],
  })
})

test('a divorce that only the registers of a later day show takes nobody into the father’s household but the two', () => {
  const registers = [
    adult('man'),
    child('wife', { householdNo: 'h2', relation: 'daughter', birthDate: '1985-02-01', day: '2026-09-30' }),
    child('boy', { householdNo: 'h2', relation: 'grandchild', day: '2026-09-30' }),
  ]
  inAnyOrder([...registers, ...roll, ...grandfather, divorce], {
    living: { [home]: ['man'], h2: ['boy', 'opa', 'wife'] },
    left: { [home]: ['wife', 'boy'], h2: [] },
    aided: [home],
  })
})

test('a wife who sets up a household of her own with the children does not take the man along', () => {
  const split = ['wife', 'boy'].map((name) => moved(name, 'split', 'h9', '2026-07-02'))
  inAnyOrder([...family, ...roll, divorce, ...split], {
    living: { [home]: ['man'], h9: ['boy', 'wife'] },
    left: { [home]: ['wife', 'boy'], h9: [] },
    aided: [home],
  })
})

test('a widow who goes home with the children leaves the dead man’s household, and does not bring him along', () => {
  inAnyOrder([...family, ...roll, ...grandfather, dead('man', '2026-06-01'), ...goHome], {
    living: { [home]: [], h2: ['boy', 'opa', 'wife'] },
    left: { [home]: ['wife', 'boy'], h2: [] },
    aided: [home],
  })
})

test('a daughter who marries out counts in her new household, and the old one still sees that she left', () => {
  const bride = [child('mei', { relation: 'daughter', birthDate: '2000-05-26' }), listed('mei', 'dibao')]
  const wedding = [
    adult('xu', { householdNo: 'h2' }),
    married('xu', 'mei', '2026-06-18'),
    moved('mei', 'marriage', 'h2', '2026-07-02'),
  ]
  inAnyOrder([...family, ...roll, ...bride, ...wedding], {
    living: { [home]: ['boy', 'man', 'wife'], h2: ['mei', 'xu'] },
    left: { [home]: ['mei'], h2: [] },
    aided: [home],
  })
})

test('a family that moves as a whole keeps its aid in the new home', () => {
  const moves = ['man', 'wife', 'boy'].map((name) => moved(name, 'migration', 'h5', '2026-07-02'))
  inAnyOrder([...family, ...roll, ...moves], {
    living: { h5: ['boy', 'man', 'wife'] },
    left: { h5: [] },
    aided: ['h5'],
  })
})

test('a decision of the roll after the move, or a move taken back, keeps the family together', () => {
  const decidedLater = ['man', 'wife', 'boy'].map((name) => listed(name, 'dibao', { from: '2026-08-01' }))
  const together = { living: { [home]: ['boy', 'man', 'wife'] }, left: { [home]: [] }, aided: [home] }
  inAnyOrder([...family, ...decidedLater, ...goHome], together)
  inAnyOrder([...family, ...roll, ...goHome, ...goHome.map(withdrawn)], together)
})

test('a couple on the roll who live together though registered apart are one family', () => {
  const apart = [
    adult('man'),
    child('wife', { householdNo: 'h2', relation: 'daughter' }),
    child('boy', { householdNo: 'h2', relation: 'grandchild' }),
  ]
  inAnyOrder([...apart, ...roll, ...grandfather], {
    living: { [home]: ['boy', 'man', 'wife'], h2: ['opa'] },
    left: { [home]: [], h2: [] },
    aided: [home],
  })
})

test('a move or a death whose row names somebody else moves nobody', () => {
  const together = { living: { [home]: ['boy', 'man', 'wife'] }, left: { [home]: [] }, aided: [home] }
  inAnyOrder([...family, ...roll, divorce, ...goHome.map(doubted)], together)
  const struckOff = [moved('boy', 'cancelled', null, '2026-07-02')]
  expect(told(...family, ...struckOff, doubted(dead('boy', '2026-07-01'))).living[home]).not.toContain('boy')
})

test('the same statement under the right name makes a doubtful fact sure, whichever comes first', () => {
  const stay = dead('man', '2026-06-01')
  for (const order of [
    [stay, doubted(stay)],
    [doubted(stay), stay],
  ]) {
    const { persons } = foldEvents(nobody, order.map(eventOf)).neighbourhood
    expect([...(factsIn(persons.get(person('man'))?.book ?? {}, 'DeathReported')?.values() ?? [])]).toEqual([stay.fact])
  }
})

test('what happens to someone who left is judged in both households', () => {
  const { neighbourhood } = foldEvents(nobody, [...family, ...roll, ...grandfather, divorce, ...goHome].map(eventOf))
  const { households } = foldEvents(neighbourhood, [eventOf(dead('boy', '2026-10-20'))])
  expect([...households.keys()].sort()).toEqual([home, 'h2'].sort())
  const stopped = foldEvents(neighbourhood, [eventOf(listed('boy', 'dibao', { status: 'stopped', day: '2026-11-07' }))])
  expect([...stopped.households.keys()].sort()).toEqual([home, 'h2'].sort())
  expect(person('boy')).toBe(stopped.changed[0]?.person)
})
