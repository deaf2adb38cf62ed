import { afterAll, beforeAll, expect, test } from 'vitest'
import { countTasks, countUnreadRolls, readFeedAccounts, type Sql } from '../src/index.ts'
import { openStore } from './open-store.ts'

let sql: Sql
beforeAll(async () => {
  sql = await openStore()
  await sql.query(
    `insert into deliveries (delivery, feed, business_day, region, received, accepted, quarantined, applied, duplicate)
     values ('d-1', 'fire', '2026-10-30', '350200000000', 10, 8, 1, 5, 1), ('d-2', 'fire', '2026-10-31', '350200000000', 10, 11, 0, 11, 0)`,
  )
  for (const [id, level, due, status] of [
    ['t-1', 'red', '2026-10-30', 'open'],
    ['t-2', 'red', '2026-10-31', 'open'],
    ['t-3', 'red', '2026-10-01', 'closed'],
  ])
    await sql.query(
      `insert into tasks (task_id, household, household_no, direction, level, status, opened_on, due_on, seq, state)
       values ($1, $1, $1, 'missed', $2, $4, '2026-09-30', $3, 1, '{}')`,
      [id, level, due, status],
    )
})
afterAll(() => sql.close())

test('differences of two deliveries never cancel each other out', async () => {
  expect(await readFeedAccounts(sql)).toMatchObject([
    { feed: 'fire', lastDay: '2026-10-31', received: 20, accepted: 19, applied: 16, unaccounted: 2, unresolved: 2 },
  ])
})

test('only tasks under way are counted, and those due today are not late', async () => {
  expect(await countTasks(sql, '2026-10-31')).toEqual([{ level: 'red', status: 'open', tasks: 2, late: 1 }])
})

test('a region whose last whole roll names nobody is told of until one that counts comes; its parts are no rolls', async () => {
  const roll = (delivery: string, region: string, day: string, problem: string | null, part = false) =>
    sql.query(
      `insert into deliveries (delivery, feed, business_day, region, status, problem, part, finished_at)
       values ($1, 'roll', $2, $3, 'complete', $4, $5, now())`,
      [delivery, day, region, problem, part],
    )
  const unread = async () => (await countUnreadRolls(sql)).find(({ feed }) => feed === 'roll')?.regions
  await roll('r-1', '350200000000', '2026-09-30', null)
  await roll('r-2', '350300000000', '2026-10-31', '认不出是谁')
  expect(await unread()).toBe(1)
  await roll('r-3', '350200000000', '2026-10-31', '认不出是谁')
  await roll('r-4', '350200000000', '2026-10-31', null, true)
  expect(await unread()).toBe(2)
  await roll('r-5', '350200000000', '2026-11-01', null)
  await roll('r-6', '350300000000', '2026-10-31', null)
  expect(await unread()).toBe(0)
})
