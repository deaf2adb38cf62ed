import type { WarehouseClient } from '@shouwang/clickhouse'
import { topics } from '@shouwang/contracts'
import { type Batches, consume, EngineAway, type Log } from '@shouwang/flow'
import { type Rows, rowsOf } from './flow.ts'
import type { WarehouseTelemetry } from './telemetry.ts'

/** Everything outside that the copy touches. */
export type WarehouseDependencies = {
  readonly log: Log
  readonly client: WarehouseClient
  readonly events: WarehouseTelemetry
  readonly signal: AbortSignal
  readonly batches?: Batches
}

/** The consumer group of the copy, and what it reads. */
export const warehouseReads = { group: 'warehouse', topics: Object.values(topics) }

/**
 * An insert costs ClickHouse about the same whether it holds ten rows or ten thousand, so what comes within a second goes
 * together: reports are a second older, and ClickHouse has far fewer parts to merge.
 */
const defaultBatches: Batches = { max: 10_000, gatherFrom: 1, gatherMs: 1_000 }

/** Copies every topic into ClickHouse until the signal aborts; commits once ClickHouse has answered. */
export const startWarehouse = ({
  log,
  client,
  events,
  signal,
  batches = defaultBatches,
}: WarehouseDependencies): Promise<void> =>
  consume<Rows, number>(
    {
      prepare: rowsOf,
      save: (rows) => fromClickHouse(() => copy(client, rows, events)),
      // The copy has no readers to publish to: its rows are what went out.
      publish: async (copied) => copied,
      publishPending: async () => undefined,
    },
    { from: log.source(warehouseReads), events, signal, batches },
  )

/** An engine that refuses is waited for like one that is away: rows are made here, so what is wrong is its tables or its disk. */
export const fromClickHouse = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work()
  } catch (cause) {
    throw new EngineAway('ClickHouse', cause)
  }
}

const copy = async (client: WarehouseClient, rows: Rows, events: WarehouseTelemetry): Promise<number> => {
  let copied = 0
  for (const [table, values] of rows) {
    await client.insert({ table, values, format: 'JSONEachRow' })
    events.copied(table, values.length)
    copied += values.length
  }
  return copied
}
