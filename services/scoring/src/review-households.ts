import type { Day } from '@shouwang/contracts'
import { newlyDelivered } from '@shouwang/household'
import { gapsOf, type PolicyBook, rulesInForce } from '@shouwang/policy'
import { concludeDeliveries, countShadow, readCities } from '@shouwang/postgres'
import type { ScoringDependencies } from './dependencies.ts'
import { judgeDue } from './judge-due.ts'
import { markConcernedHouseholds } from './mark-concerned.ts'
import { type Round, sqlReviewStore } from './review-store.ts'

/** Judges every household again that time alone could have changed by `day`. Returns how many. */
export const reviewHouseholds = async (dependencies: ScoringDependencies, day: Day): Promise<number> => {
  const { events, policies, sql } = dependencies
  await dependencies.refreshPolicies?.()
  await markConcernedHouseholds(dependencies, day)
  for (const city of await readCities(sql)) events.standards(city, standardsToMend(policies, city, day))
  const due = await reviewAll(dependencies, { kind: 'review', day })
  const all = due + (await reviewAll(dependencies, rechecks))
  events.shadow(await countShadow(sql))
  return all
}

/** What a city has not entered, and the ids of what has run out. */
const standardsToMend = (policies: PolicyBook, city: string, day: Day) => ({
  gaps: gapsOf(policies, city, day),
  runOut: rulesInForce(policies, city, day).flatMap(({ id, runOut }) => (runOut === null ? [] : [id])),
})

/** Judges again what awaited a delivery that is now complete. */
export const recheckHouseholds = async (dependencies: ScoringDependencies): Promise<void> => {
  await concludeDeliveries(dependencies.sql, newlyDelivered)
  await reviewAll(dependencies, rechecks)
}

/** What awaited a delivery, or is concerned by an adopted draft. Each household that is due names its own day. */
const rechecks: Round = { kind: 'recheck', day: '' }

const reviewAll = (dependencies: ScoringDependencies, round: Round): Promise<number> =>
  judgeDue({ ...dependencies, store: sqlReviewStore(dependencies.sql) }, round)
