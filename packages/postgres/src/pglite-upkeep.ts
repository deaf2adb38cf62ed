import type { Sql } from './sql.ts'

const transactionsBetweenLooks = 200
const walBytesBetweenCheckpoints = 128 * 2 ** 20

/**
 * What a PostgreSQL server does beside its sessions and PGlite leaves undone: vacuum tables of which a fifth is dead,
 * and write a checkpoint before the write-ahead log grows long. Call it between transactions; it looks now and then.
 */
export const upkeepOf = (query: Sql['query']): (() => Promise<void>) => {
  let transactions = 0
  let checkpointAt = '0/0'
  return async () => {
    transactions += 1
    if (transactions % transactionsBetweenLooks !== 0) return
    const dead = await query<{ name: string }>(
      'select relname as name from pg_stat_user_tables where n_dead_tup > 1000 + n_live_tup / 5',
    )
    for (const { name } of dead) await query(`vacuum (analyze) ${name}`)
    const [wal] = await query<{ at: string; bytes: number }>(
      'select pg_current_wal_lsn()::text as at, (pg_current_wal_lsn() - $1::pg_lsn)::int8 as bytes',
      [checkpointAt],
    )
    if (wal === undefined || wal.bytes < walBytesBetweenCheckpoints) return
    await query('checkpoint')
    checkpointAt = wal.at
  }
}
