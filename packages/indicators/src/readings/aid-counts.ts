import { addMonthsToDay, type Day } from '@shouwang/contracts'

/** For so long aid answers the bills and losses that it was given for. */
const AID_COUNTS_MONTHS = 12

/** True on the days on which aid that was given on `given` counts. */
export const aidCounts = (given: Day, day: Day): boolean =>
  given <= day && addMonthsToDay(given, AID_COUNTS_MONTHS) > day
