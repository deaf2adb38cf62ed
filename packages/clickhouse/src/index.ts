export { cardPayments } from './card-payments.ts'
export {
  compactWarehouse,
  countOverInWarehouse,
  deleteOverInWarehouse,
  eraseFromWarehouse,
  type WarehouseKind,
} from './erase-person.ts'
export { type ShadowJudged, shadowReport } from './shadow-report.ts'
export { connectClickHouse, openChdb, openClickHouse, type WarehouseClient } from './warehouse-client.ts'
export { weeklyReport } from './weekly-report.ts'
