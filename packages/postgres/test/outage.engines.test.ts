import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  freezePostgres,
  killPostgres,
  type PostgresServer,
  postgresAt,
  preparePostgres,
  startPostgres,
  thawPostgres,
  whyMissing,
} from '@shouwang/engines'
import { openPostgres, type Sql } from '@shouwang/postgres'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'

/** A server of its own, which may be killed. */
let folder: string
let server: PostgresServer
let pid: number
let missing: string | undefined
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shouwang-outage-'))
  await chmod(folder, 0o755)
  try {
    server = await preparePostgres(join(folder, 'postgres'))
    pid = await startPostgres(server)
  } catch (error) {
    missing = whyMissing(error)
  }
})
afterAll(async () => {
  if (missing === undefined) await killPostgres(server, pid)
  await rm(folder, { recursive: true, force: true })
})
beforeEach(({ skip }) => skip(missing !== undefined, `a PostgreSQL of its own: ${missing}`))

/** A transaction that has written one row, and writes another when it is told to go on. */
const openTransaction = async (sql: Sql, table: string) => {
  const begun = Promise.withResolvers<void>()
  const told = Promise.withResolvers<void>()
  const done = sql.transaction(async (tx) => {
    await tx.query(`insert into ${table} values ('open')`)
    begun.resolve()
    await told.promise
    await tx.query(`insert into ${table} values ('late')`)
  })
  await begun.promise
  return { goOn: told.resolve, done }
}

test('no connection has its statements compiled to machine code, which took a second each', async () => {
  const sql = await openPostgres(postgresAt(server), { poolSize: 2 })
  expect(await sql.query('show jit')).toEqual([{ jit: 'off' }])
  expect(await sql.transaction((tx) => tx.query('show jit'))).toEqual([{ jit: 'off' }])
  await sql.close()
})

test('what is saved in a transaction starts no workers of the server, as every batch did once tables had grown', async () => {
  const sql = await openPostgres(postgresAt(server), { poolSize: 1 })
  const show = 'show max_parallel_workers_per_gather'
  const [outside] = await sql.query<{ max_parallel_workers_per_gather: string }>(show)
  expect(await sql.transaction((tx) => tx.query(show))).toEqual([{ max_parallel_workers_per_gather: '0' }])
  expect(await sql.query(show)).toEqual([outside])
  expect(Number(outside?.max_parallel_workers_per_gather)).toBeGreaterThan(0)
  await sql.close()
})

test('a server that is killed takes its open transactions with it and keeps what was committed; the pool goes on', async () => {
  const sql = await openPostgres(postgresAt(server), { poolSize: 3 })
  await sql.query('create table kept (name text primary key)')
  await sql.transaction((tx) => tx.query(`insert into kept values ('committed')`))
  const { goOn, done } = await openTransaction(sql, 'kept')
  await killPostgres(server, pid)
  goOn()
  await expect(done).rejects.toThrow()
  await expect(sql.query('select 1')).rejects.toThrow()
  await expect(openPostgres(postgresAt(server), { poolSize: 1 })).rejects.toThrow()
  pid = await startPostgres(server)
  expect(await sql.query('select name from kept')).toEqual([{ name: 'committed' }])
  await sql.close()
})

test('a server that hangs counts as away, and what was asked of it is rolled back', async () => {
  const sql = await openPostgres(postgresAt(server), { poolSize: 2 })
  await sql.query('create table hung (name text primary key)')
  const { goOn, done } = await openTransaction(sql, 'hung')
  await freezePostgres(pid)
  goOn()
  try {
    await expect(done).rejects.toThrow('PostgreSQL is away')
  } finally {
    await thawPostgres(pid)
  }
  await expect.poll(() => sql.query('select name from hung')).toEqual([])
  await sql.close()
})
