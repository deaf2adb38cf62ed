import type { Coverage, Facts, KnownFact, Member } from './profile.ts'

type Marked = Pick<Member, 'facts'>

/**
 * The row about a person that a feed's delivery set aside, where none of that delivery's day or later has been read since:
 * what the feed says of him is unknown. Undefined without one.
 */
export const waitingRow = (facts: Facts, feed: string): KnownFact<'RowSetAside'> | undefined =>
  facts.RowSetAside?.find((row) => row.feed === feed && !isAnswered(facts, row))

const isAnswered = (facts: Facts, { feed, day }: KnownFact<'RowSetAside'>): boolean =>
  Object.entries(facts).some(
    ([type, known]) => type !== 'RowSetAside' && known?.some((fact) => fact.feed === feed && fact.day >= day),
  )

/**
 * What of the deliveries for their region is known of these people: all but those of which a row about one of them waits.
 * He may be on the roll, so absence from it says nothing.
 */
export const knownCoverage = (members: readonly Marked[], coverage: Coverage): Coverage => {
  if (members.every(({ facts }) => facts.RowSetAside === undefined)) return coverage
  return (feed) => {
    const delivered = coverage(feed)
    return members.every(({ facts }) => waitingRow(facts, feed)?.day !== delivered?.day) ? delivered : undefined
  }
}
