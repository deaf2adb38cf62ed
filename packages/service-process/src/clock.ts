import type { Day } from '@shouwang/contracts'

/** The two clocks of the program: the moment, and the business day. */
export type Clock = {
  /** ISO moment. */
  readonly now: () => string
  readonly nowMs: () => number
  readonly today: () => Day
}

const shanghaiDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })

/** The wall clock. `asOf` holds the business day still, for looking at a past day or for tests. */
export const createClock = (asOf?: Day): Clock => ({
  now: () => new Date().toISOString(),
  nowMs: () => Date.now(),
  today: () => asOf ?? shanghaiDay.format(new Date()),
})
