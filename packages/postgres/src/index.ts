export { openPglite } from './pglite.ts'
export type { Sql } from './sql.ts'
export { debtsOf, type Kept, saveDebt, settleDebts, storeOn, type Tx } from './store-on.ts'
