import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { WarehouseClient } from '@shouwang/clickhouse'
import type { Log } from '@shouwang/flow'
import { openPglite, openPostgres, SchemaProblem, type Sql } from '@shouwang/postgres'
import { authoritiesOf, kafkaSecurity, postgresUrl } from '@shouwang/service-process'
import type { Config } from './config.ts'
import { DataFolderProblem } from './instance-lock.ts'

/** The event log, and how far a group is behind in it. */
type EventLog = Log & {
  readonly lag: (group: string, topics: readonly string[]) => number | Promise<number>
  readonly close: () => Promise<void>
}

export type EmbeddedEngines = {
  readonly log: EventLog
  readonly sql: Sql
  readonly warehouse: WarehouseClient
  readonly close: () => Promise<void>
}

const partitions = 6
const poolSize = 10

/** Opens every engine: those that the settings name by an address, else the embedded ones of a data folder. */
export const openEmbeddedEngines = async (data: string, config: Config): Promise<EmbeddedEngines> => {
  const opening = [openLog(data, config), openStore(data, config), openWarehouse(data, config)] as const
  const [log, sql, warehouse] = await Promise.all(opening).catch(async (error) => {
    await closeOpened(opening)
    throw error
  })
  return {
    log,
    sql,
    warehouse,
    close: async () => {
      await Promise.all([log.close(), sql.close(), warehouse.close()])
    },
  }
}

/**
 * Closes what of these was opened, once each has been opened or refused: whoever takes the folder next must not find it open, and while one
 * refuses the others are still opening.
 */
export const closeOpened = async (
  opening: readonly Promise<{ readonly close: () => Promise<unknown> } | undefined>[],
): Promise<void> => {
  for (const opened of await Promise.allSettled(opening)) if (opened.status === 'fulfilled') await opened.value?.close()
}

const openLog = async (data: string, config: Config): Promise<EventLog> => {
  const { SHOUWANG_KAFKA_BROKERS: brokers } = config
  if (brokers === undefined) return openEmbeddedLog(data)
  const { openKafka } = await import('@shouwang/kafka')
  return openKafka({ brokers: brokers.split(','), clientId: 'shouwang', partitions, security: kafkaSecurity(config) })
}

const openEmbeddedLog = async (data: string): Promise<EventLog> => {
  const { LogProblem, openLmdbLog } = await import('@shouwang/lmdb-log')
  return openLmdbLog(join(data, 'log')).catch((error: unknown) => {
    if (error instanceof LogProblem) throw new DataFolderProblem(error.zh, { cause: error })
    throw error
  })
}

/** Opens the store alone. */
export const openStore = (data: string, config: Config): Promise<Sql> =>
  openedStore(data, config).catch((error: unknown) => {
    if (error instanceof SchemaProblem) throw new DataFolderProblem(error.zh, { cause: error })
    throw error
  })

const openedStore = (data: string, config: Config): Promise<Sql> => {
  const { SHOUWANG_POSTGRES_URL: url } = config
  return url === undefined ? openPglite(join(data, 'state')) : openPostgres(postgresUrl(url, config), { poolSize })
}

/** Opens the warehouse alone. */
export const openWarehouse = async (data: string, config: Config): Promise<WarehouseClient> => {
  const { SHOUWANG_CLICKHOUSE_URL: url } = config
  const { openChdb, openClickHouse } = await import('@shouwang/clickhouse')
  if (url !== undefined) return openClickHouse(url, authoritiesOf(config))
  await mkdir(join(data, 'warehouse'), { recursive: true })
  return openChdb(join(data, 'warehouse'))
}
