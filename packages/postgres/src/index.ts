export { openPglite } from './pglite.ts'
export type { Sql } from './sql.ts'
