import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  addIntakeKey,
  announceDelivery,
  announcedDelivery,
  claimPull,
  countQuarantine,
  endPull,
  listIntakeKeys,
  listQuarantine,
  readIntakeKey,
  readPulls,
  readStalledDeliveries,
  readWaitingRows,
  resolveReplayed,
  revokeIntakeKey,
  type Sql,
  savePullCursor,
} from '../src/index.ts'
import { openStore } from './open-store.ts'

let sql: Sql
beforeAll(async () => {
  sql = await openStore()
})
afterAll(() => sql.close())

const day = '2026-10-31'

test('a delivery that is not complete and made no progress for a while is stalled', async () => {
  const about = {
    feed: 'fire',
    fileName: null,
    contentHash: 'h',
    businessDay: day,
    region: '350200000000',
    part: false,
  }
  for (const delivery of ['d-1', 'd-2']) await announceDelivery(sql, { ...about, delivery })
  await sql.query(`update deliveries set progressed_at = now() - interval '31 minutes' where delivery = 'd-1'`)
  const days = { from: day, to: day }
  expect(await readStalledDeliveries(sql, { ...days, minutes: 30 })).toMatchObject([
    { delivery: 'd-1', status: 'receiving', standingMinutes: 31, settled: 0, businessDay: day },
  ])
  expect(await readStalledDeliveries(sql, { ...days, minutes: 32 })).toEqual([])
  expect(await announcedDelivery(sql, 'd-1')).toEqual({ contentHash: 'h', businessDay: day, status: 'receiving' })
  expect(await announcedDelivery(sql, 'd-9')).toBeUndefined()
})

test('waiting rows are read in steps, and one that was set aside again meanwhile goes on waiting', async () => {
  for (const [at, id] of ['q-1', 'q-2', 'q-3'].entries())
    await sql.query(
      `insert into quarantine (quarantine_id, feed, delivery, row_no, business_day, stage, reason, sealed)
       values ($1, 'fire', 'd-1', $2, $3, 'ingest', 'bad-date', 's')`,
      [id, at, day],
    )
  const meant = { feed: 'fire', reason: 'bad-date', from: day, to: day }
  const first = await readWaitingRows(sql, meant, { after: '', limit: 2 })
  expect(first.map(({ quarantineId }) => quarantineId)).toEqual(['q-1', 'q-2'])
  expect(await readWaitingRows(sql, meant, { after: 'q-2', limit: 2 })).toMatchObject([{ quarantineId: 'q-3' }])
  await sql.query(`update quarantine set seen = seen + 1 where quarantine_id = 'q-2'`)
  await resolveReplayed(sql, first, { note: 'd-3', by: 'S1' })
  expect(await countQuarantine(sql, { from: day, to: day })).toEqual([{ feed: 'fire', reason: 'bad-date', waiting: 2 }])
  expect(await countQuarantine(sql, { to: '2026-10-30' })).toEqual([])
  const { items } = await listQuarantine(sql, { state: 'waiting', from: day }, { limit: 10, offset: 0 })
  expect(items.map(({ quarantineId }) => quarantineId)).toEqual(['q-2', 'q-3'])
  const after = await listQuarantine(sql, { state: 'waiting', from: day }, { limit: 10, offset: 0, after: 'q-2' })
  expect(after.items.map(({ quarantineId }) => quarantineId)).toEqual(['q-3'])
})

test('one key of a name is in force at a time', async () => {
  const key = { name: '残联', feeds: ['disability-cert'], region: '350203000000', rowsPerMinute: 10 }
  expect(await addIntakeKey(sql, { ...key, keyHash: 'a' })).toBe(true)
  expect(await addIntakeKey(sql, { ...key, keyHash: 'b' })).toBe(false)
  expect(await readIntakeKey(sql, 'a')).toEqual(key)
  expect(await revokeIntakeKey(sql, '残联', '350211')).toBe(false)
  expect(await revokeIntakeKey(sql, '残联', '3502')).toBe(true)
  expect(await readIntakeKey(sql, 'a')).toBeUndefined()
  expect(await addIntakeKey(sql, { ...key, keyHash: 'b' })).toBe(true)
  expect(await listIntakeKeys(sql, '')).toMatchObject([{ revokedAt: null }, { revokedAt: expect.any(String) }])
  expect(await listIntakeKeys(sql, '350211')).toEqual([])
})

test('a pull is claimed by one process, keeps its cursor, and tells what went wrong', async () => {
  expect(await claimPull(sql, 'fire', 60)).toEqual({ cursor: null })
  expect(await claimPull(sql, 'fire', 60)).toBeUndefined()
  await savePullCursor(sql, 'fire', { cursor: '7', seconds: 60 })
  await endPull(sql, 'fire', 'answered 403')
  expect(await readPulls(sql)).toEqual([{ feed: 'fire', secondsAgo: null, problem: 'answered 403' }])
  expect(await claimPull(sql, 'fire', 60)).toEqual({ cursor: '7' })
  await endPull(sql, 'fire', null)
  expect(await readPulls(sql)).toEqual([{ feed: 'fire', secondsAgo: expect.any(Number), problem: null }])
})
