import { addDays, type Day } from '@shouwang/contracts'
import type { FeedId, FeedRow, RowOf } from '../../layouts.ts'
import type { Random } from '../../random.ts'
import type { TrueHousehold, TruePerson, TrueSpan } from '../household.ts'

/** A row and the month in whose delivery it comes. */
export type Sent = FeedRow & { readonly arrives: number; readonly unit: number }

/** What an office writes its rows of a household with: the household as it truly was, and draws of its own. */
export type Desk = {
  readonly household: TrueHousehold
  readonly span: TrueSpan
  readonly random: Random
  readonly send: <F extends FeedId>(arrives: number, feed: F, row: RowOf<F>) => void
  /** A number that nobody else in the county has. */
  readonly number: () => string
}

/** A desk whose rows of months before the watched year come with the first delivery. */
export const deskOf = (household: TrueHousehold, span: TrueSpan, random: Random, sent: Sent[]): Desk => {
  let used = 0
  return {
    household,
    span,
    random,
    send: (arrives, feed, row) =>
      void sent.push({ feed, row, arrives: Math.max(span.firstWatched - 1, arrives), unit: household.unit } as Sent),
    number: () => String(household.unit * 512 + used++).padStart(9, '0'),
  }
}

/** How most departments name a person. */
export const named = ({ idNumber, name }: TruePerson) => ({ 身份证号: idNumber, 姓名: name })

/** A day of a month of the county; a month before its first lies that long ago. */
export const dayIn = ({ span, random }: Desk, month: number, day = random.int(1, 27)): Day => {
  const name = span.months[Math.max(0, month)] ?? span.months.at(-1) ?? ''
  const inMonth = `${name}-${String(day).padStart(2, '0')}`
  return month < 0 ? addDays(inMonth, month * 30) : inMonth
}
