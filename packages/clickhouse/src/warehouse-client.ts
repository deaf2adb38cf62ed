import { type ClickHouseClient, createClient } from '@clickhouse/client'

export type WarehouseClient = ClickHouseClient

/** ClickHouse in this process, its files under `path`. One process at a time may open a path. */
export const openChdb = async (path: string): Promise<WarehouseClient> => {
  // Where a server is used, the engine itself need not be installed.
  const { createChdbConnection } = await import('chdb/connection')
  const client = createClient({ connection: createChdbConnection({ path }) as unknown as PluggedConnection })
  return migrated(client, async () => {
    const { compactWarehouse } = await import('./compact-warehouse.ts')
    const rows = await client.query({ query: 'select 1 from change_events limit 1', format: 'JSONEachRow' })
    if ((await rows.json()).length > 0) await compactWarehouse(client)
  })
}

/** chDB types the same connection by another copy of the client's declarations. */
type PluggedConnection = NonNullable<NonNullable<Parameters<typeof createClient>[0]>['connection']>

/**
 * A ClickHouse server, migrated. `url` carries user, password and database; `authorities` are certificates in PEM, for https where
 * the server's is signed by none that Node knows.
 */
export const openClickHouse = (url: string, authorities?: string): Promise<WarehouseClient> =>
  migrated(connectClickHouse(url, authorities))

/** A ClickHouse server as it is: nothing is asked of it before the first query. */
export const connectClickHouse = (url: string, authorities?: string): WarehouseClient =>
  createClient({ url, ...(authorities === undefined ? {} : { tls: { ca_cert: Buffer.from(authorities) } }) })

const migrated = async (client: WarehouseClient, afterRewriting?: () => Promise<void>): Promise<WarehouseClient> => {
  try {
    // Who only reads need not wait for the migration tool to load.
    const { migrateWarehouse } = await import('./migrate.ts')
    await migrateWarehouse(client, undefined, afterRewriting)
    return client
  } catch (error) {
    await client.close()
    throw error
  }
}
