import { type ChangeEvent, type QuarantineNotice, topics } from '@shouwang/contracts'
import { type EventFeed, loadFeeds, mapRow } from '@shouwang/feeds'
import { checkDigit, createCipher, leadNumber, pseudonymiser } from '@shouwang/identity'
import { expect, test } from 'vitest'
import { ingestStage } from '../src/flow.ts'

const key = Buffer.alloc(32, 7)
const identity = pseudonymiser(key)
const cipher = createCipher([key])
const declared = loadFeeds().find(({ id }) => id === 'disability-cert') as EventFeed

const stageOf = (format: 'debezium' | 'canal', table?: string) => {
  const feed = { ...declared, capture: { format, ...(table === undefined ? {} : { table }) } } as EventFeed
  return ingestStage({
    feedOf: () => feed,
    mapRow: (of, row, record) => mapRow(of, row, { ...record, today: record.asOf }, identity),
    open: cipher.open,
    seal: cipher.seal,
    rowName: (id, plain) => `q_${identity.keyed(id, plain)}`,
    nameKey: (name) => identity.keyed('name', name),
    phoneKey: () => null,
    leadNo: (feed, key) => leadNumber(identity, feed, key),
    clock: { now: () => '2026-10-31T09:00:00Z', today: () => '2026-10-31' },
    region: '350200000000',
  })
}

const li = '35020319790602784342'
const wang = `35020319850515303${checkDigit('35020319850515303')}32`
const row = (certificate: string, more: Record<string, unknown> = {}) => ({
  cert_no: certificate,
  姓名: '魏兰',
  办证日期: '2026-10-20',
  ...more,
})
const at = 1_793_000_000_000

const read = (stage: ReturnType<typeof stageOf>, ...messages: readonly unknown[]) => {
  const inputs = messages.map((message, offset) =>
    stage.read({
      topic: 'records.disability-cert',
      partition: 0,
      offset,
      key: '',
      value: typeof message === 'string' ? message : JSON.stringify(message),
    }),
  )
  const decided = stage.step(
    { deliveries: new Map(), households: new Map(), nameKeys: new Map(), corrections: [], erased: new Set() },
    inputs,
  )
  const sent = <T>(topic: string): T[] =>
    decided.outputs.filter((output) => output.topic === topic).map(({ value }) => JSON.parse(value) as T)
  return {
    decided,
    events: sent<ChangeEvent>(topics.changeEvents),
    notices: sent<QuarantineNotice>(topics.quarantine),
    received: decided.change.progress[0]?.received ?? 0,
  }
}
const subjectOf = (certificate: string) => identity.person(certificate.slice(0, 18))

const debezium = (op: string, before: unknown, after: unknown, more: object = {}) => ({
  before,
  after,
  op,
  ts_ms: at,
  source: { table: 't_cert', ts_ms: at - 5 },
  ...more,
})
const canal = (type: string, data: unknown, old: unknown = null, more: object = {}) => ({
  type,
  data,
  old,
  table: 't_cert',
  database: 'cl',
  es: at - 5,
  ts: at,
  isDdl: false,
  ...more,
})

const ways = [
  {
    format: 'debezium',
    insert: (after: object) => debezium('c', null, after),
    update: (before: object, after: object) => debezium('u', before, after),
    delete: (before: object) => debezium('d', before, null),
  },
  {
    format: 'canal',
    insert: (after: object) => canal('INSERT', [after]),
    update: (before: object, after: object) => canal('UPDATE', [after], [before]),
    delete: (before: object) => canal('DELETE', [before]),
  },
] as const

test.each(ways)('a row that is deleted withdraws what it said, and counts more than it ($format)', (way) => {
  const { events, received } = read(stageOf(way.format), way.insert(row(li)), way.delete(row(li)), '')
  expect(events.map(({ retracted }) => retracted)).toEqual([false, true])
  expect(events[0]?.sourcekey).toBe(events[1]?.sourcekey)
  expect(received).toBe(2)
})

test.each(ways)('the later of two changes of one row counts, whatever its day says ($format)', (way) => {
  const earlierDay = row(li, { 办证日期: '2026-10-10' })
  const { events } = read(stageOf(way.format), way.insert(row(li)), way.update(row(li), earlierDay))
  expect(events.map(({ data }) => data)).toMatchObject([{ certifiedOn: '2026-10-20' }, { certifiedOn: '2026-10-10' }])
  expect(Number(events[1]?.revision)).toBeGreaterThan(Number(events[0]?.revision))
  expect(Number.isSafeInteger(events[1]?.revision)).toBe(true)
})

test.each(ways)('a row that was deleted and comes again counts again ($format)', (way) => {
  const { events } = read(stageOf(way.format), way.insert(row(li)), way.delete(row(li)), way.insert(row(li)))
  expect(events.map(({ retracted }) => retracted)).toEqual([false, true, false])
  expect(Number(events[2]?.revision)).toBeGreaterThan(Number(events[1]?.revision))
})

test.each(ways)('a number that is mended takes back what was said of the other person ($format)', (way) => {
  const { events, received, decided } = read(stageOf(way.format), way.insert(row(li)), way.update(row(li), row(wang)))
  expect(events.map(({ subject, retracted }) => [subject, retracted])).toEqual([
    [subjectOf(li), false],
    [subjectOf(li), true],
    [subjectOf(wang), false],
  ])
  expect(new Set(events.map(({ id }) => id)).size).toBe(3)
  expect(decided.change.progress).toMatchObject([{ received, accepted: 3 }])
})

