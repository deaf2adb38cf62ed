import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Sql } from '../src/index.ts'
import { openStore } from './open-store.ts'

let sql: Sql
beforeAll(async () => {
  sql = await openStore()
  await sql.query('create table kept (name text primary key, amount bigint)')
})
beforeEach(async () => {
  await sql.query('truncate kept')
})
afterAll(() => sql.close())

const kept = async () => (await sql.query<{ name: string }>('select name from kept order by name')).map((r) => r.name)

test('a fresh store is migrated and answers days as text', async () => {
  await sql.query('insert into coverage values ($1, $2, $3, null)', ['a-feed', '350200000000', '2026-10-31'])
  expect(await sql.query('select day from coverage')).toEqual([{ day: '2026-10-31' }])
})

test('counts and amounts are numbers, and lists go in and out as lists', async () => {
  const values = [['a', 'b', null], [1, 2 ** 40, null], ['2026-10-31', null, null], ['x']] as const
  const rows = await sql.query(
    `select name, amount, day, $4::text[] as names, count(*) over () as rows
     from unnest($1::text[], $2::int8[], $3::date[]) as t (name, amount, day)`,
    values,
  )
  expect(rows).toEqual([
    { name: 'a', amount: 1, day: '2026-10-31', names: ['x'], rows: 3 },
    { name: 'b', amount: 2 ** 40, day: null, names: ['x'], rows: 3 },
    { name: null, amount: null, day: null, names: ['x'], rows: 3 },
  ])
})

test('a transaction keeps all or nothing', async () => {
  await sql.transaction((tx) => tx.query(`insert into kept values ('a', 1)`))
  const broken = sql.transaction(async (tx) => {
    await tx.query(`insert into kept values ('b', 1)`)
    throw new Error('bug')
  })
  await expect(broken).rejects.toThrow('bug')
  expect(await kept()).toEqual(['a'])
})

test('a statement that fails spoils its transaction even where the work goes on, and nothing else', async () => {
  const spoilt = sql.transaction(async (tx) => {
    await tx.query(`insert into kept values ('a', 1)`)
    await tx.query('insert into kept values (null, 1)').catch(() => undefined)
  })
  await expect(spoilt).rejects.toThrow()
  expect(await kept()).toEqual([])
  await sql.query(`insert into kept values ('c', 1)`)
  expect(await kept()).toEqual(['c'])
})

test('whoever wants a key that is locked waits until its holder ends', async () => {
  const told: string[] = []
  const release = Promise.withResolvers<void>()
  const holding = Promise.withResolvers<void>()
  const first = sql.transaction(async (tx) => {
    await tx.lockAll('test', ['b', 'a'])
    holding.resolve()
    await release.promise
    told.push('first')
  })
  await holding.promise
  const second = sql.transaction(async (tx) => {
    await tx.lockAll('test', ['a', 'c'])
    told.push('second')
  })
  const all = sql.transaction(async (tx) => {
    await tx.lockAll('test', 'everything')
    told.push('all')
  })
  release.resolve()
  await Promise.all([first, second, all])
  expect(told[0]).toBe('first')
  expect(told.toSorted()).toEqual(['all', 'first', 'second'])
})

test('two transactions that wait for each other both end', async () => {
  const locked = { a: Promise.withResolvers<void>(), b: Promise.withResolvers<void>() }
  const both = (one: 'a' | 'b', other: 'a' | 'b') =>
    sql.transaction(async (tx) => {
      const othersRun = await tx.lockAll('test', [one])
      locked[one].resolve()
      if (othersRun) await locked[other].promise
      await tx.lockAll('test', [other])
      await tx.query('insert into kept values ($1, 1)', [one])
    })
  await Promise.all([both('a', 'b'), both('b', 'a')])
  expect(await kept()).toEqual(['a', 'b'])
})
