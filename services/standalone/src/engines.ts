import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openChdb, openClickHouse, type WarehouseClient } from '@shouwang/clickhouse'
import type { Log } from '@shouwang/flow'
import { openKafka } from '@shouwang/kafka'
import { type LmdbLog, openLmdbLog } from '@shouwang/lmdb-log'
import { openPglite, openPostgres, type Sql } from '@shouwang/postgres'
import type { Config } from './config.ts'

/** The event log, and how far a group is behind in it. */
export type EventLog = Log & {
  readonly lag: (group: string, topics: readonly string[]) => number | Promise<number>
  readonly close: () => Promise<void>
}

/** The embedded log of an open installation. @throws TypeError when it runs on another one. */
export const embeddedLog = ({ log }: Pick<Engines, 'log'>): LmdbLog => {
  if ('messages' in log) return log as LmdbLog
  throw new TypeError('this installation keeps its log in Kafka')
}

export type Engines = {
  readonly log: EventLog
  readonly sql: Sql
  readonly warehouse: WarehouseClient
  readonly close: () => Promise<void>
}

const partitions = 6
const poolSize = 10

/** Opens the engines: those that the settings name by an address, else the embedded ones of a data folder. */
export const openEngines = async (data: string, config: Config): Promise<Engines> => {
  const [log, sql, warehouse] = await Promise.all([
    openLog(data, config),
    openStore(data, config),
    openWarehouse(data, config),
  ])
  return {
    log,
    sql,
    warehouse,
    close: async () => {
      await Promise.all([log.close(), sql.close(), warehouse.close()])
    },
  }
}

const openLog = (data: string, { SHOUWANG_KAFKA_BROKERS: brokers }: Config): EventLog =>
  brokers === undefined
    ? openLmdbLog(join(data, 'log'))
    : openKafka({ brokers: brokers.split(','), clientId: 'shouwang', partitions })

const openStore = (data: string, { SHOUWANG_POSTGRES_URL: url }: Config): Promise<Sql> =>
  url === undefined ? openPglite(join(data, 'state')) : openPostgres(url, { poolSize })

const openWarehouse = async (data: string, { SHOUWANG_CLICKHOUSE_URL: url }: Config): Promise<WarehouseClient> => {
  if (url !== undefined) return openClickHouse(url)
  await mkdir(join(data, 'warehouse'), { recursive: true })
  return openChdb(join(data, 'warehouse'))
}
