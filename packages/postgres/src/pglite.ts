import { PGlite, types } from '@electric-sql/pglite'
import { migrate } from './migrate.ts'
import type { Sql } from './sql.ts'

/** Days stay ISO text and counts stay numbers, as on the production driver. */
const parsers = { [types.DATE]: (text: string) => text, [types.INT8]: Number }

/**
 * PostgreSQL in this process, its files under `directory` (in memory when omitted), migrated.
 * One process at a time may open a directory; the caller holds the lock.
 */
export const openPglite = async (directory?: string): Promise<Sql> => {
  const db = await PGlite.create({ ...(directory === undefined ? {} : { dataDir: directory }), parsers })
  const sql: Sql = {
    query: async <Row>(text: string, values: readonly unknown[] = []) => (await db.query<Row>(text, [...values])).rows,
    transaction: (work) =>
      db.transaction((tx) =>
        work({
          query: async <Row>(text: string, values: readonly unknown[] = []) =>
            (await tx.query<Row>(text, [...values])).rows,
        }),
      ),
    close: () => db.close(),
  }
  await migrate(sql, (script) => db.exec(script))
  return sql
}
