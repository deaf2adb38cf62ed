import type { TaskEvent } from '@shouwang/contracts'
import { seedRegions, seedStaff, seedTaskEvents } from '@shouwang/postgres/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  listStaff,
  readRegionNames,
  readSession,
  readTasks,
  type Sql,
  saveSession,
  type TaskFilter,
  tallyTasks,
} from '../src/index.ts'
import { openStore } from './open-store.ts'

let sql: Sql
const everything: TaskFilter = { within: '', withoutRegion: true }
/** The opening of a task for a lead that is named after it; its words are not what a filter looks at. */
const opened = (taskId: string) =>
  ({
    taskId,
    seq: 1,
    type: 'TaskOpened',
    day: '2026-09-30',
    at: '2026-09-30T09:00:00+08:00',
    by: 'system',
    leads: [{ indicator: `seen-in-${taskId}`, reason: '"indicator":"quoted"' }],
  }) as TaskEvent
const page = { limit: 10, offset: 0 }

beforeAll(async () => {
  sql = await openStore()
  await seedRegions(
    sql,
    ['350200000000', '厦门市', null],
    ['350203000000', '思明区', '350200000000'],
    ['350203001000', '滨湖街道', '350203000000'],
    ['350203001201', '东风社区', '350203001000'],
  )
  await seedStaff(sql, ['W1', '林英文', 'grid-worker', '350203001201'], ['W2', '戚德', 'grid-worker', '350205001201'])
  for (const [id, region, level, due, assignee] of [
    ['t-late', '350203001201', 'blue', '2026-10-01', 'W1'],
    ['t-red', '350203001201', 'red', '2026-10-31', 'W1'],
    ['t-blue', '350205001201', 'blue', '2026-10-31', null],
    ['t-lost', null, 'yellow', '2026-11-02', null],
  ]) {
    await sql.query(
      `insert into tasks (task_id, household, household_no, region, direction, level, status, opened_on, due_on, assignee, seq, state)
       values ($1, $1, $1, $2, 'missed', $3, 'open', '2026-09-30', $4, $5, 1, '{}')`,
      [id, region, level, due, assignee],
    )
    await seedTaskEvents(sql, opened(String(id)))
  }
})
afterAll(() => sql.close())

const found = async (filter: Partial<TaskFilter>): Promise<string[]> =>
  (await readTasks(sql, { ...everything, ...filter }, page)).map(({ taskId }) => taskId)

test('tasks come soonest due first, and the graver first on one day', async () => {
  expect(await found({})).toEqual(['t-late', 't-red', 't-blue', 't-lost'])
})

test('by score the household comes first in which the most comes together, and what was never judged last', async () => {
  await sql.query(
    `insert into households (household, household_no, region, day, version, level, fingerprint, level_history, assessment)
     select t.household, t.household, null, '2026-10-31'::date, 1, 'none', '/', '{}', $1 from tasks t where t.task_id = 't-blue'
     union all
     select t.household, t.household, null, '2026-10-31'::date, 1, 'none', '/', '{}', $2 from tasks t where t.task_id = 't-late'`,
    [JSON.stringify({ score: 41.5 }), JSON.stringify({ score: 9 })],
  )
  const sorted = await readTasks(sql, everything, { ...page, sort: 'score' })
  expect(sorted.map(({ taskId }) => taskId)).toEqual(['t-blue', 't-late', 't-red', 't-lost'])
  await sql.query(`delete from households`)
})

test('a subtree holds its own households, and those without a region only where asked', async () => {
  expect(await found({ within: '350203', withoutRegion: false })).toEqual(['t-late', 't-red'])
  expect(await found({ within: '3502', withoutRegion: true })).toHaveLength(4)
  expect(await found({ region: '350205000000' })).toEqual(['t-blue'])
})

test('filters are values, never patterns', async () => {
  expect(await found({ householdNo: '%' })).toEqual([])
  expect(await found({ householdNo: 't-l' })).toEqual(['t-late', 't-lost'])
  expect(await found({ indicators: ['seen-in-t-red'] })).toEqual(['t-red'])
  for (const indicator of ['seen-in-t', 'quoted', '%']) expect(await found({ indicators: [indicator] })).toEqual([])
})

test('the tally counts what the filter finds', async () => {
  expect(await tallyTasks(sql, everything, '2026-10-31')).toMatchObject({
    total: 4,
    overdue: 1,
    today: 2,
    byLevel: { blue: 2, red: 1, yellow: 1 },
    byStatus: { open: 4 },
  })
})

test('staff are listed with their open work, within a subtree', async () => {
  expect(await listStaff(sql, '350203', '', 5)).toMatchObject([{ staffNo: 'W1', openTasks: 2 }])
  expect(await listStaff(sql, '3502', '戚', 5)).toMatchObject([{ staffNo: 'W2', openTasks: 0 }])
})

test('a village is called by its township and name, a district by its name', async () => {
  const names = await readRegionNames(sql, ['350203001201', '350203000000'])
  expect([...names.values()].sort()).toEqual(['思明区', '滨湖街道·东风社区'])
})

test('a session that is over, or that nobody used for long, opens nothing', async () => {
  const from = { address: '10.1.1.1', agent: 'test', means: 'demo' as const }
  const term = { startedAt: '2026-10-31T00:00:00Z', expiresAt: '2026-10-31T12:00:00Z' }
  await saveSession(sql, { tokenHash: 'h', sessionId: 's', staffNo: 'W1', ...from, ...term })
  const at = (now: string, idleSince: string) => readSession(sql, 'h', { now, idleSince, touch: true })
  expect(await at('2026-10-31T11:59:00Z', '2026-10-31T11:29:00Z')).toBeUndefined()
  expect(await at('2026-10-31T00:20:00Z', '2026-10-30T23:50:00Z')).toMatchObject({ staffNo: 'W1' })
  expect(await at('2026-10-31T00:45:00Z', '2026-10-31T00:15:00Z')).toMatchObject({ staffNo: 'W1' })
  expect(await at('2026-10-31T12:00:00Z', '2026-10-31T00:00:00Z')).toBeUndefined()
})
