import { LRUCache } from 'lru-cache'
import type { Queryable } from '../engine/sql.ts'

const mostPersons = 100_000

/**
 * Tells in which household each of some persons is, by what scoring's tables said when this process first asked. The rows of
 * every month name the same people, so a hundred thousand are remembered, the longest unused are forgotten first. An answer
 * may be outdated: it only chooses the partition of an event. Persons who are in no household yet are asked for every time.
 */
export const householdCache = (): ((
  tx: Queryable,
  persons: readonly string[],
) => Promise<ReadonlyMap<string, string>>) => {
  const remembered = new LRUCache<string, string>({ max: mostPersons })
  return async (tx, persons) => {
    const households = new Map<string, string>()
    const missing: string[] = []
    for (const person of persons) {
      const household = remembered.get(person)
      if (household === undefined) missing.push(person)
      else households.set(person, household)
    }
    for (const { person, household } of missing.length === 0 ? [] : await householdsOf(tx, missing)) {
      households.set(person, household)
      remembered.set(person, household)
    }
    return households
  }
}

const householdsOf = (tx: Queryable, persons: readonly string[]): Promise<{ person: string; household: string }[]> =>
  tx.query('select person, household from persons where person = any($1)', [persons])
