import { takingTurns } from '@shouwang/flow'
import { migrate } from './migrate.ts'
import { startPgliteThread } from './pglite-thread.ts'
import { upkeepOf } from './pglite-upkeep.ts'
import type { Sql, Transaction } from './sql.ts'

/**
 * PostgreSQL in this process, its files under `directory` (in memory when omitted), migrated.
 * One process at a time may open a directory; the caller holds the lock.
 */
export const openPglite = async (directory?: string): Promise<Sql> => {
  const { query, script, close } = startPgliteThread(directory)
  // There is one session: a transaction has it to itself until it ends.
  const inTurn = takingTurns()
  const upkeep = upkeepOf(query)
  const sql: Sql = {
    query: (text, values) => inTurn(() => query(text, values)),
    transaction: (work) => inTurn(() => upkeep().then(() => transact(query, work))),
    close: () => inTurn(close),
  }
  await migrate(sql, script)
  return sql
}

/** A statement that failed spoils its transaction, even where `work` went on regardless. */
const transact = async <Result>(query: Sql['query'], work: (tx: Transaction) => Promise<Result>): Promise<Result> => {
  const failures: unknown[] = []
  await query('begin')
  try {
    const result = await work({
      query: (text, values) =>
        query<never>(text, values).catch((error: unknown) => {
          failures.push(error)
          throw error
        }),
      hold: async () => false,
    })
    if (failures.length > 0) throw failures[0]
    await query('commit')
    return result
  } catch (error) {
    await query('rollback')
    throw error
  }
}
