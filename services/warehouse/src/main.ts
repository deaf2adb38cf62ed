import type { WarehouseClient } from '@shouwang/clickhouse'
import { topics } from '@shouwang/contracts'
import { type Log, type Received, untilItWorks } from '@shouwang/flow'
import { rowsOf } from './flow.ts'
import type { WarehouseTelemetry } from './telemetry.ts'

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

const maxBatch = 5_000
const waitMs = 1_000

/** Copies every topic into ClickHouse until the signal aborts; commits once ClickHouse has answered. */
export const startWarehouse = async ({ log, client, tell, signal }: WarehouseWorld): Promise<void> => {
  const from = log.source(warehouseReads)
  tell.started()
  while (!signal.aborted) {
    const messages = await untilItWorks(() => from.read({ max: maxBatch, waitMs }), tell, signal)
    if (messages === undefined || messages.length === 0) continue
    const started = performance.now()
    const copied = await untilItWorks(() => copy(client, messages, tell), tell, signal)
    if (copied === undefined) break
    await untilItWorks(() => from.commit(messages), tell, signal)
    tell.handled(messages.length, copied, (performance.now() - started) / 1000)
  }
  await from.close()
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
