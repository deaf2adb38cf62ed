import { z } from 'zod'

/** Every day that the calendar has, leap years with it: who reads our schemas needs no calendar to write one. */
const writtenDay =
  /^(?!0000)(?:(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8])))$/

/** A calendar day in Asia/Shanghai as `YYYY-MM-DD`; text order is date order. No calendar has a year 0. */
export const Day = z.iso.date().regex(writtenDay)
export type Day = z.infer<typeof Day>

/** A calendar month as `YYYY-MM`. */
export const Month = z.string().regex(/^(?!0000)\d{4}-(0[1-9]|1[0-2])$/)
export type Month = z.infer<typeof Month>

/** The month a day lies in. */
export const monthOf = (day: Day): Month => day.slice(0, 7)

/** Days from `from` until `to`; negative when `to` comes first. */
export const daysBetween = (from: Day, to: Day): number => dayNumber(to) - dayNumber(from)

/** The day `count` days later (earlier when negative). */
export const addDays = (day: Day, count: number): Day => dayOfNumber(dayNumber(day) + count)

/** The month `count` months later (earlier when negative). */
export const addMonths = (month: Month, count: number): Month =>
  monthOfNumber(digits(month, 0, 4) * 12 + digits(month, 5, 7) - 1 + count)

/** Months from `from` until `to`; negative when `to` comes first. */
export const monthsBetween = (from: Month, to: Month): number =>
  (digits(to, 0, 4) - digits(from, 0, 4)) * 12 + digits(to, 5, 7) - digits(from, 5, 7)

/** The month so many months after January of the year 0. */
const monthOfNumber = (months: number): Month => {
  const at = months - FIRST_KEPT
  return at < 0 || at >= keptMonths.length ? monthText(months) : (keptMonths[at] ?? monthText(months))
}

const monthText = (months: number): Month => {
  const year = Math.floor(months / 12)
  return `${fourDigits(year)}-${twoDigits(months - year * 12 + 1)}`
}

/** The same day `count` months later, or that month's last day where it has no such day. */
export const addMonthsToDay = (day: Day, count: number): Day => {
  const month = addMonths(monthOf(day), count)
  const dayOfMonth = digits(day, 8, 10)
  if (dayOfMonth <= shortestMonth) return month + day.slice(7)
  const last = digits(addDays(`${addMonths(month, 1)}-01`, -1), 8, 10)
  return `${month}-${twoDigits(Math.min(dayOfMonth, last))}`
}

/** The year a day lies in. */
export const yearOf = (day: Day): number => digits(day, 0, 4)

/** Completed years of life on `day`. Someone born on 29 February turns a year older on 1 March of a common year. */
export const ageOn = (birthDate: Day, day: Day): number =>
  digits(day, 0, 4) - digits(birthDate, 0, 4) - (dateOf(day) < dateOf(birthDate) ? 1 : 0)

/** Month and day of a year, as a number that grows with them. */
const dateOf = (day: Day): number => digits(day, 5, 7) * 100 + digits(day, 8, 10)

/** The first day on which someone is `years` old, by the rule of `ageOn`. */
export const birthday = (birthDate: Day, years: number): Day => {
  const year = digits(birthDate, 0, 4) + years
  const date = birthDate.slice(4)
  return date === '-02-29' && !isLeap(year) ? `${fourDigits(year)}-03-01` : fourDigits(year) + date
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** 1 Monday … 7 Sunday. */
export const weekday = (day: Day): number => ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1

const shortestMonth = 28

/** The number that the digits from `start` to before `end` write. */
const digits = (text: string, start: number, end: number): number => {
  let value = 0
  for (let at = start; at < end; at++) value = value * 10 + text.charCodeAt(at) - zero
  return value
}

const zero = '0'.charCodeAt(0)

const twoDigits = (value: number): string => (value < 10 ? `0${value}` : `${value}`)

const fourDigits = (value: number): string => (value < 1000 ? `${value}`.padStart(4, '0') : `${value}`)

/** The months of these years are written once: rules ask for some dozens of them for each household. */
const FIRST_KEPT = 1900 * 12
const keptMonths: readonly Month[] = Array.from({ length: 250 * 12 }, (_, at) => monthText(FIRST_KEPT + at))

/** Days since 1970-01-01 in the Gregorian calendar, counting years from March so that leap days come last. */
const dayNumber = (day: Day): number => {
  const month = digits(day, 5, 7)
  const year = digits(day, 0, 4) - (month <= 2 ? 1 : 0)
  const era = Math.floor(year / 400)
  const yearOfEra = year - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + digits(day, 8, 10) - 1
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468
}

const dayOfNumber = (number: number): Day => {
  const shifted = number + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  const dayOfMonth = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  return `${monthOfNumber(year * 12 + month - 1)}-${twoDigits(dayOfMonth)}`
}
