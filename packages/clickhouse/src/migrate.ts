import { readdir, readFile } from 'node:fs/promises'
import type { ClickHouseClient } from '@clickhouse/client'
import { Umzug, type UmzugStorage } from 'umzug'

const ours = new URL('../migrations/', import.meta.url)

/**
 * Runs the migrations that this database has not seen, in order of their numbers. A file holds one statement, since
 * ClickHouse takes one at a time; it is written so that it may run twice (`if not exists`): several processes may start at
 * once, and installations older than the ledger have the tables already. One that rewrites rows (`alter table … update`) is noted
 * once `afterRewriting` is done, too: an engine in this process keeps the files of before.
 */
export const migrateWarehouse = async (
  client: ClickHouseClient,
  directory: URL = ours,
  afterRewriting: () => Promise<void> = async () => undefined,
): Promise<void> => {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()
  const migrations = names.map((name) => ({
    name,
    up: async () => {
      const query = await readFile(new URL(name, directory), 'utf8')
      await client.command({ query })
      if (/^\s+update /m.test(query)) await afterRewriting()
    },
  }))
  await new Umzug({ migrations, storage: ledgerIn(client), logger: undefined }).up()
}

/** The names of the migrations that a database has seen, kept in the database. */
const ledgerIn = (client: ClickHouseClient): UmzugStorage => ({
  executed: async () => {
    await client.command({ query: ledger })
    const answer = await client.query({ query: 'select distinct name from migrations', format: 'JSONEachRow' })
    return (await answer.json<{ name: string }>()).map(({ name }) => name)
  },
  logMigration: ({ name }) => noted(client, name),
  unlogMigration: async ({ name }) => {
    throw new Error(`${name} cannot be taken back: migrations go forward only; write the next one`)
  },
})

const noted = async (client: ClickHouseClient, name: string): Promise<void> => {
  await client.insert({ table: 'migrations', values: [{ name }], columns: ['name'], format: 'JSONEachRow' })
}

const ledger = `create table if not exists migrations (
  name String,
  applied_at DateTime64(3, 'Asia/Shanghai') default now64(3)
) engine = ReplacingMergeTree order by name`
