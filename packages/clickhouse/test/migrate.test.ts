import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openChdb, type WarehouseClient } from '../src/index.ts'
import { migrateWarehouse } from '../src/migrate.ts'

let folder: string
let client: WarehouseClient

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'warehouse-'))
  client = await openChdb(folder)
})
afterEach(async () => {
  await client.close()
  await rm(folder, { recursive: true, force: true })
})

const rows = async <Row>(query: string): Promise<Row[]> =>
  (await client.query({ query, format: 'JSONEachRow' })).json<Row>()
const ledger = async (): Promise<string[]> =>
  (await rows<{ name: string }>('select name from migrations order by name')).map(({ name }) => name)
const ours = async (): Promise<string[]> => (await readdir(new URL('../migrations/', import.meta.url))).sort()

/** A folder of migrations of our own, beside those of the warehouse. */
const written = async (scripts: Readonly<Record<string, string>>): Promise<URL> => {
  const directory = join(folder, 'test-migrations')
  await rm(directory, { recursive: true, force: true })
  await mkdir(directory)
  for (const [name, script] of Object.entries(scripts)) await writeFile(join(directory, name), script)
  return pathToFileURL(`${directory}/`)
}

test('a new warehouse has every migration in its ledger once, also when it is opened again', async () => {
  expect(await ledger()).toEqual(await ours())
  await client.close()
  client = await openChdb(folder)
  expect(await ledger()).toEqual(await ours())
})

test('a warehouse from before the ledger is opened, keeps its rows, and has the ledger from then on', async () => {
  await client.insert({
    table: 'unreadable',
    values: [{ topic: 'records', partition: 1, offset: 2, problem: 'no JSON' }],
    format: 'JSONEachRow',
  })
  await client.command({ query: 'drop table migrations' })
  await client.close()
  client = await openChdb(folder)
  expect(await rows('select topic, problem from unreadable')).toEqual([{ topic: 'records', problem: 'no JSON' }])
  expect(await ledger()).toEqual(await ours())
})

test('a migration that is in the ledger does not run again', async () => {
  const scripts = {
    '9001-notes.sql': 'create table notes (id String) engine = MergeTree order by id',
    '9002-text.sql': 'alter table notes add column text String',
  }
  await migrateWarehouse(client, await written(scripts))
  await migrateWarehouse(client, await written({ ...scripts, '9003-day.sql': 'alter table notes add column day Date' }))
  expect((await ledger()).filter((name) => name.startsWith('9'))).toEqual([...Object.keys(scripts), '9003-day.sql'])
  expect((await rows<{ name: string }>('describe table notes')).map(({ name }) => name)).toEqual(['id', 'text', 'day'])
})

test('a migration that failed is not in the ledger, and the next start runs it', async () => {
  const first = { '9001-notes.sql': 'create table notes (id String) engine = MergeTree order by id' }
  await expect(
    migrateWarehouse(client, await written({ ...first, '9002-text.sql': 'alter table notes add column text Strin' })),
  ).rejects.toThrow('9002-text.sql')
  await migrateWarehouse(
    client,
    await written({ ...first, '9002-text.sql': 'alter table notes add column text String' }),
  )
  expect((await ledger()).filter((name) => name.startsWith('9'))).toEqual(['9001-notes.sql', '9002-text.sql'])
})

test('a semicolon at the end of a line inside a statement does not cut it', async () => {
  const script = `create table notes (id String comment 'first;\nsecond') engine = MergeTree order by id`
  await migrateWarehouse(client, await written({ '9001-notes.sql': script }))
  expect(await rows(`select comment from system.columns where table = 'notes'`)).toEqual([
    { comment: 'first;\nsecond' },
  ])
})
