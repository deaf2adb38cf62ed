import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPglite, type Sql } from '../src/index.ts'

let sql: Sql
beforeAll(async () => {
  sql = await openPglite()
  await sql.query('create table noted (value text primary key)')
})
afterAll(() => sql.close())

const noted = async (): Promise<string[]> =>
  (await sql.query<{ value: string }>('select value from noted order by value')).map(({ value }) => value)

test('a fresh store is migrated and answers days as text', async () => {
  await sql.query('insert into coverage values ($1, $2, $3, null)', ['a-feed', '350200000000', '2026-10-31'])
  expect(await sql.query('select day from coverage')).toEqual([{ day: '2026-10-31' }])
})

test('arrays of texts arrive as they were sent', async () => {
  const texts = ['', '李明', 'a "quoted", {braced} \\ word\n', null, 'null', '💧']
  expect(await sql.query('select t from unnest($1::text[]) as t', [texts])).toEqual(texts.map((t) => ({ t })))
  expect(await sql.query('select $1::text[] = array[]::text[] as empty', [[]])).toEqual([{ empty: true }])
})

test('a transaction has the session to itself until it ends', async () => {
  let other: Promise<unknown> | undefined
  const own = await sql.transaction(async (tx) => {
    await tx.query(`insert into noted values ('own')`)
    other = sql.query(`insert into noted values ('other')`)
    return tx.query('select value from noted')
  })
  expect(own).toEqual([{ value: 'own' }])
  await other
  expect(await noted()).toEqual(['other', 'own'])
})

test('a transaction that throws leaves nothing behind', async () => {
  const thrown = sql.transaction(async (tx) => {
    await tx.query(`insert into noted values ('lost')`)
    throw new Error('a bug')
  })
  await expect(thrown).rejects.toThrow('a bug')
  expect(await noted()).not.toContain('lost')
})

test('a failed statement spoils its transaction even when nobody minds', async () => {
  const careless = sql.transaction(async (tx) => {
    await tx.query(`insert into noted values ('spoilt')`)
    await tx.query('select nonsense').catch(() => undefined)
  })
  await expect(careless).rejects.toThrow('nonsense')
  expect(await noted()).not.toContain('spoilt')
})

test('a closed store says so to whoever asks', async () => {
  const closed = await openPglite()
  await closed.close()
  await expect(closed.query('select 1')).rejects.toThrow('has ended')
})
