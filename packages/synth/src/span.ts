import { addDays, addMonths, type Day, type Month, monthOf } from '@shouwang/contracts'

/** The time that a county's files speak of. */
export type Span = {
  readonly from: Day
  /** The business day: no file speaks of a later one. */
  readonly to: Day
  /** The months that wages and pensions are reported for, oldest first. */
  readonly months: readonly Month[]
  /** The day that the household register is the state of; later moves come as changes. */
  readonly registerDay: Day
}

/** Months are reported from `from`, by default a year's worth, to the last one that is complete enough on `to`. */
export const spanUntil = (to: Day, from?: Day): Span => {
  const last = Number(to.slice(8)) >= reportedFromDayOfMonth ? monthOf(to) : addMonths(monthOf(to), -1)
  const first = from === undefined ? addMonths(last, -11) : monthOf(from)
  if (first > last)
    throw new RangeError(`a county from ${from} to ${to} has no whole month; begin at least a month earlier`)
  const months: Month[] = []
  for (let month = first; month <= last; month = addMonths(month, 1)) months.push(month)
  return { from: `${first}-01`, to, months, registerDay: addDays(`${addMonths(monthOf(to), -3)}-01`, -1) }
}

/** From this day of a month on, offices have sent its wages and pensions. */
const reportedFromDayOfMonth = 20
