import { type Producer, publishPending, runTransaction } from '@shouwang/flow'
import type { ScoringDependencies } from './dependencies.ts'
import { review } from './flow.ts'
import { judgementOf } from './judgement.ts'
import type { ReviewStore, Round } from './review-store.ts'

/** What judging without an event touches. */
export type ReviewDependencies = Pick<ScoringDependencies, 'log' | 'policies' | 'events' | 'signal' | 'instance'> & {
  readonly store: ReviewStore
}

/** Judges every household of a round, saves and publishes what came of it, batch by batch. Returns how many. */
export const judgeDue = async (dependencies: ReviewDependencies, round: Round): Promise<number> => {
  const { store, log, policies, instance, signal, events } = dependencies
  const producer: Producer = { kind: round.kind, consumer: 'scoring', instance }
  const publishOwn = () =>
    publishPending({ to: log, pending: () => store.pending(producer), markPublished: store.markPublished })
  const judgement = judgementOf(policies)
  const saveNext = () =>
    store.transact(producer, round, (state, due) => {
      const own = due.map(({ household, recheckOn }) => ({ household, day: recheckOn ?? round.day }))
      return { ...review(judgement, state, own), count: own.length }
    })
  // While the log is away nothing more is judged: each attempt would add a batch to the outbox.
  await publishOwn()
  let reviewed = 0
  while (!signal.aborted) {
    const { saved, published } = await runTransaction(saveNext, publishOwn)
    await published
    if (saved === undefined) break
    for (const { household, error } of saved.putOff) events.putOff(error, household)
    reviewed += saved.count
    events.reviewed(saved.count, round.day)
  }
  return reviewed
}
