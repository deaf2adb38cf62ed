import { addDays, type Day, type Month } from '@shouwang/contracts'
import { halfWidth } from '@shouwang/identity'
import { withoutDecimals } from './cell-text.ts'
import { numeralsInDigits } from './chinese-numerals.ts'
import type { RowReading } from './reading.ts'
import { type CellRefusal, refuseCell } from './refusal.ts'

const written = /^(\d{4})-(\d\d)-(\d\d)(?:[ T]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)?$/
const withZone = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d(?::?\d\d)?)$/
const separated =
  /^(\d{4})\s*[-/.年\\,]\s*(\d{1,2})\s*[-/.月\\,]\s*(\d{1,2})\s*[日号]?(?:\s*\(?(?:星期|周|礼拜)[一二三四五六日天]\)?)?(?:[ T]*(?:[上下中]午|凌晨|[AaPp][Mm])?\s*\d{1,2}[:时].*)?$/
/** Milliseconds since 1970 from 2001 on, and seconds until 2030: no other day is written by as many digits. */
const sinceEpoch = /^(?:1\d{12}|1[0-8]\d{8})$/
const compact = /^(\d{4})(\d\d)(\d\d)(?:\d{4}|\d{6}|\d{9})?$/
const monthWritten = /^(\d{4})-(\d\d)$/
const monthSeparated = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*(?:月份?)?$/
/** January, or the October that lost its nought. */
const lostNought = /^\d{4}\.1$/
const monthCompact = /^(\d{4})(\d\d)$/
/**
 * Days as programs print them in English: 05-Oct-2026, 05OCT2026, Oct 5 2026 12:00AM, Mon Oct 05 00:00:00 CST 2026; and in
 * years with summer time Fri Jul 01 00:00:00 CDT 1988.
 */
const dayFirst = /^(\d{1,2})[-\s]?([A-Za-z]{3})[a-z]*[-\s,]*(\d{4})(?:[\s:].*)?$/
const monthFirst =
  /^(?:[A-Za-z]{3}\s+)?([A-Za-z]{3})[a-z]*\s+(\d{1,2}),?\s+(?:\d\d:\d\d:\d\d\s+(?:CST|GMT\+08:00|Asia\/Shanghai|CDT(?=\s+(?:194\d|198[6-9]|199[01])$))\s+)?(\d{4})(?:\s+\d.*)?$/
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const serial = /^\d{5}(?:\.\d+)?$/

/** Day zero of Excel's calendar, and the serials that a living person's record can bear. */
const excelEpoch = '1899-12-30'
const serials = { from: 7_000, to: 80_000 }
const years = { from: 1900, to: 2199 }

/**
 * A day as offices write it: 2026-10-05, 2026/10/5, 20261005, 2026年10月5日, 二〇二六年十月五日, with or without a time, as a
 * program prints it in English or counts it from 1970, or an Excel serial. 10/5/2026 may be either of two days, and is refused.
 * A month alone (2024.8) is mended to its first day, or to its last where it is until when something holds.
 */
export const readDay = (
  cell: unknown,
  text: string,
  reading: RowReading,
  ofMonth: 'first' | 'last' = 'first',
): Day | CellRefusal => {
  const plain = written.exec(text)
  if (plain !== null) return day(plain[1], plain[2], plain[3])
  if (typeof cell === 'number') return dayOfNumber(cell, reading, ofMonth)
  const zoned = withZone.exec(text)
  if (zoned !== null) return shanghaiDay(zoned)
  reading.mended = true
  const plainer = halfWidth(text)
  return looseDay(withoutDecimals(plainer) ?? numeralsInDigits(plainer), ofMonth)
}

const looseDay = (text: string, ofMonth: 'first' | 'last'): Day | CellRefusal => {
  if (lostNought.test(text)) return refuseCell('bad-date')
  if (serial.test(text)) return dayOfSerial(Number(text))
  const parts = separated.exec(text) ?? compact.exec(text)
  if (parts !== null) return day(parts[1], parts[2], parts[3])
  if (sinceEpoch.test(text)) return dayOfInstant(Number(text.padEnd(13, '0')))
  const month = monthSeparated.exec(text) ?? monthCompact.exec(text)
  if (month === null) return englishDay(text)
  const last = String(lastOf(Number(month[1]), Number(month[2])))
  return day(month[1], month[2], ofMonth === 'first' ? '1' : last)
}

