import { EngineAway } from '@shouwang/flow'
import { memoryLog } from '@shouwang/flow/testing'
import { beforeEach, expect, test } from 'vitest'
import { guardedEngines } from '../src/disk-guard.ts'
import type { EmbeddedEngines } from '../src/engines.ts'
import { writeGate } from '../src/write-gate.ts'

let [free, now] = [0, 0]
let told: string[] = []
let written: string[] = []
beforeEach(() => {
  ;[free, now, told, written] = [1_000, 0, [], []]
})

const engines = (): EmbeddedEngines => {
  const answer = async (): Promise<never[]> => []
  const given = {
    log: { ...memoryLog(), lag: () => 0, close: async () => undefined },
    sql: { query: answer, transaction: async () => undefined, close: async () => undefined },
    warehouse: {
      insert: async ({ table }: { table: string }) => written.push(table),
      ping: async () => 'here',
    },
    close: async () => undefined,
  } as unknown as EmbeddedEngines
  const events = {
    roomSeen: () => undefined,
    roomShort: () => told.push('short'),
    roomGone: () => told.push('gone'),
    roomBack: () => told.push('back'),
  }
  return guardedEngines(
    given,
    { reserve: 100, least: 25 },
    () => free,
    events,
    writeGate(),
    () => {
      now += 1_000
      return now
    },
  )
}
const row = [{ key: '', value: 'row' }]
const away = expect.objectContaining({ zh: expect.stringContaining('磁盘空间不足') })

test('below the reserve nothing comes in, and what is there is worked off', async () => {
  const { log, sql, warehouse } = engines()
  await log.append('records.fire', row)
  free = 99
  await expect(log.append('records.fire', row)).rejects.toEqual(away)
  await expect(log.append('records.fire', row)).rejects.toBeInstanceOf(EngineAway)
  await log.append('change-events.v1', row)
  await sql.transaction(async () => undefined)
  await warehouse.insert({ table: 't', values: [] })
  expect(written).toEqual(['t'])
})

test('when little is left every write waits, and questions are answered', async () => {
  const { log, sql, warehouse } = engines()
  free = 24
  await expect(log.append('change-events.v1', row)).rejects.toEqual(away)
  await expect(sql.transaction(async () => undefined)).rejects.toEqual(away)
  await expect(sql.query('insert into t values (1)')).rejects.toEqual(away)
  expect(() => warehouse.insert({ table: 't', values: [] })).toThrow('the disk is away')
  expect(await sql.query(' select 1')).toEqual([])
  expect(await warehouse.ping()).toBe('here')
})

test('operators hear of it once before it is full, once when it is, and when there is room again', async () => {
  const { log } = engines()
  for (const bytes of [1_000, 199, 150, 99, 10, 150, 1_000]) {
    free = bytes
    await log.append('records.fire', row).catch(() => undefined)
  }
  expect(told).toEqual(['short', 'gone', 'back', 'short'])
})
