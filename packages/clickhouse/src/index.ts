export { connectClickHouse, openChdb, openClickHouse, type WarehouseClient } from './warehouse-client.ts'
export { weeklyReport } from './weekly-report.ts'
