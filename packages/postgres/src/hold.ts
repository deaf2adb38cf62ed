import type { Transaction } from './sql.ts'

/** A transaction may take this share of the server's room for locks; beyond it, it holds everything at once. */
const shareOfSlots = 1 / 16

/**
 * Holds names by advisory locks, which leave no rows behind and cover what does not exist yet. Everyone who holds a name of
 * a realm also shares the realm, so that whoever wants all of it waits for them. Each call takes its names in one order;
 * where two transactions need a second call they may still wait for each other, and the server breaks the tie.
 */
export const holder = (query: Transaction['query'], slots: number): Transaction['hold'] => {
  const shared = new Set<string>()
  const whole = new Set<string>()
  let count = 0
  return async (realm, names) => {
    if (whole.has(realm)) return true
    if (names === 'everything' || count + names.length > slots * shareOfSlots) {
      await query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [realm])
      whole.add(realm)
      return true
    }
    if (!shared.has(realm)) await query('select pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [realm])
    shared.add(realm)
    if (names.length === 0) return true
    count += names.length
    await query(
      `select pg_advisory_xact_lock(key) from (
         select distinct hashtextextended(name, 1) as key from unnest($1::text[]) as name order by key) keys`,
      [names.map((name) => `${realm} ${name}`)],
    )
    return true
  }
}
