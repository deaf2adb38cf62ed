import { LRUCache } from 'lru-cache'
import type { Queryable } from '../engine/sql.ts'
import { loadNameKeys } from './vault.ts'

/** Something that is asked of the store about persons; who is not known is left out of the answer. */
type Ask = (tx: Queryable, persons: readonly string[]) => Promise<ReadonlyMap<string, string>>

/** Answers about persons that are remembered. Who was not known is asked for every time. */
export type PersonCache = {
  readonly of: Ask
  /** Asks for these again: their answers may have changed. */
  readonly forget: (persons: readonly string[]) => void
  readonly clear: () => void
}

/** The rows of every month name the same people. The longest unused are forgotten first. */
const mostPersons = 100_000

const personCache = (ask: Ask, ttl = 0, now = () => performance.now()): PersonCache => {
  const remembered = new LRUCache<string, string>({ max: mostPersons, ttl, ttlResolution: 0, perf: { now } })
  return {
    of: async (tx, persons) => {
      const answers = new Map<string, string>()
      const missing: string[] = []
      for (const person of persons) {
        const answer = remembered.get(person)
        if (answer === undefined) missing.push(person)
        else answers.set(person, answer)
      }
      for (const [person, answer] of missing.length === 0 ? [] : await ask(tx, missing)) {
        answers.set(person, answer)
        remembered.set(person, answer)
      }
      return answers
    },
    forget: (persons) => {
      for (const person of persons) remembered.delete(person)
    },
    clear: () => remembered.clear(),
  }
}

/**
 * In which household each person is, by what scoring's tables said when this process first asked. An answer may be outdated: it
 * only chooses the partition of an event.
 */
export const householdCache = (): PersonCache =>
  personCache(async (tx, persons) => {
    const rows = await tx.query<{ person: string; household: string }>(
      'select person, household from persons where person = any($1)',
      [persons],
    )
    return new Map(rows.map(({ person, household }) => [person, household]))
  })

/** A name that another process took from the register is known here so soon. */
const namesForMs = 30_000

/** The keys of the names that the register and the rolls give. What this process changes of them it has to forget. */
export const nameKeyCache = (nowMs?: () => number): PersonCache => personCache(loadNameKeys, namesForMs, nowMs)
