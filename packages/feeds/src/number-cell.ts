import type { Fen } from '@shouwang/contracts'
import { halfWidth } from '@shouwang/identity'
import type { RowReading } from './reading.ts'
import { type CellRefusal, refuseCell } from './refusal.ts'

const plainNumber = /^-?\d+(?:\.\d+)?$/
const grouped = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const amount = /^[¥￥]?(-?[\d,]+(?:\.\d+)?)(万)?([元圆])?整?$/

/** The powers of ten by which a column's amounts become 分, by the unit that stands beside them. */
export const fenExponents = {
  yuan: 2,
  wan: 6,
  fen: 0,
  jiao: 1,
  'hundred-yuan': 4,
  'thousand-yuan': 5,
  'hundred-thousand-yuan': 7,
  'million-yuan': 8,
  'ten-million-yuan': 9,
  yi: 10,
} as const
export type MoneyUnit = keyof typeof fenExponents

/**
 * An amount in 分. 1,200.50 and ￥1200.5元 are mended; so is 1.2万, which can only mean 12,000 元 and counts so whatever
 * the column's unit: refusing it would cost a family a visit. Refused: exponents, misplaced commas, negative amounts
 * where the column has none.
 */
export const readFen = (text: string, unit: MoneyUnit, negative: boolean, reading: RowReading): Fen | CellRefusal => {
  let [number, exponent]: [string, number] = [text, fenExponents[unit]]
  if (!plainNumber.test(text)) {
    const parts = amount.exec(halfWidth(text).replaceAll(' ', ''))
    const ungrouped = parts?.[1] === undefined ? undefined : withoutGroups(parts[1])
    if (ungrouped === undefined) return refuseCell('bad-amount')
    number = ungrouped
    if (parts?.[2] !== undefined) exponent = fenExponents.wan
    else if (parts?.[3] !== undefined) exponent = fenExponents.yuan
    reading.mended = true
  }
  const fen = Math.round(Number(`${number}e${exponent}`))
  if (!Number.isSafeInteger(fen) || (fen < 0 && !negative)) return refuseCell('bad-amount')
  return fen === 0 ? 0 : fen
}

/** A number without a unit. */
export const readNumber = (text: string, reading: RowReading): number | CellRefusal => {
  if (plainNumber.test(text)) return finite(Number(text))
  const ungrouped = withoutGroups(halfWidth(text).replaceAll(' ', ''))
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

/** Square metres in one of a unit of area. */
export const squareMetres = { 'square-metre': 1, mu: 10_000 / 15, hectare: 10_000 } as const
export type AreaUnit = keyof typeof squareMetres

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
