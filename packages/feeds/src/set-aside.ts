import { type ChangeEventOf, changeEventData, type PersonId } from '@shouwang/contracts'
import type { Pseudonymiser } from '@shouwang/identity'
import { columnsReader } from './columns-reader.ts'
import { envelope } from './envelope.ts'
import type { EventFeed } from './feed.ts'
import type { RefusedRow, RowContext } from './mapped-row.ts'
import { readingIn } from './reading.ts'
import { makeValue } from './value.ts'

/** Whether it means something to be missing from a feed: from a roll, or from the payments of a month. */
export const absenceTells = (feed: EventFeed): boolean =>
  feed.delivers === 'snapshot' || 'month' in changeEventData[feed.event].shape

type Row = Readonly<Record<string, unknown>>

/** Compiles what a refused row leaves known: that there is one about the person in its subject's column. */
export const setAside = (feed: EventFeed) => {
  const personIn = subjectReader(feed)
  return (refused: RefusedRow, row: Row, context: RowContext, identity: Pseudonymiser): RefusedRow => {
    const subject = personIn(row, context, identity)
    return subject === null ? refused : { ...refused, event: eventOf(feed, refused, context, subject) }
  }
}

/** Reads who a row is about and nothing else of it; null where that is what is wrong with it. */
const subjectReader = (feed: EventFeed) => {
  const column = feed.columns[feed.subject]
  if (column === undefined) return () => null
  const read = columnsReader({ columns: { [feed.subject]: column }, tables: feed.tables }, [])
  const personOf = makeValue(`${feed.subject}.person`, new Map([[feed.subject, 0]]))
  return (row: Row, context: RowContext, identity: Pseudonymiser): PersonId | null => {
    const cells = read(row, readingIn(context, identity))
    if ('kind' in cells) return null
    const person = personOf(cells.values, identity)
    return typeof person === 'string' ? person : null
  }
}

const eventOf = (
  feed: EventFeed,
  { reason }: RefusedRow,
  context: RowContext,
  subject: PersonId,
): ChangeEventOf<'RowSetAside'> => ({
  ...envelope(feed, context, subject),
  id: `${context.delivery}/${context.rowNo}/set-aside`,
  type: 'RowSetAside',
  sourcekey: feed.id,
  revision: Number(context.businessDay.replaceAll('-', '')),
  retracted: false,
  data: { reason },
})
