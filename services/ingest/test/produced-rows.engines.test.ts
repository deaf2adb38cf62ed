import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ChangeEvent, recordsTopic, topics } from '@shouwang/contracts'
import { loadFeeds } from '@shouwang/feeds'
import { createCipher, pseudonymiser } from '@shouwang/identity'
import { type KafkaLog, openKafka } from '@shouwang/kafka'
import { openPglite, readLedger, type Sql } from '@shouwang/postgres'
import { createHealth, createLogger, createMetrics } from '@shouwang/telemetry'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { ingestTelemetry, startIngest } from '../src/index.ts'

const { kafka } = inject('engines')
beforeEach(({ skip }) => skip(kafka.at === undefined, `Kafka: ${kafka.missing}`))

const stopping = new AbortController()
let log: KafkaLog
let sql: Sql
let ended: Promise<void>

beforeAll(async () => {
  if (kafka.at === undefined) return
  const prefix = `test-${randomUUID()}.`
  log = openKafka({ brokers: kafka.at.split(','), clientId: 'department', partitions: 2, prefix })
  sql = await openPglite()
  const key = Buffer.alloc(32, 7)
  ended = startIngest({
    log,
    sql,
    feeds: loadFeeds().filter(({ id }) => id === 'disability-cert'),
    cipher: createCipher([key]),
    identity: pseudonymiser(key),
    rowKeys: { open: async () => undefined },
    events: ingestTelemetry({
      log: createLogger({ name: 'test', level: 'silent' }),
      metrics: createMetrics(),
      health: createHealth(),
    }),
    signal: stopping.signal,
    clock: { now: () => '2026-10-31T09:00:00Z', today: () => '2026-10-31' },
    region: '350200000000',
    instance: 'test',
  })
})
afterAll(async () => {
  stopping.abort()
  await ended
  await log?.close()
  await sql?.close()
})

const row = (certificate: string) => ({
  残疾人证号: certificate,
  姓名: '魏兰',
  残疾类别: '4',
  残疾等级: '2',
  办证日期: '2026-10-20',
  操作: '新办',
})

test('rows that any client produces to Kafka become events, numbered by partition and offset', async () => {
  const values = [JSON.stringify(row('35020319790602784342')), '{"姓名":', '[]']
  await log.append(
    recordsTopic('disability-cert'),
    values.map((value, at) => ({ key: String(at), value })),
  )
  const from = log.source({ topics: [topics.changeEvents], group: 'looking' })
  const events: ChangeEvent[] = []
  while (events.length === 0)
    events.push(...(await from.read({ max: 10, waitMs: 500 })).map(({ value }) => JSON.parse(value) as ChangeEvent))
  await from.close()
  expect(events[0]?.id).toMatch(/^stream:disability-cert:2026-10-31:[01]\/\d+$/)
  const day = { from: '2026-10-31', to: '2026-10-31' } as const
  while ((await readLedger(sql, day))[0]?.received !== values.length) await sleep(50)
  expect(await readLedger(sql, day)).toMatchObject([{ feed: 'disability-cert', accepted: 1, quarantined: 2 }])
})
