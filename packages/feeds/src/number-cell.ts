import type { Fen } from '@shouwang/contracts'
import { halfWidth } from '@shouwang/identity'
import type { RowReading } from './reading.ts'
import { type CellRefusal, refuseCell } from './refusal.ts'
import { type AreaUnit, fenExponents, type MoneyUnit, moneyUnitOf, squareMetres } from './unit-words.ts'

const plainNumber = /^-?\d+(?:\.\d+)?$/
const grouped = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const amount = /^(?:人民币|rmb|cny)?[:¥]?\+?(-?[\d,]+(?:\.\d+)?)(.*?)整?$/

/**
 * An amount in 分. 1,200.50, RMB 1200.5 and ￥1200.5元 are mended; so is 1.2万, which can only mean 12,000 元 and counts so
 * whatever the column's unit: refusing it would cost a family a visit. Refused: exponents, misplaced commas, negative amounts
 * where the column has none.
 */
export const readFen = (text: string, unit: MoneyUnit, negative: boolean, reading: RowReading): Fen | CellRefusal => {
  let [number, exponent]: [string, number] = [text, fenExponents[unit]]
  if (!plainNumber.test(text)) {
    const [, digits = '', word = ''] = amount.exec(halfWidth(text).replaceAll(' ', '').toLowerCase()) ?? []
    const ungrouped = withoutGroups(digits)
    const stated = word === '' ? unit : moneyUnitOf(word)
    if (ungrouped === undefined || stated === undefined) return refuseCell('bad-amount')
    number = ungrouped
    exponent = fenExponents[stated]
    reading.mended = true
  }
  const fen = Math.round(Number(`${number}e${exponent}`))
  if (!Number.isSafeInteger(fen) || (fen < 0 && !negative)) return refuseCell('bad-amount')
  return fen === 0 ? 0 : fen
}

/** What is counted, written behind a number that can only count it: 5天, 3人, 120度, 8吨. 2个月 in a column of days is refused. */
const counted = /(?<=\d)(?:人|口|户|个|名|位|天|日|次|岁|度|千瓦时|kwh|吨|方|立方米?|m³|m3)$/i

/** A number, with or without the word for what it counts. */
export const readNumber = (text: string, reading: RowReading): number | CellRefusal => {
  if (plainNumber.test(text)) return finite(Number(text))
  const ungrouped = withoutGroups(halfWidth(text).replaceAll(' ', '').replace(counted, ''))
  if (ungrouped === undefined) return refuseCell('bad-number')
  reading.mended = true
  return finite(Number(ungrouped))
}

/** A number of hundreds of digits is none that an event could hold, and zero has no sign when it is written and read again. */
const finite = (number: number): number | CellRefusal =>
  Number.isFinite(number) ? number + 0 : refuseCell('bad-number')

export const readInteger = (text: string, reading: RowReading): number | CellRefusal => {
  const number = readNumber(text, reading)
  return typeof number !== 'number' || Number.isSafeInteger(number) ? number : refuseCell('bad-number')
}

/** An area in m², its unit written or not. */
export const readArea = (text: string, reading: RowReading, unit: AreaUnit = 'square-metre'): number | CellRefusal => {
  const number = readNumber(text.replace(/(?:㎡|m²|m2|M2|平方米|平米|平方)$/, ''), reading)
  if (typeof number !== 'number') return number
  if (number < 0) return refuseCell('bad-number')
  return unit === 'square-metre' ? number : finite(Math.round(number * squareMetres[unit] * 100) / 100)
}

/** An owner's share in per cent: 50, 50%, 1/2, or 单独所有 for the whole. */
export const readShare = (text: string, reading: RowReading): number | CellRefusal => {
  if (text === '单独所有' || text === '全部') return 100
  const cleaned = halfWidth(text).replaceAll(' ', '')
  const ratio = /^(\d+)\/(\d+)$/.exec(cleaned)
  const share =
    ratio === null
      ? readNumber(cleaned.replace(/%$/, ''), reading)
      : finite(Math.round((Number(ratio[1]) / Number(ratio[2])) * 10_000) / 100)
  if (typeof share !== 'number') return share
  return share >= 0 && share <= 100 ? share : refuseCell('bad-number')
}

const withoutGroups = (text: string): string | undefined => {
  if (plainNumber.test(text)) return text
  return grouped.test(text) ? text.replaceAll(',', '') : undefined
}
