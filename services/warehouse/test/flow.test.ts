import { topics } from '@shouwang/contracts'
import type { Received } from '@shouwang/flow'
import { expect, test } from 'vitest'
import { rowsOf } from '../src/flow.ts'

const received = (topic: string, value: unknown, offset = 0): Received => ({
  topic,
  partition: 0,
  offset,
  key: 'k',
  value: typeof value === 'string' ? value : JSON.stringify(value),
})

const person = `p_${'0'.repeat(24)}`

const assessment = {
  household: '350100000001',
  householdNo: '350100000001',
  region: '350212001202',
  day: '2026-10-31',
  version: 3,
  policy: 'abc',
  members: [person],
  fires: [
    {
      status: 'fires',
      indicator: 'fire-loss',
      direction: 'urgent',
      level: 'red',
      confidence: 1,
      dimensions: { assets: 60 },
      person,
      reason: '消防：房屋烧毁',
      observations: [],
      facts: [],
      advice: [],
    },
  ],
  unknown: [],
  catalogue: 'all',
  scores: { household: 0, health: 0, assets: 60, income: 0, expenditure: 0 },
  score: 30,
  levelToday: 'red',
  level: 'red',
  confidence: 1,
  entitlements: [],
  reviewOn: null,
}

test('an assessment becomes one row, and one for each verdict that fires', () => {
  const rows = rowsOf([received(topics.assessments, assessment)])
  expect(rows.get('assessments')).toMatchObject([{ version: 3, level: 'red', assets_score: 60, fires: ['fire-loss'] }])
  expect(rows.get('verdicts')).toMatchObject([{ indicator: 'fire-loss', direction: 'urgent', version: 3 }])
})

test('an outcome keeps what was found, by whom and on which leads', () => {
  const outcome = {
    type: 'OutcomeRecorded',
    taskId: 'T-1',
    seq: 4,
    at: '2026-10-31T09:00:00+08:00',
    day: '2026-10-31',
    by: 'W0001',
    outcome: 'temp-aid-given',
    note: '',
    leads: [{ indicator: 'fire-loss', person: null, level: 'red', reason: '房屋烧毁' }],
    suppressUntil: null,
    closes: true,
  }
  expect(rowsOf([received(topics.taskEvents, outcome)]).get('task_events')).toMatchObject([
    { task_id: 'T-1', seq: 4, outcome: 'temp-aid-given', indicators: ['fire-loss'], by_whom: 'W0001' },
  ])
})

test('the same message always gives the same rows', () => {
  const message = received(topics.assessments, assessment)
  expect(rowsOf([message])).toEqual(rowsOf([message]))
})

test('a message that cannot be read is kept as a row that says where it stands', () => {
  const rows = rowsOf([received(topics.changeEvents, 'not json', 7)])
  expect(rows.get('unreadable')).toMatchObject([{ topic: topics.changeEvents, offset: 7 }])
})
