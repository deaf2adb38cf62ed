import type { Received } from '@shouwang/flow'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sql, sqlStore } from '../src/index.ts'
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
