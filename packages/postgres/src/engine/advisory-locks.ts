import type { Queryable, Transaction } from './sql.ts'

/**
 * A transaction may take this share of the server's lock table, which all transactions share. A batch that needs more keys
 * locks the whole namespace instead: it then runs alone, but the table does not overflow ("out of shared memory").
 */
const shareOfSlots = 1 / 16

/**
 * The locks of one transaction, on PostgreSQL's advisory locks: they need no rows, so a household that does not exist yet
 * can be locked too, and they end with the transaction. `slots` is the size of the server's lock table.
 *
 * Whoever locks keys first takes a shared lock on the namespace, and whoever locks the whole namespace takes the same lock
 * exclusively, so each waits for the other. One call locks its keys in one order, so that two transactions with one call
 * each cannot deadlock; with a second call they can, and PostgreSQL then rolls one of them back to be repeated.
 */
export const advisoryLocks = (query: Queryable['query'], slots: number): Transaction['lockAll'] => {
  const shared = new Set<string>()
  const whole = new Set<string>()
  let count = 0
  return async (namespace, keys) => {
    if (whole.has(namespace)) return true
    if (keys === 'everything' || count + keys.length > slots * shareOfSlots) {
      await query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [namespace])
      whole.add(namespace)
      return true
    }
    if (!shared.has(namespace)) await query('select pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [namespace])
    shared.add(namespace)
    if (keys.length === 0) return true
    count += keys.length
    await query(
      `select pg_advisory_xact_lock(lock) from (
         select distinct hashtextextended(key, 1) as lock from unnest($1::text[]) as key order by lock) locks`,
      [keys.map((key) => `${namespace} ${key}`)],
    )
    return true
  }
}
