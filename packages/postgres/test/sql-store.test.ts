import { deflateSync } from 'node:zlib'
import { topics } from '@shouwang/contracts'
import type { Received } from '@shouwang/flow'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sql, savedUpTo, saveOutboxEntry, sqlStore } from '../src/index.ts'
import { openStore } from './open-store.ts'

let sql: Sql
beforeAll(async () => {
  sql = await openStore()
  await sql.query('create table counted (value text primary key)')
})
afterAll(() => sql.close())

const message = (offset: number, value: string): Received => ({ topic: 't', partition: 0, offset, key: 'k', value })

const counting = () =>
  sqlStore<null, null, readonly string[]>(sql, {
    load: async () => null,
    save: async (tx, values) => {
      for (const value of values) await tx.query('insert into counted values ($1)', [value])
    },
  })

const keepAll = (_: null, fresh: readonly Received[]) => ({
  change: fresh.map((m) => m.value),
  outputs: fresh.map((m) => ({ topic: 'out', key: m.key, value: m.value })),
})

test('state, position and outbox entry are saved together, and a batch seen again changes nothing', async () => {
  const store = counting()
  const batch = [message(0, 'a'), message(1, 'b')]
  const entries = await store.transact('first', batch, keepAll, () => null)
  expect(entries[0]?.outputs.map((output) => output.value)).toEqual(['a', 'b'])
  expect(await store.transact('first', batch, keepAll, () => null)).toEqual([])
  expect(await store.pending('first')).toEqual(entries)
  await store.markPublished(entries)
  expect(await store.pending('first')).toEqual([])
})

test('a step that throws leaves no state, no position and no outbox entry', async () => {
  const store = counting()
  const broken = (): never => {
    throw new Error('bug')
  }
  await expect(store.transact('second', [message(0, 'x')], broken, () => null)).rejects.toThrow('bug')
  const entries = await store.transact('second', [message(0, 'x')], keepAll, () => null)
  expect(entries).toHaveLength(1)
})

test('outbox entries of one producer come back in the order they were made', async () => {
  const store = counting()
  await store.transact('third', [message(0, 'p')], keepAll, () => null)
  await store.transact('third', [message(1, 'q')], keepAll, () => null)
  const sequences = (await store.pending('third')).map((entry) => entry.origin.sequence)
  expect(sequences).toEqual([...sequences].sort((a, b) => a - b))
  expect(sequences).toHaveLength(2)
})

test('outputs come back as they were saved, also with lines and keys of their own', async () => {
  const outputs = [
    { topic: 'out', key: '', value: '{"name":"张三 𠮷","no":"\\n"}' },
    { topic: 'out', key: 'k', value: '[]' },
  ]
  const lined = [...outputs, { topic: 'out', key: 'k\n', value: 'one\ntwo' }]
  const producer = { kind: 'stage', consumer: 'packing', instance: 'local' } as const
  for (const each of [outputs, lined, outputs.slice(1)])
    await sql.transaction((tx) => saveOutboxEntry(tx, { producer, outputs: each }))
  const pending = await counting().pending('packing')
  expect(pending.map((entry) => entry.outputs)).toEqual([outputs, lined, outputs.slice(1)])
})

test('an entry that an earlier version left, deflated, could not be published after an update', async () => {
  const outputs = [{ topic: 'out', key: 'k', value: 'v' }]
  const packed = deflateSync(JSON.stringify(outputs)).toString('base64')
  await sql.query(
    `insert into outbox (id, consumer, producer, sequence, outputs) values ('earlier/1', 'earlier', 'earlier', 1, $1)`,
    [packed],
  )
  expect((await counting().pending('earlier')).map((entry) => entry.outputs)).toEqual([outputs])
})

test('what a lost database had told is passed over and counted, and what this one knows to have told is not', async () => {
  const told: number[] = []
  const events = { unsaved: (count: number) => void told.push(count) }
  const store = sqlStore<null, null, readonly string[]>(
    sql,
    { load: async () => null, save: async () => undefined },
    { instance: 'here', events },
  )
  const outputs = [{ topic: topics.changeEvents, key: 'k', value: 'known' }]
  await saveOutboxEntry(sql, { producer: { kind: 'stage', consumer: 'ingest', instance: 'old' }, outputs })
  const from = (offset: number, producer: string, sequence: number, topic: string = topics.changeEvents): Received => ({
    ...{ ...message(offset, `${producer}/${sequence}`), topic },
    origin: { producer, sequence, index: 0 },
  })
  const heard: string[] = []
  const hear = (...messages: readonly Received[]) =>
    store.transact(
      'scoring',
      messages,
      (_, fresh) => {
        heard.push(...fresh.map(({ value }) => value))
        return { change: [], outputs: [] }
      },
      () => null,
    )
  await hear(from(0, 'ingest@old', 1), from(1, 'ingest@old', 2), from(2, 'ingest@gone', 1), from(3, 'ingest@old', 1))
  await hear(from(4, 'scoring@replay-7', 1), from(0, 'department', 9, 'records.fire'))
  expect(heard).toEqual(['ingest@old/1', 'department/9'])
  expect(told).toEqual([2, 1])
  expect(await savedUpTo(sql, 'scoring')).toEqual(
    new Map([
      ['change-events.v1/0', 5],
      ['records.fire/0', 1],
    ]),
  )

  await saveOutboxEntry(sql, { producer: { kind: 'replay', consumer: 'scoring', quarantineId: '7' }, outputs })
  await hear(from(5, 'scoring@replay-7', 1))
  expect(heard.at(-1)).toBe('scoring@replay-7/1')
})
