import { randomUUID } from 'node:crypto'
import { type ChangeEvent, recordsTopic, topics } from '@shouwang/contracts'
import { type Feed, loadFeeds } from '@shouwang/feeds'
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

/** One feed is captured by Debezium, another by Canal. */
const captureOf = (feed: Feed): readonly Feed[] => {
  if (feed.delivers !== 'changes') return []
  if (feed.id === 'disability-cert') return [{ ...feed, capture: { format: 'debezium' } }]
  return feed.id === 'fire' ? [{ ...feed, capture: { format: 'canal' } }] : []
}

beforeAll(async () => {
  if (kafka.at === undefined) return
  const prefix = `test-${randomUUID()}.`
  log = openKafka({ brokers: kafka.at.split(','), clientId: 'department', partitions: 2, prefix })
  sql = await openPglite()
  const key = Buffer.alloc(32, 7)
  ended = startIngest({
    log,
    sql,
    feeds: loadFeeds().flatMap((feed) => captureOf(feed)),
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

const row = (certificate: string) => ({ cert_no: certificate, 姓名: '魏兰', 办证日期: '2026-10-20' })
const envelope = { ts_ms: 1_793_000_000_000, source: { table: 't_cert' } }
const flat = { ts: 1_793_000_000_000, table: 't_cert', isDdl: false }
const li = '35020319790602784342'

const shapes = [
  {
    feed: 'disability-cert',
    messages: [
      { ...envelope, op: 'c', before: null, after: row(li) },
      { ...envelope, op: 'd', before: row(li), after: null },
      { ...envelope, ddl: 'alter table t_cert add x int' },
    ],
  },
  {
    feed: 'fire',
    messages: [
      { ...flat, type: 'INSERT', old: null, data: [{ id_no: li.slice(0, 18), 日期: '2026-10-20' }] },
      { ...flat, type: 'DELETE', old: null, data: [{ id_no: li.slice(0, 18), 日期: '2026-10-20' }] },
      { ...flat, type: 'ALTER', isDdl: true, data: null, old: null },
    ],
  },
]

test.each(shapes)('the captured changes of a table become events, in its order ($feed)', async ({ feed, messages }) => {
  const values = messages.map((message) => JSON.stringify(message))
  await log.append(
    recordsTopic(feed),
    values.map((value) => ({ key: 'one-row', value })),
  )
  const from = log.source({ topics: [topics.changeEvents], group: `looking-${feed}` })
  const events: ChangeEvent[] = []
  while (events.length < 2)
    for (const { value } of await from.read({ max: 10, waitMs: 500 })) {
      const event = JSON.parse(value) as ChangeEvent
      if (event.feed === feed) events.push(event)
    }
  await from.close()
  expect(events.map(({ retracted }) => retracted)).toEqual([false, true])
  expect(Number(events[1]?.revision)).toBeGreaterThan(Number(events[0]?.revision))
  const account = async () =>
    (await readLedger(sql, { from: '2026-10-31', to: '2026-10-31' })).find((line) => line.feed === feed)
  await expect.poll(async () => (await account())?.received).toBe(2)
  expect(await account()).toMatchObject({ accepted: 2, quarantined: 0 })
})
