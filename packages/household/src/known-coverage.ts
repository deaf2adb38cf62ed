import type { Day } from '@shouwang/contracts'
import type { Coverage, Facts, Member } from './profile.ts'

/**
 * What of the deliveries for their region is known of these people: all but those of which a row about one of them was set
 * aside and none of that day has been read since. He may be on the roll, so absence from it says nothing.
 */
export const knownCoverage = (members: readonly Pick<Member, 'facts'>[], coverage: Coverage): Coverage => {
  const unread = members.flatMap(({ facts }) => unreadIn(facts, coverage))
  if (unread.length === 0) return coverage
  return Object.fromEntries(Object.entries(coverage).filter(([feed]) => !unread.includes(feed)))
}

const none: readonly string[] = []

const unreadIn = (facts: Facts, coverage: Coverage): readonly string[] =>
  facts.RowSetAside === undefined
    ? none
    : facts.RowSetAside.flatMap(({ feed, day }) =>
        coverage[feed]?.day === day && !tells(facts, feed, day) ? [feed] : [],
      )

/** Whether a row of a feed that was read says anything as of this day or a later one. */
const tells = (facts: Facts, feed: string, day: Day): boolean =>
  Object.entries(facts).some(
    ([type, known]) => type !== 'RowSetAside' && known.some((fact) => fact.feed === feed && fact.day >= day),
  )
