import type { Day } from '@shouwang/contracts'
import { halfWidth } from '@shouwang/identity'
import { numeralsInDigits } from './chinese-numerals.ts'
import { readDay } from './day-cell.ts'

/**
 * The last day that a file's name holds, in any usual spelling: 户籍人口_20260630.csv, 名册2026-10-31.xlsx, 2026年9月3日,
 * 2026.9.3, 20260930153000, full-width digits, 二〇二六年九月三十日; of a span (2026.9.1-9.30) its end. A month alone is no day, and
 * the day on which somebody exported the file counts only where there is no other.
 */
export const businessDayFromFileName = (fileName: string): Day | undefined => {
  const name = numeralsInDigits(halfWidth(fileName))
  const found = [...name.matchAll(compact), ...name.matchAll(separated)].sort((a, b) => b.index - a.index)
  const isExport = ({ 0: text, index }: RegExpExecArray): boolean =>
    exported.test(name.slice(index + text.length)) || exportedOn.test(name.slice(0, index))
  for (const match of [...found.filter((each) => !isExport(each)), ...found.filter(isExport)]) {
    const day = endOf(match)
    if (day !== undefined) return day
  }
  return undefined
}

const endOf = ([text, year = '', month = '', date = '', toMonth, toDate]: RegExpExecArray): Day | undefined => {
  const from = dayOf(year, month, date)
  if (from === undefined || toMonth === undefined || toDate === undefined) return from
  const turnsYear = Number(toMonth) < Number(month) && (text.includes('月') || !text.includes('-'))
  const end = dayOf(String(Number(year) + (turnsYear ? 1 : 0)), toMonth, toDate)
  return end === undefined || end < from ? from : end
}

const dayOf = (year: string, month: string, date: string): Day | undefined => {
  const day = readDay('', `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`, silent)
  return typeof day === 'string' ? day : undefined
}

/** A day of eight digits, alone or with its time behind it. */
const compact = /(?<!\d)(20\d{2})(\d{2})(\d{2})(?:[ _T-]?(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d(?:\d{3})?)?)?(?!\d)/g
/** 2026.9.30, and 2026.9.1-9.30 whose end leaves out its year. */
const separated =
  /(?<!\d)(20\d{2})\s*[-_.年/ ]\s*(\d{1,2})\s*[-_.月/ ]\s*(\d{1,2})(?!\d)(?:\s*[日号]?\s*(?:[~—–至到]|(?<=\.\d{1,2}|[日号])-)\s*(\d{1,2})\s*[月.]\s*(\d{1,2})(?!\d))?/g
const exportedOn = /(?:导出|下载|生成|打印)(?:日期|时间|于)?[\s:_-]*$/
const exported = /^\s*[日号]?[\s_-]*(?:导出|下载|生成|打印)(?!(?:日期|时间|于)?[\s:_-]*\d)/
const silent = { mended: false, limit: '9999-12-31', identity: { person: String, keyed: String, identifier: String } }
