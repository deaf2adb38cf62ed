import type { Day } from '@shouwang/contracts'
import type { Decided, OutboxEntry, Producer } from '@shouwang/flow'
import type { LevelHistory } from '@shouwang/indicators'
import {
  type Due,
  loadAround,
  lockRechecks,
  lockReviews,
  markPublished,
  pendingOutboxEntries,
  type ScoringState,
  type Sql,
  saveOutboxEntry,
  saveScoring,
} from '@shouwang/postgres'
import type { Scored } from './flow.ts'

/** Households that time made due by `day`, or (`recheck`) those that a delivery or an adopted draft did, each on its own day. */
export type Round = { readonly kind: 'review' | 'recheck'; readonly day: Day }

/** Where households wait to be judged again. */
export type ReviewStore = {
  /**
   * Takes the next households that are due, locked, and saves what was decided about them with its outputs: all or nothing.
   * Undefined where none is due.
   */
  readonly transact: <D extends Decided<Scored>>(
    producer: Producer,
    round: Round,
    decide: (state: ScoringState<LevelHistory>, due: readonly Due[]) => D,
  ) => Promise<D | undefined>
  /** What a producer saved and may not have published, oldest first. */
  readonly pending: (producer: Producer) => Promise<readonly OutboxEntry[]>
  readonly markPublished: (entries: readonly OutboxEntry[]) => Promise<void>
}

const householdsAtOnce = 500

/** Reviews on SQL. */
export const sqlReviewStore = (sql: Sql): ReviewStore => ({
  transact: (producer, { kind, day }, decide) =>
    sql.transaction(async (tx) => {
      const due = await (kind === 'review'
        ? lockReviews(tx, day, householdsAtOnce)
        : lockRechecks(tx, householdsAtOnce))
      if (due.length === 0) return undefined
      const households = due.map(({ household }) => household)
      const decided = decide(await loadAround<LevelHistory>(tx, households), due)
      await saveScoring(tx, decided.change)
      await saveOutboxEntry(tx, { producer, outputs: decided.outputs })
      return decided
    }),
  pending: (producer) => pendingOutboxEntries(sql, producer.consumer, producer),
  markPublished: (entries) => markPublished(sql, entries),
})