const englishDay = (text: string): Day | CellRefusal => {
  const [, first = '', second = '', year] = dayFirst.exec(text) ?? monthFirst.exec(text) ?? []
  const [date, name] = /^\d/.test(first) ? [first, second] : [second, first]
  return day(year, String(months.indexOf(name.toLowerCase()) + 1), date)
}

/** A month: 2026-09, 2026.9, 202609, 2026年9月(份), or any day in it. */
export const readMonth = (cell: unknown, text: string, reading: RowReading): Month | CellRefusal => {
  const plain = monthWritten.exec(text)
  const found = plain === null ? readDay(cell, text, reading) : day(plain[1], plain[2], '1')
  return typeof found === 'string' ? found.slice(0, 7) : refuseCell('bad-month')
}

/** A number is a serial, or digits. */
const dayOfNumber = (number: number, reading: RowReading, ofMonth: 'first' | 'last'): Day | CellRefusal => {
  if (number >= serials.from && number <= serials.to) return dayOfSerial(number)
  reading.mended = true
  return looseDay(String(number), ofMonth)
}

const dayOfSerial = (number: number): Day | CellRefusal =>
  number >= serials.from && number <= serials.to ? addDays(excelEpoch, Math.floor(number)) : refuseCell('bad-date')

const shanghaiDay = ([, date = '', time = '', zone = '']: RegExpExecArray): Day | CellRefusal => {
  const offset = zone === 'Z' ? zone : `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`
  const instant = Date.parse(`${date}T${time}${offset}`)
  if (Number.isNaN(instant)) return refuseCell('bad-date')
  const found = hadSummerTime(date) ? inShanghai.format(instant) : new Date(instant + shanghaiMs).toISOString()
  return day(found.slice(0, 4), found.slice(5, 7), found.slice(8, 10))
}

const dayOfInstant = (instant: number): Day => new Date(instant + shanghaiMs).toISOString().slice(0, 10)

const shanghaiMs = 8 * 3600 * 1000
/** The zone's own table, for the years in which its clocks were moved; it takes its time. */
const inShanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })
const hadSummerTime = (date: string): boolean => {
  const year = date.slice(0, 4)
  return year < '1950' || (year >= '1985' && year <= '1992')
}

const day = (year = '', month = '', date = ''): Day | CellRefusal => {
  const [y, m, d] = [Number(year), Number(month), Number(date)]
  if (y < years.from || y > years.to || m < 1 || m > 12 || d < 1 || d > lastOf(y, m)) return refuseCell('bad-date')
  return `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
}

const lastOf = (year: number, month: number): number => {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
}

const endlessWord = /^(?:长期(?:有效)?|永久(?:有效)?|永远|至今|现在|终身|无期限?|无限期?|不限|无固定期限|无终止日期)$/
const endlessDay = /^(?:9999|3000|2999|2099)[-/.年]?(?:12|99)[-/.月]?(?:31|99)日?(?:T?\d{1,2}[:时].*)?$/
const endlessDigits = /^(?:(?:9999|2999|2099)1231\d{6}|9999|99991231\d*|2958465(?:\.\d+)?)$/

/** True for the words and days by which offices say that something has no end. */
export const isEndless = (text: string): boolean => {
  const plain = halfWidth(text).replaceAll(' ', '')
  return endlessWord.test(plain) || endlessDay.test(plain) || endlessDigits.test(plain)
}

const noDay =
  /^(?:0|0{4}[-/.年]?0{1,2}[-/.月]?0{1,2}日?|0001[-/.年]?0?1[-/.月]?0?1日?|1900[-/.年]0?1[-/.月]0?[01]日?|19000101|1899[-/.年]12[-/.月]3[01]日?)(?:[ T].*)?$/

/** True for the days by which programs say that there is none: 0000-00-00, 1900-01-00, the first of their calendars. */
export const isNoDay = (text: string): boolean => noDay.test(withoutDecimals(text) ?? halfWidth(text))
