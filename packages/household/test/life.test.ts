import {
  assessedOn,
  currentDisability,
  custodyOn,
  deathOf,
  evidence,
  type Facts,
  isDeadOn,
  kinOf,
  parentsOf,
  previousDisability,
  spouseOf,
} from '@shouwang/household'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  adult,
  booksOf,
  certified,
  dead,
  familyOf,
  held,
  married,
  person,
  stated,
  type Told,
  withdrawn,
} from './family.ts'

const factsOf = (...facts: Told[]): Facts => familyOf(adult('li'), ...facts).members[0]?.facts ?? {}
const levelOf = (...facts: Told[]) => currentDisability(factsOf(...facts))?.data.level

test('a death names every source that reports it now', () => {
  const [police, health, funeral] = [
    dead('li', '2026-08-31', 'police'),
    dead('li', '2026-08-31', 'health'),
    dead('li', '2026-09-02', 'funeral'),
  ]
  expect(deathOf(factsOf(funeral, health, police))).toMatchObject({
    day: '2026-08-31',
    sources: ['police', 'health', 'funeral'],
  })
  expect(deathOf(factsOf(funeral))).toMatchObject({ day: '2026-09-02', sources: ['funeral'] })
  expect(deathOf(factsOf(police, withdrawn(health)))).toMatchObject({ sources: ['police'] })
  expect(deathOf(factsOf(withdrawn(health)))).toBeNull()
})

test('a cremation before the reported death does not move the death', () => {
  expect(deathOf(factsOf(dead('li', '2026-08-01', 'funeral'), dead('li', '2026-08-31', 'police')))?.day).toBe(
    '2026-08-31',
  )
})

test('a death that was withdrawn and reported again with an earlier day stands, in whatever order it came', () => {
  const [first, again] = [dead('li', '2026-09-12', 'health'), dead('li', '2026-09-10', 'health')]
  fc.assert(
    fc.property(fc.shuffledSubarray([first, withdrawn(first), first, again], { minLength: 4 }), (facts) => {
      expect(deathOf(factsOf(...facts))).toMatchObject({ day: '2026-09-10', sources: ['health'] })
    }),
  )
})

test('of two days that one source named, the one that it stated last counts', () => {
  const [first, corrected] = [dead('li', '2026-09-10', 'police'), dead('li', '2026-09-12', 'police')]
  const facts = factsOf(first, corrected, dead('li', '2026-09-12', 'health'))
  expect(deathOf(facts)).toMatchObject({ day: '2026-09-12', sources: ['police', 'health'] })
  expect(deathOf(facts)?.facts).toHaveLength(2)
  expect(isDeadOn(facts, '2026-09-11')).toBe(false)
})

test('custody is the one that holds on the day', () => {
  const facts = factsOf(held('li', '2026-02-01', '2026-05-31', 'detention'), held('li', '2026-06-01'))
  expect(custodyOn(facts, '2026-05-31')?.data.kind).toBe('detention')
  expect(custodyOn(facts, '2026-06-01')?.data.kind).toBe('prison')
  expect(custodyOn(facts, '2026-01-31')).toBeNull()
})

test('the certificate issued last counts, unless it was cancelled', () => {
  const [second, first] = [certified('li', 4, 2, '2020-05-06'), certified('li', 4, 1, '2026-05-06')]
  expect(levelOf(first, second)).toBe(1)
  expect(levelOf(second, certified('li', 4, 1, '2026-05-06', 'cancelled'))).toBe(2)
  expect(levelOf(certified('li', 4, 1, '2026-05-06', 'cancelled'))).toBeUndefined()
})

test('the certificate that a new one replaced is known, cancelled or not', () => {
  const facts = factsOf(certified('li', 4, 3, '2020-05-06', 'cancelled'), certified('li', 4, 1, '2026-05-06'))
  expect(previousDisability(facts)?.data.level).toBe(3)
  expect(previousDisability(factsOf(certified('li', 4, 1, '2026-05-06')))).toBeNull()
})

test('a card that was lost or renewed is the same assessment, and is cancelled with it', () => {
  const issue = (key: string, certifiedOn: string, status: 'valid' | 'cancelled' = 'valid') =>
    stated('li', 'DisabilityCertified', { category: 4, level: 1, certifiedOn, status }, { key, day: certifiedOn })
  const [first, lost, renewed] = [
    issue('h', '2018-09-05'),
    issue('h|B1', '2024-03-01'),
    issue('h|renewed', '2026-10-08'),
  ]
  const facts = factsOf(first, renewed, lost)
  const current = currentDisability(facts)
  expect(current?.data.certifiedOn).toBe('2026-10-08')
  expect(current && assessedOn(facts, current)).toBe('2018-09-05')
  expect(previousDisability(facts)).toBeNull()
  expect(currentDisability(factsOf(lost, renewed, issue('h', '2026-10-20', 'cancelled')))).toBeNull()
  expect(currentDisability(factsOf(renewed, issue('h', '2026-10-08', 'cancelled')))).toBeNull()
  expect(currentDisability(factsOf(lost, issue('h', '2024-03-01', 'cancelled')))?.data.level).toBe(1)
})

test('a divorce ends a marriage, a new marriage names the new spouse', () => {
  const first = married('li', 'wang', '2020-01-01')
  const divorce = married('li', 'wang', '2024-01-01', 'divorce')
  const second = married('li', 'zhao', '2024-01-01')
  expect(spouseOf(factsOf(first))).toBe(person('wang'))
  expect(spouseOf(factsOf(first, divorce))).toBeNull()
  expect(spouseOf(factsOf(second, first, divorce))).toBe(person('zhao'))
})

test('the kin of a person are parents and spouse', () => {
  const parents = stated('li', 'ParentsRecorded', { father: person('fu'), mother: null })
  const facts = [parents, married('li', 'wang', '2020-01-01')]
  expect(parentsOf(factsOf(...facts))).toEqual({ father: person('fu'), mother: null })
  expect(kinOf(factsOf(...facts))).toEqual([person('fu'), person('wang')])
  expect(kinOf(booksOf(facts).get(person('li')) ?? {})).toEqual([person('fu'), person('wang')])
  expect(kinOf(booksOf(facts.map(withdrawn)).get(person('li')) ?? {})).toEqual([])
})

test('evidence names who said it, of whom and when', () => {
  const facts = factsOf(dead('li', '2026-08-31'))
  const [report] = facts.DeathReported ?? []
  expect(report && evidence(person('li'), 'DeathReported', report)).toEqual({
    person: person('li'),
    type: 'DeathReported',
    sourceKey: 'police/2026-08-31',
    feed: 'death-cancel',
    provider: '公安局',
    day: '2026-08-31',
  })
})

test('whom a court obliged to pay for a parent is kin; a guardian and an unnamed party are not', () => {
  const judged = (kind: 'support' | 'guardianship', other: string | null) =>
    stated(
      'lao',
      'FamilyJudged',
      { kind, other: other === null ? null : person(other), monthlyFen: null, judgedOn: '2026-03-01' },
      { key: `${kind}/${other}` },
    )
  const facts = [judged('support', 'er'), judged('guardianship', 'wang'), judged('support', null)]
  expect(kinOf(booksOf(facts).get(person('lao')) ?? {})).toEqual([person('er')])
})
