export { Config } from './config.ts'
export { startWarehouse, type WarehouseDependencies, warehouseReads } from './start-warehouse.ts'
export { type WarehouseTelemetry, warehouseTelemetry } from './telemetry.ts'
