import type { Day } from '@shouwang/contracts'
import type { Pseudonymiser } from '@shouwang/identity'
import { literal } from './code-table.ts'
import type { EventFeed } from './feed.ts'
import type { Row } from './row-reader.ts'
import { makeValue } from './value.ts'

/** What tells statements of one subject apart and orders them; see `ChangeEvent`. */
export type EventKey = { readonly sourcekey: string; readonly revision: number; readonly retracted: boolean }

type KeyOf = (row: Row, businessDay: Day, identity: Pseudonymiser) => EventKey

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
  return ({ values }: Row, identity: Pseudonymiser): string => {
    const texts: string[] = []
    for (const { reference, make } of parts) {
      const value = make(values, identity)
      if (value === true) texts.push(reference)
      else if (value !== null && value !== false) texts.push(String(value))
    }
    return texts.length === 0 ? id : texts.join('|')
  }
}

const revisionOf = (feed: EventFeed, names: ReadonlyMap<string, number>) => {
  const declared = feed.delivers === 'changes' ? feed.revision : undefined
  const days = (declared?.by ?? []).map((name) => makeValue(name, names))
  const last = declared?.last
  const order = last === undefined ? undefined : makeValue(last.column, names)
  const lastValues = new Set((last?.values ?? []).map(literal))
  return ({ values }: Row, businessDay: Day, identity: Pseudonymiser): number => {
    let day: unknown = null
    for (const make of days) day ??= make(values, identity)
    const number = Number((typeof day === 'string' ? day : businessDay).replaceAll('-', ''))
    if (order === undefined) return number
    return number * 10 + (lastValues.has(order(values, identity) as string) ? 1 : 0)
  }
}
