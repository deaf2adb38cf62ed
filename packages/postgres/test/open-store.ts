import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { PGlite } from '@electric-sql/pglite'
import { openPglite, type Sql } from '@shouwang/postgres'
import { openPatiently } from '@shouwang/postgres/testing'
import { Client } from 'pg'
import { beforeEach, inject } from 'vitest'

const poolSize = 4

/** The server of this run; undefined where the suite runs on the embedded engine. */
const engine = (inject('engines') as ReturnType<typeof inject<'engines'>> | undefined)?.postgres

beforeEach(({ skip }) => skip(engine !== undefined && engine.at === undefined, `PostgreSQL: ${engine?.missing}`))

/** An empty store: embedded, or in a database of its own on the run's server. */
export const openStore = async (): Promise<Sql> =>
  engine?.at === undefined ? openPglite() : openDatabase(engine.at, async () => undefined)

/** A store that `script` made in an empty database, opened by the program of today. */
export const openStoreMadeBy = async (script: string): Promise<Sql> => {
  if (engine?.at !== undefined) return openDatabase(engine.at, (url) => runOnServer(url, script))
  const directory = await mkdtemp(join(tmpdir(), 'shouwang-store-'))
  const made = await PGlite.create(directory)
  await made.exec(script)
  await made.close()
  const sql = await openPglite(directory)
  return {
    ...sql,
    close: async () => {
      await sql.close()
      await rm(directory, { recursive: true })
    },
  }
}

/**
 * Resolves once a transaction of this store waits for a lock of another. On the embedded engine at once: its transactions
 * wait for each other before they begin.
 */
export const untilSomeoneWaits = async (sql: Sql): Promise<void> => {
  while (engine?.at !== undefined) {
    const waiting = await sql.query(
      `select 1 from pg_locks where not granted and locktype = 'advisory'
         and database = (select oid from pg_database where datname = current_database())`,
    )
    if (waiting.length > 0) return
    await sleep(askEveryMs)
  }
}

const askEveryMs = 20

const openDatabase = async (server: string, prepare: (url: string) => Promise<void>): Promise<Sql> => {
  const admin = await openPatiently(server, 1)
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await admin.query(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  await prepare(url.href)
  const sql = await openPatiently(url.href, poolSize)
  return {
    ...sql,
    close: async () => {
      await sql.close()
      await admin.query(`drop database ${name} with (force)`)
      await admin.close()
    },
  }
}

const runOnServer = async (url: string, script: string): Promise<void> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(script)
  await client.end()
}
