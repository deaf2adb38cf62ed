import type { Received } from '@shouwang/flow'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  announceDelivery,
  type DeadLetter,
  outputOfDeadLetter,
  pendingOutboxEntries,
  quarantineIdOf,
  readDelivery,
  readQuarantinedRow,
  replayDeadLetter,
  resolveQuarantined,
  type Sql,
  saveDeadLetter,
} from '../src/index.ts'
import { openStore } from './open-store.ts'

let sql: Sql
beforeAll(async () => {
  sql = await openStore()
})
afterAll(() => sql.close())

const day = '2026-10-31'
const output = { topic: 'change-events.v1', key: 'p_1', value: '一条"消息"\0，末尾不全 \ud800' }

const crashed = (quarantineId: string, delivery: string, counted = true): DeadLetter => ({
  ...output,
  counted,
  notice: {
    quarantineId,
    feed: 'fire',
    delivery,
    rowNo: 7,
    businessDay: day,
    stage: 'scoring',
    reason: 'crashed',
    field: null,
    at: `${day}T00:00:00Z`,
  },
})

/** A delivery of two rows that is complete, one of them quarantined later. */
const complete = async (delivery: string): Promise<void> => {
  const about = {
    feed: 'fire',
    fileName: null,
    contentHash: null,
    businessDay: day,
    region: '350200000000',
    part: false,
  }
  await announceDelivery(sql, { ...about, delivery })
  await sql.query(
    `update deliveries set status = 'complete', finished_at = now(), received = 2, accepted = 2, applied = 1,
       quarantined_later = 1 where delivery = $1`,
    [delivery],
  )
}

test('a message is kept as it came, whatever its characters are', async () => {
  await saveDeadLetter(sql, crashed('q-kept', 'd-0'))
  const row = await readQuarantinedRow(sql, 'q-kept')
  expect(row).toMatchObject({ feed: 'fire', sealed: null, state: 'waiting' })
  expect(outputOfDeadLetter(row?.message ?? '')).toMatchObject(output)
})

test('a replay owes the message to its topic and takes it out of the account of its delivery, once', async () => {
  await complete('d-1')
  await saveDeadLetter(sql, crashed('q-1', 'd-1'))
  const owed = await replayDeadLetter(sql, 'q-1', 'S1')
  expect(owed).toMatchObject([{ origin: { sequence: 1 }, outputs: [output] }])
  expect(await pendingOutboxEntries(sql, 'scoring')).toEqual(owed)
  expect(await readDelivery(sql, 'd-1')).toMatchObject({ status: 'processing', quarantinedLater: 0, finishedAt: null })
  expect(await readQuarantinedRow(sql, 'q-1')).toMatchObject({ state: 'replayed' })
  expect(await replayDeadLetter(sql, 'q-1', 'S1')).toBeUndefined()
  expect(await readDelivery(sql, 'd-1')).toMatchObject({ quarantinedLater: 0 })
})

test('a message that crashes again waits again under its id, and its next replay counts as new', async () => {
  await complete('d-2')
  await saveDeadLetter(sql, crashed('q-2', 'd-2', false))
  const [first] = (await replayDeadLetter(sql, 'q-2', 'S1')) ?? []
  const { producer = '', sequence = 0 } = first?.origin ?? {}
  const again: Received = { ...output, partition: 0, offset: 9, origin: { producer, sequence, index: 0 } }
  expect(quarantineIdOf(again, 'scoring')).toBe('q-2')
  expect(quarantineIdOf({ ...output, partition: 0, offset: 9 }, 'scoring')).toBe('change-events.v1/0/9')
  await saveDeadLetter(sql, crashed('q-2', 'd-2', false))
  expect(await readQuarantinedRow(sql, 'q-2')).toMatchObject({ state: 'waiting', seen: 2 })
  expect(await replayDeadLetter(sql, 'q-2', 'S1')).toMatchObject([{ origin: { producer, sequence: 2 } }])
  expect(await readDelivery(sql, 'd-2')).toMatchObject({ status: 'complete', quarantinedLater: 1 })
})

test('a message that was given up is not replayed', async () => {
  await saveDeadLetter(sql, crashed('q-3', 'd-3'))
  await resolveQuarantined(sql, 'q-3', { state: 'discarded', note: '重复的测试数据', by: 'S1' })
  expect(await replayDeadLetter(sql, 'q-3', 'S1')).toBeUndefined()
})
