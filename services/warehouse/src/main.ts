import { openChdb, openClickHouse, type WarehouseClient } from '@shouwang/clickhouse'
import { topics } from '@shouwang/contracts'
import { type Log, pause, type Received, untilItWorks } from '@shouwang/flow'
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
}

/** The consumer group of the copy, and what it reads. */
export const warehouseReads = { group: 'warehouse', topics: Object.values(topics) }

const maxBatch = 10_000
const waitMs = 1_000
/** An insert costs ClickHouse about the same whatever it holds, so what comes meanwhile goes together. */
const gatherMs = 1_000

/** Copies every topic into ClickHouse until the signal aborts; commits once ClickHouse has answered. */
export const startWarehouse = async ({ log, client, tell, signal }: WarehouseWorld): Promise<void> => {
  const from = log.source(warehouseReads)
  tell.started()
  while (!signal.aborted) {
    const messages = await untilItWorks(() => from.read({ max: maxBatch, waitMs }), tell, signal)
    if (messages === undefined || messages.length === 0) continue
    const started = performance.now()
    const copied = await untilItWorks(() => fromClickHouse(() => copy(client, messages, tell)), tell, signal)
    if (copied === undefined) break
    await untilItWorks(() => from.commit(messages), tell, signal)
    tell.handled(messages.length, copied, (performance.now() - started) / 1000)
    if (messages.length < maxBatch) await pause(gatherMs, signal)
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
  const log = openLog(process)
  const tell = warehouseTelemetry(process)
  lagReading(process.metrics, [warehouseReads], log.lag)
  const client = await untilItWorks(() => fromClickHouse(() => openWarehouse(process.settings)), tell, process.signal)
  if (client !== undefined) await startWarehouse({ log, client, tell, signal: process.signal })
  await client?.close()
  await log.close()
}

const openWarehouse = ({
  SHOUWANG_CLICKHOUSE_URL: url,
  SHOUWANG_CHDB_PATH: path = '',
}: Config): Promise<WarehouseClient> => (url === undefined ? openChdb(path) : openClickHouse(url))

if (import.meta.main) await runService({ name: 'warehouse', settings: Config, run: runWarehouse })
