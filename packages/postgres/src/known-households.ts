import { LRUCache } from 'lru-cache'
import type { Tx } from './store-on.ts'

const mostRemembered = 100_000

/**
 * Tells in which household each person is, as far as scoring knew it when it was first asked. Remembers a hundred thousand,
 * those whom nobody asked for longest go first: the rows of every month name the same people, and whoever asks can do with
 * an answer that is no longer true.
 */
export const knownHouseholds = (): ((tx: Tx, persons: readonly string[]) => Promise<ReadonlyMap<string, string>>) => {
  const remembered = new LRUCache<string, string>({ max: mostRemembered })
  return async (tx, persons) => {
    const households = new Map<string, string>()
    const missing: string[] = []
    for (const person of persons) {
      const household = remembered.get(person)
      if (household === undefined) missing.push(person)
      else households.set(person, household)
    }
    if (missing.length === 0) return households
    const rows = await tx.query<{ person: string; household: string }>(
      'select person, household from persons where person = any($1)',
      [missing],
    )
    for (const { person, household } of rows) {
      remembered.set(person, household)
      households.set(person, household)
    }
    return households
  }
}
