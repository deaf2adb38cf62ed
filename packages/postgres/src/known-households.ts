import type { Tx } from './store-on.ts'

const mostRemembered = 100_000

/**
 * Tells in which household each person is, as far as scoring knew it when it was first asked. Remembers a hundred thousand:
 * the rows of every month name the same people, and whoever asks can do with an answer that is no longer true.
 */
export const knownHouseholds = (): ((tx: Tx, persons: readonly string[]) => Promise<ReadonlyMap<string, string>>) => {
  const remembered = new Map<string, string>()
  return async (tx, persons) => {
    const asked = persons.filter((person) => !remembered.has(person))
    if (remembered.size + asked.length > mostRemembered) remembered.clear()
    const missing = remembered.size === 0 ? persons : asked
    const rows =
      missing.length === 0
        ? []
        : await tx.query<{ person: string; household: string }>(
            'select person, household from persons where person = any($1)',
            [missing],
          )
    for (const { person, household } of rows) remembered.set(person, household)
    return remembered
  }
}
