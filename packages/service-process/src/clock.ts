import type { Day } from '@shouwang/contracts'

/** The two clocks of the program: the moment, and the business day. */
export type Clock = {
  /** ISO moment. */
  readonly now: () => string
  readonly nowMs: () => number
  readonly today: () => Day
}

const inShanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })

/** The wall clock. `asOf` holds the business day still, for looking at a past day or for tests. */
export const createClock = (asOf?: Day): Clock => {
  const today = asMomentsPass((date) => inShanghai.format(date))
  return {
    now: asMomentsPass((date) => date.toISOString()),
    nowMs: () => Date.now(),
    today: asOf === undefined ? today : () => asOf,
  }
}

/** Writes a moment once, however many rows of a batch ask within its millisecond. */
const asMomentsPass = (write: (date: Date) => string): (() => string) => {
  let [writtenMs, written] = [Number.NaN, '']
  return () => {
    const ms = Date.now()
    if (ms !== writtenMs) [writtenMs, written] = [ms, write(new Date(ms))]
    return written
  }
}
