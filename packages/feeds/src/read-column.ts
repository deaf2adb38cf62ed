import { codeText, isBlank, withoutDecimals } from './cell-text.ts'
import { type CodeTable, literal, lookup } from './code-table.ts'
import type { Column } from './column.ts'
import { isEndless, isNoDay, readDay, readMonth } from './day-cell.ts'
import { digitsOf, isRounded, readIdentifier, readKeyed, readPhone } from './identifier-cell.ts'
import { readArea, readFen, readInteger, readNumber, readShare } from './number-cell.ts'
import { readCertificate, readPerson } from './person-cell.ts'
import type { RowReading } from './reading.ts'
import { CellRefusal, refuseCell } from './refusal.ts'
import { fenExponents, type MoneyUnit, squareMetres, type Unit } from './unit-words.ts'

/** Reads one cell: `text` is its `cellText`, `unit` the one beside its header. Null where it holds nothing. */
export type ReadCell = (
  cell: unknown,
  text: string,
  reading: RowReading,
  unit: Unit | undefined,
) => unknown | CellRefusal

/** The reader of one column, with what it does about empty cells. */
export const readColumn = (column: Column, tables: Readonly<Record<string, CodeTable>>): ReadCell => {
  const read = reader(column, tables)
  const empty = column.required ? refuseCell('missing-value') : emptyValue(column)
  const blankMayMean = column.kind === 'code'
  return (cell, text, reading, unit) => {
    if (text === '') return empty
    if (!isBlank(text)) return read(cell, text, reading, unit)
    const meaning = blankMayMean ? read(cell, text, reading, unit) : empty
    return meaning instanceof CellRefusal ? empty : meaning
  }
}

const emptyValue = (column: Column): unknown =>
  'default' in column && column.default !== undefined ? literal(column.default) : null

const reader = (column: Column, tables: Readonly<Record<string, CodeTable>>): ReadCell => {
  switch (column.kind) {
    case 'id-number':
      return readPerson
    case 'disability-certificate':
      return readCertificate
    case 'name':
      return (_, text) => readName(text)
    case 'phone':
      return readPhone
    case 'address':
    case 'note':
      return (_, text) => text
    case 'day':
    case 'month':
      return dated(column)
    case 'money':
      return amounts(column)
    case 'integer':
      return (_, text, reading) => readInteger(text, reading)
    case 'number':
      return (_, text, reading) => readNumber(text, reading)
    case 'area':
      return areas
    case 'share':
      return (_, text, reading) => readShare(text, reading)
    case 'code':
      return coded(tables[column.table])
    case 'region':
      return readRegion
    case 'text':
      return readText
    case 'identifier':
      return readIdentifier
    case 'keyed':
      return keyed(column.as)
    default:
      return column satisfies never
  }
}

const dated = ({ kind, past, open, required }: Extract<Column, { kind: 'day' | 'month' }>): ReadCell => {
  // What may be without an end is until when something holds.
  const ofMonth = open.length > 0 ? 'last' : 'first'
  const read: typeof readMonth =
    kind === 'day' ? (cell, text, reading) => readDay(cell, text, reading, ofMonth) : readMonth
  const length = kind === 'day' ? 10 : 7
  const endless = new Set(open)
  return (cell, text, reading) => {
    if (endless.has(text)) return null
    const value = read(cell, text, reading)
    if (typeof value !== 'string') return !required && (isEndless(text) || isNoDay(text)) ? null : value
    if (!required && (isNoDay(value) || (!past && value >= lastDay))) return null
    return past && value > reading.limit.slice(0, length) ? refuseCell('future-date') : value
  }
}

/** Programs write it where something has no end. */
const lastDay = '2099-12-31'

const amounts =
  (column: Extract<Column, { kind: 'money' }>): ReadCell =>
  (_, text, reading, unit = column.unit) =>
    isMoneyUnit(unit) ? readFen(text, unit, column.negative, reading) : refuseCell('bad-amount')

const isMoneyUnit = (unit: Unit): unit is MoneyUnit => Object.hasOwn(fenExponents, unit)

const areas: ReadCell = (_, text, reading, unit = 'square-metre') =>
  Object.hasOwn(squareMetres, unit)
    ? readArea(text, reading, unit as keyof typeof squareMetres)
    : refuseCell('bad-number')

const keyed =
  (as: string): ReadCell =>
  (cell, text, { identity }) => {
    const code = readKeyed(cell, text)
    return typeof code === 'string' ? identity.keyed(as, code) : code
  }

const coded = (table: CodeTable | undefined): ReadCell => {
  const meaning = table === undefined ? () => undefined : lookup(table)
  return (_, text, reading) => {
    const whole = withoutDecimals(text)
    if (whole !== undefined) reading.mended = true
    const found = meaning(whole ?? text)
    return found === undefined ? refuseCell('unknown-code') : found
  }
}

/** Shorter codes are of a county or township. A code that can't be one is left out: it must not cost the record. */
const readRegion: ReadCell = (_, text, reading): string | null => {
  if (/^\d{12}$/.test(text)) return text
  reading.mended = true
  const code = codeText(text)
  const digits = digitsOf(code) ?? code
  if (typeof digits !== 'string') return null
  return /^(?:\d{4}|\d{6}|\d{9}|\d{12})$/.test(digits) ? digits.padEnd(12, '0') : null
}

const longestText = 200

const readText: ReadCell = (cell, text, reading): string | CellRefusal => {
  if (isRounded(cell)) return refuseCell('rounded-number')
  if (text.length <= longestText) return text
  reading.mended = true
  return text.slice(0, longestText).toWellFormed()
}

/** A masked name (张*) tells nothing; Chinese names of two characters are often spaced to the width of three. */
const readName = (text: string): string | null => {
  if (/[*＊×]/.test(text)) return null
  return /[a-z]/i.test(text) ? text : text.replace(/\s/g, '')
}
