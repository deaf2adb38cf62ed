import { addDays, type Day } from '@shouwang/contracts'

/** What is asked of a civil registry: which kinds of its records, from which day on, in which portions. */
export type CivilAsked = {
  readonly records: readonly string[]
  readonly since: Day
  readonly againDays: number
  readonly windowDays: number
}

/** One search: the days of registration, both included, the kind by its place in the list and its name, and the page, from 1. */
export type CivilTurn = {
  readonly from: Day
  readonly to: Day
  readonly kind: number
  readonly record: string
  readonly page: number
}

/**
 * The search that a cursor stands before. A cursor is a day up to which everything was read, or a search inside of a window:
 * then the same window goes on, whatever day it is by now. Behind a day that was read, `againDays` are asked once more, as
 * offices register late. A kind that is declared no more lets its window begin again, a cursor that is neither everything.
 */
export const civilTurn = (asked: CivilAsked, cursor: string | null, today: Day): CivilTurn => {
  const [from = '', to, kind, page] = (cursor ?? '').split('/')
  const isDay = /^\d{4}-\d\d-\d\d$/.test(from)
  if (isDay && to !== undefined) {
    const record = asked.records[Number(kind)]
    return record === undefined
      ? { from, to, ...firstOf(asked) }
      : { from, to, kind: Number(kind), record, page: Number(page) }
  }
  const again = isDay ? addDays(from, -asked.againDays) : asked.since
  return windowFrom(asked, again < asked.since ? asked.since : again, today)
}

const windowFrom = (asked: CivilAsked, from: Day, today: Day): CivilTurn => {
  const whole = addDays(from, asked.windowDays - 1)
  return { from, to: whole < today ? whole : today, ...firstOf(asked) }
}

const firstOf = ({ records }: CivilAsked) => ({ kind: 0, record: records[0] ?? '', page: 1 })

/**
 * The cursor behind a search, and whether everything up to today was read with it: page by page, kind by kind, window by
 * window. `isLast` says that there is no page behind this one.
 */
export const afterCivilTurn = (
  asked: CivilAsked,
  turn: CivilTurn,
  { isLast, today }: { readonly isLast: boolean; readonly today: Day },
): { readonly next: string; readonly ends: boolean } => {
  if (!isLast) return { next: written({ ...turn, page: turn.page + 1 }), ends: false }
  if (turn.kind + 1 < asked.records.length)
    return { next: written({ ...turn, kind: turn.kind + 1, page: 1 }), ends: false }
  if (turn.to >= today) return { next: turn.to, ends: true }
  return { next: written(windowFrom(asked, addDays(turn.to, 1), today)), ends: false }
}

const written = ({ from, to, kind, page }: Omit<CivilTurn, 'record'>): string => [from, to, kind, page].join('/')
