import { halfWidth } from '@shouwang/identity'
import type { MoneyUnit } from './number-cell.ts'

const unitSuffix = /\((元|万元|分)\)$/
const units: Record<string, MoneyUnit> = { 元: 'yuan', 万元: 'wan', 分: 'fen' }

/** A column header as it is compared: half-width, lower-case, without blanks, byte-order mark, quotes and asterisks. */
export const normalHeader = (header: string): string =>
  halfWidth(header)
    .replace(/[\s\u200B-\u200F\uFEFF"'*]/g, '')
    .toLowerCase()

/** The header without the unit that it ends in, as in 损失金额（万元）, and that unit. */
export const splitUnit = (header: string): { readonly name: string; readonly unit: MoneyUnit | undefined } => {
  const name = normalHeader(header)
  const unit = unitSuffix.exec(name)?.[1]
  return unit === undefined ? { name, unit: undefined } : { name: name.slice(0, -unit.length - 2), unit: units[unit] }
}
