import type { Day } from '@shouwang/contracts'
import { halfWidth } from '@shouwang/identity'
import { numeralsInDigits } from './chinese-numerals.ts'
import { readDay } from './day-cell.ts'

/**
 * The last day that a file's name holds, in any usual spelling: 户籍人口_20260630.csv, 名册2026-10-31.xlsx, 2026年9月3日,
 * 2026.9.3, 20260930153000, full-width digits, 二〇二六年九月三十日. A month alone is no day.
 */
export const businessDayFromFileName = (fileName: string): Day | undefined => {
  const name = numeralsInDigits(halfWidth(fileName))
  const found = [...name.matchAll(compact), ...name.matchAll(separated)].sort((a, b) => b.index - a.index)
  for (const [, year = '', month = '', date = ''] of found) {
    const day = readDay('', `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`, silent)
    if (typeof day === 'string') return day
  }
  return undefined
}

/** A day of eight digits, alone or with its time behind it. */
const compact = /(?<!\d)(20\d{2})(\d{2})(\d{2})(?:[ _T-]?(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d(?:\d{3})?)?)?(?!\d)/g
const separated = /(?<!\d)(20\d{2})\s*[-_.年/ ]\s*(\d{1,2})\s*[-_.月/ ]\s*(\d{1,2})(?!\d)/g
const silent = { mended: false, limit: '9999-12-31', identity: { person: String, keyed: String, identifier: String } }
