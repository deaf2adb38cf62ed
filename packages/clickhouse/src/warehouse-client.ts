import { readdir, readFile } from 'node:fs/promises'
import { type ClickHouseClient, createClient } from '@clickhouse/client'

export type WarehouseClient = ClickHouseClient

const directory = new URL('../migrations/', import.meta.url)

/** ClickHouse in this process, its files under `path`. One process at a time may open a path. */
export const openChdb = async (path: string): Promise<WarehouseClient> => {
  // Where a server is used, the engine itself need not be installed.
  const { createChdbConnection } = await import('chdb/connection')
  return migrated(createClient({ connection: createChdbConnection({ path }) as unknown as PluggedConnection }))
}

/** chDB types the same connection by another copy of the client's declarations. */
type PluggedConnection = NonNullable<NonNullable<Parameters<typeof createClient>[0]>['connection']>

/** A ClickHouse server, migrated. `url` carries user, password and database. */
export const openClickHouse = (url: string): Promise<WarehouseClient> => migrated(connectClickHouse(url))

/** A ClickHouse server as it is: nothing is asked of it before the first query. */
export const connectClickHouse = (url: string): WarehouseClient => createClient({ url })

const migrated = async (client: WarehouseClient): Promise<WarehouseClient> => {
  try {
    await migrate(client)
    return client
  } catch (error) {
    await client.close()
    throw error
  }
}

/** Runs every migration: each statement creates what is not there yet. */
const migrate = async (client: WarehouseClient): Promise<void> => {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()
  for (const name of names) {
    const script = await readFile(new URL(name, directory), 'utf8')
    for (const query of script.split(/;\s*$/m).filter((statement) => statement.trim() !== ''))
      await client.command({ query })
  }
}
