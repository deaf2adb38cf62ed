import { cleanCode } from '@shouwang/identity'
import { codeText, withoutDecimals } from './cell-text.ts'
import type { RowReading } from './reading.ts'
import { type CellRefusal, refuseCell } from './refusal.ts'

/** Whole numbers from here on have sixteen digits: a spreadsheet keeps fifteen, so the last are not what was typed. */
const roundedFrom = 1e15
const digitsKept = 15
const scientific = /^(\d)(?:\.(\d+))?E\+?(\d+)$/
/** A program writes all the digits of a number; a spreadsheet shows six of them. */
const digitsShown = 8

/**
 * True for a cell that is a number too great to be what was typed, or was written as one: 3.50205198105135e+17. Readers
 * of JSON keep the digits of numbers that are exact as text.
 */
export const isRounded = (cell: unknown): boolean =>
  typeof cell === 'number' ? Math.abs(cell) >= roundedFrom : typeof cell === 'string' && greatNumber.test(cell)

const greatNumber = /^\s*\d(?:\.\d+)?[eE]\+?(?:1[5-9]|[2-9]\d)\s*$/

/**
 * A number that names something, by its digits: `350100000001.0` and `3.50100000041E11` are the number that they write
 * out; one of which digits are gone is refused. Undefined where the text is no number of that kind.
 */
export const digitsOf = (text: string): string | CellRefusal | undefined => {
  const whole = withoutDecimals(text)
  if (whole !== undefined) return whole.length > digitsKept ? refuseCell('rounded-number') : whole
  const parts = scientific.exec(text)
  if (parts === null) return undefined
  const [, first = '', rest = '', exponent = ''] = parts
  const places = Number(exponent)
  const told = rest.length >= places || 1 + rest.length >= digitsShown
  if (!told || places >= digitsKept || rest.length > places) return refuseCell('rounded-number')
  return first + rest.padEnd(places, '0')
}

/** A department's own number that names nobody, as typed by hand or exported by a program. */
export const readIdentifier = (cell: unknown, text: string, reading: RowReading): string | CellRefusal => {
  if (isRounded(cell)) return refuseCell('rounded-number')
  const number = cleanCode(text)
  const digits = digitsOf(number) ?? number
  if (typeof digits !== 'string') return digits
  if (digits !== text) reading.mended = true
  return digits.slice(0, longestIdentifier)
}

/** A code or number of which only a keyed hash goes on: the same however it is spelt. */
export const readKeyed = (cell: unknown, text: string): string | CellRefusal => {
  if (isRounded(cell)) return refuseCell('rounded-number')
  const code = codeText(text)
  return digitsOf(code) ?? code
}

/** A telephone number: its digits. One that a spreadsheet has shortened reaches nobody and is left out. */
export const readPhone = (cell: unknown, text: string, reading: RowReading): string | null => {
  if (isRounded(cell)) return null
  const number = cleanCode(text)
  const digits = digitsOf(number)
  if (digits === undefined) return number
  reading.mended = true
  return typeof digits === 'string' ? digits : null
}

const longestIdentifier = 200
