import type { Day } from '@shouwang/contracts'
import type { Pseudonymiser } from '@shouwang/identity'
import { literal } from './code-table.ts'
import type { EventFeed } from './feed.ts'
import type { ReadRow } from './row-reader.ts'
import { makeValue } from './value.ts'

/** What tells statements of one subject apart and orders them; see `ChangeEvent`. */
type EventKey = { readonly sourcekey: string; readonly revision: number; readonly retracted: boolean }

type KeyOf = (row: ReadRow, businessDay: Day, identity: Pseudonymiser) => EventKey

/** Compiles a feed's source key and revision. */
export const eventKey = (feed: EventFeed, names: ReadonlyMap<string, number>): KeyOf => {
  const sourceKey = sourceKeyOf(feed, names)
  const revision = revisionOf(feed, names)
  return (row, businessDay, identity) => ({
    sourcekey: sourceKey(row, identity),
    revision: revision(row, businessDay, identity),
    retracted: row.retracted,
  })
}

/** The parts that are there, joined by `|`; a part that is merely true (a refund) stands by its name. */
const sourceKeyOf = ({ id, sourceKey }: EventFeed, names: ReadonlyMap<string, number>) => {
  const parts = sourceKey.map((reference) => ({ reference, make: makeValue(reference, names) }))
  return ({ values }: ReadRow, identity: Pseudonymiser): string => {
    const texts: string[] = []
    for (const { reference, make } of parts) {
      const value = make(values, identity)
      if (value === true) texts.push(reference)
      else if (value !== null && value !== false) texts.push(String(value))
    }
    return texts.length === 0 ? id : texts.join('|')
  }
}

const revisionOf = (feed: EventFeed, names: ReadonlyMap<string, number>) =>
  feed.delivers === 'snapshot' ? snapshotRevision(feed, names) : changeRevision(feed, names)

/** The day, and behind it how much the row counts among others of that day. */
const snapshotRevision = (
  { prefers }: Extract<EventFeed, { delivers: 'snapshot' }>,
  names: ReadonlyMap<string, number>,
) => {
  if (prefers === undefined) return (_: ReadRow, businessDay: Day): number => digitsOf(businessDay)
  const read = makeValue(prefers.column, names)
  const ranks = new Map(prefers.values.map((value, at) => [literal(value), at + 1]))
  return ({ values }: ReadRow, businessDay: Day, identity: Pseudonymiser): number =>
    digitsOf(businessDay) * 10 + (ranks.get(read(values, identity) as string) ?? 0)
}

const changeRevision = (
  { revision: declared }: Extract<EventFeed, { delivers: 'changes' }>,
  names: ReadonlyMap<string, number>,
) => {
  const days = (declared?.by ?? []).map((name) => makeValue(name, names))
  const last = declared?.last
  const order = last === undefined ? undefined : makeValue(last.column, names)
  const lastValues = new Set((last?.values ?? []).map(literal))
  return ({ values }: ReadRow, businessDay: Day, identity: Pseudonymiser): number => {
    let day: unknown = null
    for (const make of days) day ??= make(values, identity)
    const number = digitsOf(typeof day === 'string' ? day : businessDay)
    if (order === undefined) return number
    return number * 10 + (lastValues.has(order(values, identity) as string) ? 1 : 0)
  }
}

const digitsOf = (day: Day): number => Number(day.replaceAll('-', ''))
