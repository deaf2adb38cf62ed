import { addDays } from '@shouwang/contracts'

/** What a number format makes of a number. */
export type DateKind = 'day' | 'month' | 'time'

/** Whether a number format shows a day, a month or a time; built-in formats by their number, as Chinese Excel shows them. */
export const dateKindOf = (formatId: number, format: string | undefined): DateKind | undefined => {
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
  const day = since1904
    ? addDays('1904-01-01', days)
    : addDays('1899-12-30', days < leapDayThatNeverWas ? days + 1 : days)
  if (kind === 'month' && day.endsWith('-01')) return day.slice(0, 7)
  return time === '00:00:00' ? day : `${day} ${time}`
}

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