test.each(ways)('a message that is read again is counted once ($format)', (way) => {
  const stage = stageOf(way.format)
  const value = JSON.stringify(way.update(row(li), row(wang)))
  const input = stage.read({ topic: 't', partition: 0, offset: 4, key: '', value })
  const decided = stage.step(
    { deliveries: new Map(), households: new Map(), nameKeys: new Map(), corrections: [], erased: new Set() },
    [input, input],
  )
  expect(decided.change.progress).toMatchObject([{ received: 2, accepted: 2 }])
})

test('one statement that changed many rows is one message of Canal, and each row is read', () => {
  const message = canal(
    'UPDATE',
    [row(li, { 操作: '注销' }), row(wang)],
    [{ 操作: '新办' }, { 办证日期: '2026-10-01' }],
  )
  const { events } = read(stageOf('canal'), message)
  expect(events.map(({ subject, data }) => [subject, data])).toEqual([
    [subjectOf(li), expect.objectContaining({ status: 'cancelled' })],
    [subjectOf(wang), expect.objectContaining({ status: 'valid' })],
  ])
})

test('changes of the form of a table, heartbeats, other tables and tombstones are no rows', () => {
  const ddl = 'alter table t_cert add x int'
  const { events, received } = read(
    stageOf('debezium', 't_cert'),
    { source: { table: 't_cert' }, ts_ms: at, ddl, tableChanges: [] },
    { ts_ms: at },
    { schema: {}, payload: null },
    debezium('c', null, row(li), { source: { table: 't_other' } }),
    '',
  )
  expect({ events, received }).toEqual({ events: [], received: 0 })
  const canals = [
    canal('ALTER', null, null, { isDdl: true, sql: ddl }),
    canal('QUERY', null),
    canal('INSERT', [row(li)], null, { table: 't_other' }),
  ]
  expect(read(stageOf('canal', 't_cert'), ...canals)).toMatchObject({ events: [], received: 0 })
})

test.each([
  ['a table that was emptied', 'debezium', debezium('t', null, null)],
  ['a delete that does not tell what it deleted', 'debezium', debezium('d', null, null)],
  ['an envelope without its time', 'debezium', { op: 'c', before: null, after: row(li) }],
  ['a bare row', 'debezium', row(li)],
  ['words', 'debezium', 'hello'],
  ['a table that was emptied', 'canal', canal('TRUNCATE', null, null, { isDdl: true })],
  ['a bare row', 'canal', row(li)],
  ['an envelope of Debezium', 'canal', debezium('c', null, row(li))],
] as const)('%s is set aside and counted, not taken for a row (%s)', (_, format, message) => {
  const { notices, decided } = read(stageOf(format), message)
  expect(notices).toMatchObject([{ reason: 'bad-row' }])
  expect(decided.change.progress).toMatchObject([{ received: 1, accepted: 0 }])
})

test.each([
  ['days since 1970', 20_746],
  ['milliseconds', 1_792_454_400_000],
  ['microseconds', 1_792_454_400_000_000],
  ['digits of a day kept as a number', 20_261_020],
  ['an instant with its zone', '2026-10-19T16:00:00Z'],
])('a day that Debezium writes as %s is the day that the database shows', (_, day) => {
  const { events, notices } = read(stageOf('debezium'), debezium('c', null, row(li, { 办证日期: day })))
  expect(notices).toEqual([])
  expect(events[0]?.data).toMatchObject({ certifiedOn: '2026-10-20' })
})

test('a row set aside keeps its place among the changes, so that a replay of it does not undo what came later', () => {
  const { decided, notices } = read(stageOf('debezium'), debezium('c', null, row('350203197906027843')))
  expect(notices).toHaveLength(1)
  const [set] = decided.change.quarantined
  const words = JSON.parse(cipher.open(set?.sealed ?? '', set?.notice.quarantineId)) as Record<string, unknown>
  const mended = mapRow(
    { ...declared, capture: { format: 'debezium' } } as EventFeed,
    { ...words, cert_no: li },
    { delivery: 'd', rowNo: 1, businessDay: '2026-11-05', receivedAt: '2026-11-05T08:00:00Z' },
    identity,
  )
  const later = read(stageOf('debezium'), 'null', debezium('u', null, row(li))).events[0]
  expect(mended).toMatchObject({ kind: 'accepted' })
  expect(Number(later?.revision)).toBeGreaterThan(mended.kind === 'accepted' ? mended.event.revision : Infinity)
})

const typed = (name: string, value: number) => {
  const fields = [
    { field: 'cert_no', type: 'string' },
    { field: '姓名', type: 'string' },
    { field: '办证日期', type: 'int64', name },
  ]
  return {
    schema: { fields: [{ field: 'after', fields }] },
    payload: debezium('c', null, row(li, { 办证日期: value })),
  }
}

test.each([
  ['io.debezium.time.MicroTimestamp', 2_678_400_000_000, '1970-02-01'],
  ['io.debezium.time.Timestamp', 2_678_400_000, '1970-02-01'],
  ['io.debezium.time.Timestamp', 1_792_454_400_000, '2026-10-20'],
  ['org.apache.kafka.connect.data.Timestamp', 1_792_454_400_000, '2026-10-20'],
  ['org.apache.kafka.connect.data.Date', 20_746, '2026-10-20'],
])(
  'a moment was read by its size, which near 1970 is another century, although its schema says %s',
  (name, value, day) => {
    const { events } = read(stageOf('debezium'), typed(name, value))
    expect(events.map(({ data }) => data)).toMatchObject([{ certifiedOn: day }])
  },
)

test.each([
  ['nothing of the row as it was', null],
  ['its key alone', { id: 5 }],
])('a deletion that holds %s is set aside, and not taken for done', (_, before) => {
  const { events, notices } = read(stageOf('debezium'), debezium('d', before, null))
  expect(events).toEqual([])
  expect(notices).toHaveLength(1)
})
