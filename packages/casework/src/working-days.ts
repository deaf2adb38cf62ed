import { addDays, type Day, daysBetween, weekday } from '@shouwang/contracts'
import calendar from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { statutoryHolidays } from './statutory-holidays.ts'

/**
 * The State Council's holidays and make-up working days (调休), as data of `chinese-days`. Its functions ask the time
 * zone of the process for the day of the week, so only its table is used.
 */
const holidays = new Set(Object.keys(calendar.holidays))
const makeUpDays = new Set(Object.keys(calendar.workdays))

/**
 * The last day whose holidays are published. Of later days those that the law names are free, and weekends; the make-up
 * days around them are not known yet.
 */
export const calendarKnownUntil: Day = `${[...holidays].sort().at(-1)?.slice(0, 4)}-12-31`

/** True when offices work on this day. */
export const isWorkingDay = (day: Day): boolean =>
  makeUpDays.has(day) || (weekday(day) <= 5 && !(day > calendarKnownUntil ? isFreeByLaw(day) : holidays.has(day)))

const byLaw = new Map<number, ReadonlySet<Day>>()

const isFreeByLaw = (day: Day): boolean => {
  const year = Number(day.slice(0, 4))
  const days = byLaw.get(year) ?? statutoryHolidays(year)
  byLaw.set(year, days)
  return days.has(day)
}

/** The working day that is `count` working days after `day`; `day` itself is not counted. Zero gives `day`. */
export const workingDayAfter = (day: Day, count: number): Day => {
  let reached = day
  for (let left = count; left > 0; ) {
    reached = addDays(reached, 1)
    if (isWorkingDay(reached)) left--
  }
  return reached
}

/** Working days after `from` up to and with `to`; zero when `to` comes first. */
export const workingDaysBetween = (from: Day, to: Day): number => {
  let count = 0
  for (let day = 1; day <= daysBetween(from, to); day++) if (isWorkingDay(addDays(from, day))) count++
  return count
}
