export { Config } from './config.ts'
export { type Rows, rowsOf } from './flow.ts'
export { startWarehouse, warehouseReads } from './start-warehouse.ts'
export { warehouseTelemetry } from './telemetry.ts'
