import { addDays, type Day, type Month } from '@shouwang/contracts'
import { halfWidth } from '@shouwang/identity'
import type { Reading } from './reading.ts'
import { type Refusal, refuse } from './refusal.ts'

const written = /^(\d{4})-(\d\d)-(\d\d)(?:[ T]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:\+08:?00)?)?$/
const withOtherZone = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/
const separated = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]*\d{1,2}[:时].*)?$/
const compact = /^(\d{4})(\d\d)(\d\d)(?:\d{4}|\d{6})?$/
const monthWritten = /^(\d{4})-(\d\d)$/
const monthSeparated = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?$/
const monthCompact = /^(\d{4})(\d\d)$/
const serial = /^\d{5}(?:\.\d+)?$/

/** Day zero of Excel's calendar, and the serials that a living person's record can bear. */
const excelEpoch = '1899-12-30'
const serials = { from: 7_000, to: 80_000 }
const years = { from: 1900, to: 2199 }

/**
 * A day as offices write it: 2026-10-05, 2026/10/5, 20261005, 2026年10月5日, with or without a time, or an Excel serial.
 * A month alone (2024.8) is mended to its first day.
 */
export const readDay = (cell: unknown, text: string, reading: Reading): Day | Refusal => {
  const plain = written.exec(text)
  if (plain !== null) return day(plain[1], plain[2], plain[3])
  if (typeof cell === 'number') return dayOfNumber(cell, reading)
  if (withOtherZone.test(text)) return shanghaiDay(text)
  reading.mended = true
  return looseDay(halfWidth(text))
}

const looseDay = (text: string): Day | Refusal => {
  if (serial.test(text)) return dayOfSerial(Number(text))
  const parts = separated.exec(text) ?? compact.exec(text)
  if (parts !== null) return day(parts[1], parts[2], parts[3])
  const month = monthSeparated.exec(text) ?? monthCompact.exec(text)
  return month === null ? refuse('bad-date') : day(month[1], month[2], '1')
}

/** A month: 2026-09, 2026.9, 202609, 2026年9月, or any day in it. */
export const readMonth = (cell: unknown, text: string, reading: Reading): Month | Refusal => {
  const plain = monthWritten.exec(text)
  const found = plain === null ? readDay(cell, text, reading) : day(plain[1], plain[2], '1')
  return typeof found === 'string' ? found.slice(0, 7) : refuse('bad-month')
}

/** A number is a serial, or digits; 2026.1 may be January or a 2026.10 that lost its nought, so it is refused. */
const dayOfNumber = (number: number, reading: Reading): Day | Refusal => {
  if (number >= serials.from && number <= serials.to) return dayOfSerial(number)
  if (Number.isInteger(number) || Math.round((number % 1) * 100) !== 10) {
    reading.mended = true
    return looseDay(String(number))
  }
  return refuse('bad-date')
}

const dayOfSerial = (number: number): Day | Refusal =>
  number >= serials.from && number <= serials.to ? addDays(excelEpoch, Math.floor(number)) : refuse('bad-date')

const shanghaiDay = (text: string): Day | Refusal => {
  const instant = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
  if (Number.isNaN(instant)) return refuse('bad-date')
  const found = new Date(instant + 8 * 3600 * 1000).toISOString().slice(0, 10)
  return day(found.slice(0, 4), found.slice(5, 7), found.slice(8))
}

const day = (year = '', month = '', date = ''): Day | Refusal => {
  const [y, m, d] = [Number(year), Number(month), Number(date)]
  if (y < years.from || y > years.to || m < 1 || m > 12 || d < 1 || d > lastOf(y, m)) return refuse('bad-date')
  return `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
}

const lastOf = (year: number, month: number): number => {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
}
