import type { Feed } from './feed.ts'

/**
 * Days after which a missing delivery is overdue, by cadence (docs/domain.md §4); none for what comes
 * on events or requests.
 */
const daysByCadence: Readonly<Record<Feed['cadence'], number | null>> = {
  R: 2,
  D: 2,
  W: 10,
  M: 40,
  Q: 100,
  Y: 400,
  E: null,
  A: null,
}

/** Days after which the next delivery of a feed is overdue; null where none is expected by the calendar. */
export const overdueAfterDays = (feed: Feed): number | null =>
  feed.delivers === 'reference' ? null : daysByCadence[feed.cadence]
