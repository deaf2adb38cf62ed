export { cardPayments } from './card-payments.ts'
export { compactWarehouse } from './compact-warehouse.ts'
export {
  countOverInWarehouse,
  deleteOverInWarehouse,
  eraseFromWarehouse,
  type WarehouseKind,
} from './erase-person.ts'
export { keptSourceKey } from './kept-source-key.ts'
export { rowsBehind } from './rows-behind.ts'
export { type ShadowJudged, shadowReport } from './shadow-report.ts'
export { connectClickHouse, openChdb, openClickHouse, type WarehouseClient } from './warehouse-client.ts'
export { weeklyReport } from './weekly-report.ts'
