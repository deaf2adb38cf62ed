import type { Day } from '@shouwang/contracts'
import { type Producer, publishPending, runTransaction } from '@shouwang/flow'
import { newlyDelivered } from '@shouwang/household'
import type { LevelHistory } from '@shouwang/indicators'
import { gapsOf, type PolicyBook, rulesInForce } from '@shouwang/policy'
import {
  concludeDeliveries,
  countShadow,
  type Due,
  loadAround,
  lockRechecks,
  lockReviews,
  markPublished,
  pendingOutboxEntries,
  readCities,
  saveOutboxEntry,
  saveScoring,
  type Transaction,
} from '@shouwang/postgres'
import type { ScoringDependencies } from './dependencies.ts'
import { review } from './flow.ts'
import { judgementOf } from './judgement.ts'
import { markConcernedHouseholds } from './mark-concerned.ts'

const householdsAtOnce = 500

/** Judges every household again that time alone could have changed by `day`. Returns how many. */
export const reviewHouseholds = async (dependencies: ScoringDependencies, day: Day): Promise<number> => {
  const { events, policies, sql } = dependencies
  await dependencies.refreshPolicies?.()
  await markConcernedHouseholds(dependencies, day)
  for (const city of await readCities(sql)) events.standards(city, standardsToMend(policies, city, day))
  const due = await reviewAll(dependencies, {
    kind: 'review',
    lock: (tx) => lockReviews(tx, day, householdsAtOnce),
    day,
  })
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

type Round = {
  readonly kind: 'review' | 'recheck'
  /** The next households that are due, locked until the transaction ends. */
  readonly lock: (tx: Transaction) => Promise<Due[]>
  readonly day: Day
}

/** What awaited a delivery, or is concerned by an adopted draft. Each household that is due names its own day. */
const rechecks: Round = { kind: 'recheck', lock: (tx) => lockRechecks(tx, householdsAtOnce), day: '' }

const reviewAll = async (dependencies: ScoringDependencies, round: Round): Promise<number> => {
  const { sql, log, instance, signal, events } = dependencies
  const producer: Producer = { kind: round.kind, consumer: 'scoring', instance }
  const publishOwn = () =>
    publishPending({
      to: log,
      pending: () => pendingOutboxEntries(sql, producer.consumer, producer),
      markPublished: (entries) => markPublished(sql, entries),
    })
  // While the log is away nothing more is judged: each attempt would add a batch to the outbox.
  await publishOwn()
  let reviewed = 0
  while (!signal.aborted) {
    const { saved, published } = await runTransaction(() => saveNext(dependencies, producer, round), publishOwn)
    await published
    const { count, putOff } = saved
    for (const { household, error } of putOff) events.putOff(error, household)
    if (count === 0) break
    reviewed += count
    events.reviewed(count, round.day)
  }
  return reviewed
}

const saveNext = ({ sql, policies }: ScoringDependencies, producer: Producer, { lock, day }: Round) =>
  sql.transaction(async (tx) => {
    const due = (await lock(tx)).map(({ household, recheckOn }) => ({ household, day: recheckOn ?? day }))
    if (due.length === 0) return { count: 0, putOff: [] }
    const households = due.map(({ household }) => household)
    const state = await loadAround<LevelHistory>(tx, households)
    const { change, outputs, putOff } = review(judgementOf(policies), state, due)
    await saveScoring(tx, change)
    await saveOutboxEntry(tx, { producer, outputs })
    return { count: due.length, putOff }
  })
