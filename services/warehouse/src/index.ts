export { Config } from './config.ts'
export { startWarehouse } from './start-warehouse.ts'
export { warehouseTelemetry } from './telemetry.ts'
