import { type Health, type Logger, type Metrics, stageTelemetry } from '@shouwang/telemetry'

/** What the warehouse copy tells its operators. */
export const warehouseTelemetry = (dependencies: { log: Logger; metrics: Metrics; health: Health }) => {
  const rows = dependencies.metrics.counter('warehouse_rows_total', 'Rows copied into ClickHouse', ['table'])
  return {
    ...stageTelemetry('warehouse', dependencies),
    copied: (table: string, count: number) => rows.inc({ table }, count),
  }
}

export type WarehouseTelemetry = ReturnType<typeof warehouseTelemetry>
