import { openChdb, openClickHouse, type WarehouseClient } from '@shouwang/clickhouse'
import { type Batches, retry } from '@shouwang/flow'
import { authoritiesOf, openLog, type ProcessDependencies, runService } from '@shouwang/service-process'
import { lagReading } from '@shouwang/telemetry'
import { Config } from './config.ts'
import { fromClickHouse, startWarehouse, warehouseReads } from './start-warehouse.ts'
import { warehouseTelemetry } from './telemetry.ts'

/** A process of its own has the memory for three times the rows: a third of the inserts where it is behind. */
const batchesAlone: Batches = { max: 30_000, gatherFrom: 1, gatherMs: 3_000 }

/** Copies in a process of its own, on the engines that the settings name. */
const runWarehouse = async (process: ProcessDependencies<Config>): Promise<void> => {
  const log = await openLog(process)
  const events = warehouseTelemetry(process)
  lagReading(process.metrics, [warehouseReads], log.lag)
  const client = await retry(() => fromClickHouse(() => openWarehouse(process.settings)), events, process.signal)
  if (client !== undefined) await startWarehouse({ log, client, events, signal: process.signal, batches: batchesAlone })
  await client?.close()
  await log.close()
}

const openWarehouse = (settings: Config): Promise<WarehouseClient> => {
  const { SHOUWANG_CLICKHOUSE_URL: url, SHOUWANG_CHDB_PATH: path = '' } = settings
  return url === undefined ? openChdb(path) : openClickHouse(url, authoritiesOf(settings))
}

await runService({ name: 'warehouse', settings: Config, run: runWarehouse })
