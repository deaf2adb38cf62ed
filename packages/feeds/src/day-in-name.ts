import type { Day } from '@shouwang/contracts'
import { halfWidth } from '@shouwang/identity'
import { readDay } from './day-cell.ts'

/**
 * The last day that a file's name holds, in any usual spelling: 户籍人口_20260630.csv, 名册2026-10-31.xlsx, 2026年9月3日,
 * 2026.9.3, 20260930153000, full-width digits, 二〇二六年九月三十日. A month alone is no day.
 */
export const businessDayFromFileName = (fileName: string): Day | undefined => {
  const name = inDigits(halfWidth(fileName))
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

const numerals = '〇一二三四五六七八九'

/** A day in Chinese numerals with digits instead: 二〇二六年九月三十日 as 2026年9月30日. */
const inDigits = (text: string): string =>
  text.replace(
    /([二][〇○零0一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日?/g,
    (_, year: string, month: string, date: string) =>
      `${[...year].map(digitOf).join('')}年${tensOf(month)}月${tensOf(date)}日`,
  )

const digitOf = (numeral: string): number => Math.max(0, numerals.indexOf(numeral))

/** 十 is ten, 十二 twelve, 三十 thirty, 三十一 thirty-one. */
const tensOf = (text: string): number => {
  const [tens = '', ones] = text.includes('十') ? text.split('十') : ['', text]
  const ten = text.includes('十') ? (tens === '' ? 1 : digitOf(tens)) * 10 : 0
  return ten + (ones === undefined || ones === '' ? 0 : digitOf(ones))
}
