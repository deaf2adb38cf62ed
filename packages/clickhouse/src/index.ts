export { cardPayments } from './card-payments.ts'
export { rowsBehind } from './rows-behind.ts'
export { connectClickHouse, openChdb, openClickHouse, type WarehouseClient } from './warehouse-client.ts'
export { weeklyReport } from './weekly-report.ts'
