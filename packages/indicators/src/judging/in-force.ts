import { addDays, type Day } from '@shouwang/contracts'
import type { Indicator } from '../indicator.ts'

type Span = Pick<Indicator, 'from' | 'until'>

/** Whether law knows the rule of an indicator on a day: a past day is judged as it was then. */
export const isInForce = ({ from, until }: Span, day: Day): boolean =>
  (from === undefined || from <= day) && (until === undefined || day <= until)

/** The next day on which the rule of an indicator begins or has ended; undefined where neither is to come. */
export const changesForce = ({ from, until }: Span, day: Day): Day | undefined => {
  if (from !== undefined && from > day) return from
  return until !== undefined && until >= day ? addDays(until, 1) : undefined
}
