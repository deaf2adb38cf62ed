import { addDays } from '@shouwang/contracts'

/** What a number format makes of a number that is a date. */
export type DateKind = 'day' | 'month' | 'time'

/** What a cell shows of its number: a date, noughts before it, decimals behind it, or hundredths. */
export type NumberFormat =
  | { readonly date: DateKind }
  | { readonly digits: number }
  | { readonly decimals: number }
  | { readonly percent: true }

/**
 * What a number format shows, so that a number means what a reader of the sheet sees: 2026.1 shown as 2026.10 is October,
 * 3 shown as 003 is a code, 0.5 shown as 50% is half. Built-in formats by their number, as Chinese Excel shows them;
 * undefined for a format that changes nothing.
 */
export const numberFormatOf = (formatId: number, format: string | undefined): NumberFormat | undefined => {
  const date = dateKindOf(formatId, format)
  if (date !== undefined) return { date }
  const code = format ?? builtInNumbers.get(formatId)
  if (code === undefined) return undefined
  const [positive = ''] = code.split(';')
  const plain = positive.replace(/\[[^\]]*\]|"[^"]*"|[_*\\]./g, '').replace(/[¥￥$\s]/g, '')
  if (/^[#0,.]*%$/.test(plain)) return { percent: true }
  if (/^0{2,}$/.test(plain)) return { digits: plain.length }
  const decimals = /^[#0,]*0\.(0+)$/.exec(plain)?.[1]
  return decimals === undefined ? undefined : { decimals: decimals.length }
}

/** A number as its format shows it; the number itself where that would leave digits out. */
export const shownNumber = (number: number, format: Exclude<NumberFormat, { date: DateKind }>): string | number => {
  if ('percent' in format) return `${Number((number * 100).toFixed(8))}%`
  if ('digits' in format)
    return Number.isSafeInteger(number) && number >= 0 ? String(number).padStart(format.digits, '0') : number
  if (Number.isInteger(number)) return number
  const shown = number.toFixed(format.decimals)
  return Number(shown) === number ? shown : number
}

const builtInNumbers = new Map([
  [2, '0.00'],
  [4, '#,##0.00'],
  [9, '0%'],
  [10, '0.00%'],
])

const dateKindOf = (formatId: number, format: string | undefined): DateKind | undefined => {
  if (format === undefined) return builtIn.get(formatId)
  const letters = format.replace(/"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '').toLowerCase()
  if (letters.includes('d')) return 'day'
  if (letters.includes('y')) return /[hs]/.test(letters) ? 'day' : 'month'
  return /[hs]/.test(letters) && !letters.includes('general') ? 'time' : undefined
}

/** The day `YYYY-MM-DD`, with its time where it has one, or the month `YYYY-MM`; undefined for a number that is no date. */
export const dateText = (serial: number, kind: DateKind, since1904: boolean): string | undefined => {
  const seconds = Math.round(serial * secondsPerDay)
  const days = Math.floor(seconds / secondsPerDay)
  if (!(serial >= 0 && days <= lastSerial)) return undefined
  const time = clock(seconds - days * secondsPerDay)
  if (kind === 'time' && days === 0) return time
  if (days === 0 && !since1904) return noDay
  const day = since1904
    ? addDays('1904-01-01', days)
    : addDays('1899-12-30', days < leapDayThatNeverWas ? days + 1 : days)
  if (kind === 'month' && day.endsWith('-01')) return day.slice(0, 7)
  return time === '00:00:00' ? day : `${day} ${time}`
}

/** What Excel shows for nought. */
const noDay = '1900-01-00'
const secondsPerDay = 24 * 60 * 60

/** 9999-12-31. */
const lastSerial = 2958465

/** Excel believes in 1900-02-29. */
const leapDayThatNeverWas = 60

const clock = (seconds: number): string =>
  [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')

const kinds = (kind: DateKind, ids: readonly number[]) => ids.map((id): [number, DateKind] => [id, kind])

const builtIn = new Map<number, DateKind>([
  ...kinds('day', [14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58]),
  ...kinds('month', [17, 27, 36, 50, 52, 57]),
  ...kinds('time', [18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56]),
])
