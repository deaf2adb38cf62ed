import { openChdb, openClickHouse, type WarehouseClient } from '@shouwang/clickhouse'
import { topics } from '@shouwang/contracts'
import { type Batches, gather, type Log, type Received, untilItWorks } from '@shouwang/flow'
import { openLog, type ProcessWorld, runService } from '@shouwang/service-process'
import { lagReading } from '@shouwang/telemetry'
import { Config } from './config.ts'
import { rowsOf } from './flow.ts'
import { type WarehouseTelemetry, warehouseTelemetry } from './telemetry.ts'

export { Config } from './config.ts'
export { warehouseTelemetry } from './telemetry.ts'

export type WarehouseWorld = {
  readonly log: Log
  readonly client: WarehouseClient
  readonly tell: WarehouseTelemetry
  readonly signal: AbortSignal
  readonly batches?: Batches
}

/** The consumer group of the copy, and what it reads. */
export const warehouseReads = { group: 'warehouse', topics: Object.values(topics) }

const waitMs = 1_000
/** An insert costs ClickHouse about the same whatever it holds, so what comes within some time goes together. */
const defaultBatches: Batches = { max: 10_000, gatherFrom: 1, gatherMs: 1_000 }
/** A process of its own has the memory for more. */
const batchesAlone: Batches = { max: 30_000, gatherFrom: 1, gatherMs: 3_000 }

/** Copies every topic into ClickHouse until the signal aborts; commits once ClickHouse has answered. */
export const startWarehouse = async (world: WarehouseWorld): Promise<void> => {
  const { log, client, tell, signal, batches = defaultBatches } = world
  const from = log.source(warehouseReads)
  tell.started()
  while (!signal.aborted) {
    const messages = await untilItWorks(() => gather(from, { ...batches, waitMs, signal }), tell, signal)
    if (messages === undefined || messages.length === 0) continue
    const started = performance.now()
    const copied = await untilItWorks(() => fromClickHouse(() => copy(client, messages, tell)), tell, signal)
    if (copied === undefined) break
    await untilItWorks(() => from.commit(messages), tell, signal)
    tell.handled(messages.length, copied, (performance.now() - started) / 1000)
  }
  await from.close()
}

/** Names the engine in what it throws. */
const fromClickHouse = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (cause) {
    throw new Error(`ClickHouse does not take it: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
  }
}

const copy = async (
  client: WarehouseClient,
  messages: readonly Received[],
  tell: WarehouseTelemetry,
): Promise<number> => {
  let copied = 0
  for (const [table, values] of rowsOf(messages)) {
    await client.insert({ table, values, format: 'JSONEachRow' })
    tell.copied(table, values.length)
    copied += values.length
  }
  return copied
}

/** Copies in a process of its own, on the engines that the settings name. */
const runWarehouse = async (process: ProcessWorld<Config>): Promise<void> => {
  const log = await openLog(process)
  const tell = warehouseTelemetry(process)
  lagReading(process.metrics, [warehouseReads], log.lag)
  const client = await untilItWorks(() => fromClickHouse(() => openWarehouse(process.settings)), tell, process.signal)
  if (client !== undefined) await startWarehouse({ log, client, tell, signal: process.signal, batches: batchesAlone })
  await client?.close()
  await log.close()
}

const openWarehouse = ({
  SHOUWANG_CLICKHOUSE_URL: url,
  SHOUWANG_CHDB_PATH: path = '',
}: Config): Promise<WarehouseClient> => (url === undefined ? openChdb(path) : openClickHouse(url))

if (import.meta.main) await runService({ name: 'warehouse', settings: Config, run: runWarehouse })
