import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays, type Day, PatrolGroup } from '@shouwang/contracts'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { coverageOf, isDue, type PatrolHousehold, type Placed, patrolOf, patrolRulesOn, roundOf } from '../src/index.ts'
import { loadPatrolRules } from '../src/load-rules.ts'

const today: Day = '2026-10-31'
const rules = patrolRulesOn(loadPatrolRules(), today)
const village = '350203001201'

const household = (given: Partial<PatrolHousehold> = {}): PatrolHousehold => ({
  household: 'h-1',
  householdNo: '1',
  region: village,
  groups: ['lone-elder'],
  lastOn: null,
  ...given,
})
const at = (place: string, given: Partial<PatrolHousehold> = {}): Placed => ({
  ...patrolOf(household({ household: place, ...given }), rules),
  place,
})

test('every group has a rule today, from a source or said to be our own', () => {
  expect([...rules.everyDays.keys()].sort()).toEqual([...PatrolGroup.options].sort())
  expect(rules.perDay).toBe(8)
  const values = loadPatrolRules().lists.flatMap((list) => list.rules.flatMap((rule) => rule.values))
  expect(values.filter(({ source, basis }) => (source === undefined) === (basis === undefined))).toEqual([])
})

test('rules are dated: before the month of the elders’ visits was law, no rule asked for them', () => {
  expect(patrolRulesOn(loadPatrolRules(), '2022-09-30').everyDays.get('lone-elder')).toBeUndefined()
  expect(patrolRulesOn(loadPatrolRules(), '2022-10-01').everyDays.get('lone-elder')).toBe(30)
})

test('an elder who lives alone is due thirty days after anybody was there, and at once where nobody was', () => {
  expect(patrolOf(household({ lastOn: '2026-10-01' }), rules)).toMatchObject({ everyDays: 30, dueOn: '2026-10-31' })
  expect(isDue(patrolOf(household({ lastOn: '2026-10-01' }), rules), today)).toBe(true)
  expect(isDue(patrolOf(household({ lastOn: '2026-10-02' }), rules), today)).toBe(false)
  expect(isDue(patrolOf(household(), rules), today)).toBe(true)
})

test('of several groups the strictest counts, and a household in none is nobody’s patrol', () => {
  expect(patrolOf(household({ groups: ['students', 'low-income', 'very-old'] }), rules).everyDays).toBe(30)
  expect(isDue(patrolOf(household({ groups: [] }), rules), today)).toBe(false)
})

test('the day takes who has waited longest, and walks by house numbers as they follow each other', () => {
  const due = [
    at('东村12号'),
    at('东村2号'),
    at('东村30号', { lastOn: '2026-06-01' }),
    at('东村7号', { lastOn: '2026-09-15' }),
  ]
  const { now, later } = roundOf(due, today, 3)
  expect(now.map(({ place }) => place)).toEqual(['东村2号', '东村7号', '东村30号'])
  expect(later.map(({ place }) => place)).toEqual(['东村12号'])
  expect(roundOf(due, today, -2).now).toEqual([])
})

const someone = fc.record({
  place: fc.integer({ min: 1, max: 60 }).map((no) => `西村${no}号`),
  lastOn: fc.option(
    fc.integer({ min: 0, max: 400 }).map((days) => addDays(today, -days)),
    { nil: null },
  ),
})

test('nobody is lost between today and later, and nobody who is left waited longer than somebody who is taken', () => {
  fc.assert(
    fc.property(fc.array(someone, { maxLength: 40 }), fc.integer({ min: 0, max: 12 }), (people, room) => {
      const due = people.map(({ place, lastOn }, no) => ({ ...at(place, { lastOn }), household: `h-${no}` }))
      const { now, later } = roundOf(due, today, room)
      expect([...now, ...later].map((one) => one.household).sort()).toEqual(due.map((one) => one.household).sort())
      expect(now.length).toBe(Math.min(room, due.length))
      const since = ({ dueOn }: Placed): Day => dueOn ?? today
      for (const left of later) for (const taken of now) expect(since(taken) <= since(left)).toBe(true)
    }),
  )
})

test('coverage adds up to every household that a rule is about, and agrees with who is due', () => {
  fc.assert(
    fc.property(fc.array(someone, { maxLength: 40 }), (people) => {
      const rows = people.map(({ lastOn }) => ({ ...household({ lastOn }), households: 1 }))
      const [place] = coverageOf(rows, rules, today)
      const due = rows.filter((row) => isDue(patrolOf(row, rules), today)).length
      const { households = 0, onTime = 0, overdue = 0, never = 0 } = place ?? {}
      expect(households).toBe(rows.length)
      expect(onTime + overdue + never).toBe(households)
      expect(overdue + never).toBe(due)
    }),
  )
})

test('what is wrong in a file of rules is named with its file and key', () => {
  const folder = mkdtempSync(join(tmpdir(), 'patrols-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const source = '{ title: 某文, publisher: 某局, confidence: high }'
  const rule = '{ group: orphan, values: [{ from: 2026-01-01, everyDays: 30 }] }'
  writeFileSync(join(folder, 'mine.yaml'), `id: mine\nlabel: 我们的\nsource: ${source}\nrules: [${rule}]\n`)
  writeFileSync(join(folder, 'day.yaml'), 'values: [{ from: 2026-01-01, households: 0, basis: default }]\n')
  expect(() => loadPatrolRules(folder)).toThrow(/mine\.yaml: rules\.0\.values\.0: needs a source[\s\S]*day\.yaml/)
})
