export { connectClickHouse, openChdb, openClickHouse, type WarehouseClient } from './warehouse-client.ts'
export { type DistrictWeek, type IndicatorWeek, type Week, weeklyReport } from './weekly-report.ts'
