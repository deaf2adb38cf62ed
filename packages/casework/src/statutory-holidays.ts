import { addDays, type Day } from '@shouwang/contracts'
import chineseDays from 'chinese-days'

/**
 * The days of a year on which offices rest by law, whatever the State Council arranges around them: New Year's Day, the
 * eve of Spring Festival and its first three days, Qingming, Labour Day (two), Dragon Boat, Mid-Autumn, National Day
 * (three). Source: 全国年节及纪念日放假办法, as amended for 2025 and later. The years 2000 to 2099 are known.
 */
export const statutoryHolidays = (year: number): ReadonlySet<Day> => {
  const springFestival = dayOfLunar(year, 1, 1)
  return new Set([
    `${year}-01-01`,
    ...[-1, 0, 1, 2].map((days) => addDays(springFestival, days)),
    qingming(year),
    `${year}-05-01`,
    `${year}-05-02`,
    dayOfLunar(year, 5, 5),
    dayOfLunar(year, 8, 15),
    `${year}-10-01`,
    `${year}-10-02`,
    `${year}-10-03`,
  ])
}

/** The first day of the first lunar year that the table of `chinese-days` knows. */
const firstLunarDay: Day = '1900-01-31'
const firstLunarYear = 1900

/**
 * The day of a lunar date outside a leap month. Of `chinese-days` only the lengths of months are asked: its own dates
 * hang on the time zone of the process.
 */
const dayOfLunar = (year: number, month: number, dayOfMonth: number): Day => {
  let days = dayOfMonth - 1
  for (let before = firstLunarYear; before < year; before++) days += daysBeforeMonth(before, 13)
  return addDays(firstLunarDay, days + daysBeforeMonth(year, month))
}

const daysBeforeMonth = (year: number, month: number): number => {
  const { leapMonth, days: leapDays } = chineseDays.getYearLeapMonth(year)
  let days = leapMonth !== undefined && leapMonth < month ? leapDays : 0
  for (let earlier = 1; earlier < month; earlier++) days += chineseDays.monthDays(year, earlier)
  return days
}

/** The day of the solar term 清明 in the years 2000 to 2099, by its mean interval and leap years. */
const qingming = (year: number): Day => {
  const inCentury = year % 100
  return `${year}-04-0${Math.floor(inCentury * 0.2422 + 4.81) - Math.floor(inCentury / 4)}`
}
