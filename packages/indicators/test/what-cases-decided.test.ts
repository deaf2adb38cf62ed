import { loadPolicies, policyOn } from '@shouwang/policy'
import { expect, test } from 'vitest'
import { assessBy, checkHousehold, type Indicator } from '../src/index.ts'
import { Case } from './case-format.ts'
import { personOf, profileOfCase } from './profile-of-case.ts'

const day = '2026-10-31'
const policy = policyOn(loadPolicies(), null, day)

/** A fire that cost 30,000 yuan, over a line of 5,000. */
const fire = (programmes: Indicator['programmes']): Indicator => ({
  id: 'lead',
  name: '线索',
  direction: 'urgent',
  class: 'discovery',
  level: 'red',
  dimensions: { expenditure: 50 },
  source: '测试',
  reads: [],
  parameters: [],
  programmes,
  judge: () => ({
    status: 'fires',
    confidence: 1,
    person: personOf('li'),
    reason: '家中失火',
    observations: [{ label: '火灾损失', observed: 3_000_000, threshold: 500_000, unit: 'fen', rule: null }],
    facts: [],
  }),
})

const profile = (facts: readonly object[], more: object = {}) =>
  profileOfCase(
    Case.parse({
      name: 'x',
      day,
      expect: { status: 'clear' },
      members: [{ id: 'li', born: '1980-01-01', relation: 'head', facts }],
      ...more,
    }),
  )
const judged = (
  facts: readonly object[],
  more: object = {},
  programmes: Indicator['programmes'] = ['temporary-relief'],
) => assessBy([fire(programmes)])(profile(facts, more), policy, day)
const standing = (facts: readonly object[], more: object = {}, programmes?: Indicator['programmes']) =>
  judged(facts, more, programmes).entitlements.map((each) => `${each.programme} ${each.standing}`)

const decided = (more: object) => ({ DecisionMade: { from: '2026-10-02', ...more } })

test('a household that got a programme is no longer said to be owed it', () => {
  expect(standing([])).toEqual(['temporary-relief possibly-owed'])
  expect(standing([decided({})])).toEqual(['temporary-relief held'])
  expect(standing([decided({ result: 'refused' })])).toEqual(['temporary-relief possibly-owed'])
  expect(standing([decided({ from: '2026-11-05' })])).toEqual(['temporary-relief possibly-owed'])
  expect(standing([{ AidGiven: { day: '2026-10-03', helpFirst: true } }])).toEqual(['temporary-relief held'])
})

test('help given once answers what was known then, not what befell the family since', () => {
  const burnt = { FireReported: { day: '2026-10-20' } }
  expect(standing([decided({}), burnt])).toEqual(['temporary-relief possibly-owed'])
  expect(standing([decided({ from: '2026-10-21' }), burnt])).toEqual(['temporary-relief held'])
  expect(standing([decided({ from: '2025-10-20' })])).toEqual(['temporary-relief possibly-owed'])
})

test('what is paid by the month is held until its end, a stop, or a roll that never shows it', () => {
  const dibao = (more: object = {}) => decided({ programme: 'dibao', ...more })
  expect(standing([dibao()], {}, ['dibao'])).toEqual(['dibao held'])
  expect(standing([dibao({ to: '2026-10-15' })], {}, ['dibao'])).toEqual(['dibao possibly-owed'])
  const stop = decided({ programme: 'dibao', result: 'stopped', from: '2026-10-20', decisionNo: 'C-1-d2' })
  expect(standing([dibao(), { ...stop, key: 'd2' }], {}, ['dibao'])).toEqual(['dibao possibly-owed'])
  const roll = { coverage: { 'assistance-roll': day } }
  expect(standing([dibao({ from: '2026-09-15' })], roll, ['dibao'])).toEqual(['dibao held'])
  expect(standing([dibao({ from: '2026-06-15' })], roll, ['dibao'])).toEqual(['dibao possibly-owed'])
})

test('a roll that lists what was stopped before it was delivered says nothing of the time after', () => {
  const stop = { ...decided({ programme: 'dibao', result: 'stopped', from: '2026-10-20' }), key: 'd1' }
  const listed = (statedOn: string) => ({ AssistanceListed: { programme: 'dibao' }, statedOn })
  expect(standing([listed('2026-10-10'), stop], {}, ['dibao'])).toEqual(['dibao possibly-owed'])
  expect(standing([listed('2026-10-28'), stop], {}, ['dibao'])).toEqual(['dibao held'])
})

test('the check shows what was decided as had, and one day later what has ended is judged again', () => {
  const check = checkHousehold(profile([decided({})]), policy, day)
  expect(check.programmes.find(({ programme }) => programme === 'temporary-relief')?.held).toMatchObject({
    why: '个案决定 C-1-d1，自2026-10-02起。',
  })
  expect(judged([decided({ to: '2026-11-20' })]).reviewOn).toBe('2026-11-21')
})

test('J6: aid takes its share off a hardship, and a lead whose rest lies below the line is no longer grave', () => {
  const given = (amountYuan: number, more: object = {}) => ({ AidGiven: { amountYuan, day: '2026-10-03', ...more } })
  const before = judged([])
  expect(before).toMatchObject({ levelToday: 'red', scores: { expenditure: 50 } })
  expect(judged([given(6_000)])).toMatchObject({ levelToday: 'red', scores: { expenditure: 40 } })
  expect(judged([given(6_000)]).score).toBeLessThan(before.score)
  expect(judged([given(18_000)])).toMatchObject({ levelToday: 'orange', scores: { expenditure: 20 } })
  expect(judged([given(27_000)]).fires).toMatchObject([
    { level: 'blue', reason: '家中失火；此后已获救助27,000元', facts: [{ type: 'AidGiven' }] },
  ])
  expect(judged([given(27_000), { FireReported: { day: '2026-10-20' } }]).levelToday).toBe('red')
  expect(judged([given(27_000, { programme: 'elder-allowance' })]).levelToday).toBe('red')
})
