import type { Sql } from './sql.ts'

const transactionsBetweenLooks = 50
const walBytesBetweenCheckpoints = 128 * 2 ** 20

/**
 * What a PostgreSQL server does beside its sessions and PGlite leaves undone: vacuum tables of which a fifth is dead,
 * take statistics of those of which a fifth is new (without them a large table is read from end to end), and write a
 * checkpoint before the write-ahead log grows long. Call it between transactions; it looks now and then.
 */
export const upkeepOf = (query: Sql['query']): (() => Promise<void>) => {
  let transactions = 0
  let checkpointAt = '0/0'
  return async () => {
    transactions += 1
    if (transactions % transactionsBetweenLooks !== 0) return
    await tidyTables(query)
    const [wal] = await query<{ at: string; bytes: number }>(
      'select pg_current_wal_lsn()::text as at, (pg_current_wal_lsn() - $1::pg_lsn)::int8 as bytes',
      [checkpointAt],
    )
    if (wal === undefined || wal.bytes < walBytesBetweenCheckpoints) return
    await query('checkpoint')
    checkpointAt = wal.at
  }
}

const tidyTables = async (query: Sql['query']): Promise<void> => {
  const tables = await query<{ name: string; dead: boolean; changed: boolean }>(
    `select * from (
       select relname as name, n_dead_tup > 1000 + n_live_tup / 5 as dead,
         n_mod_since_analyze > 1000 + n_live_tup / 5 as changed
       from pg_stat_user_tables) tables where dead or changed`,
  )
  for (const { name, dead, changed } of tables) {
    if (dead) await query(`vacuum ${name}`)
    if (changed) await query(`analyze ${name}`)
  }
}
