import { cleanCode } from '@shouwang/identity'
import { codeText, isBlank } from './cell-text.ts'
import { type CodeTable, literal, lookup } from './code-table.ts'
import type { Column } from './column.ts'
import { readDay, readMonth } from './day-cell.ts'
import { type MoneyUnit, readArea, readFen, readInteger, readNumber, readShare } from './number-cell.ts'
import { readCertificate, readPerson } from './person-cell.ts'
import type { Reading } from './reading.ts'
import { Refusal, refuse } from './refusal.ts'

/** Reads one cell: `text` is its `cellText`, `unit` what its header says of money. Null where it holds nothing. */
export type ReadCell = (cell: unknown, text: string, reading: Reading, unit: MoneyUnit | undefined) => unknown | Refusal

/** The reader of one column, with what it does about empty cells. */
export const readColumn = (column: Column, tables: Readonly<Record<string, CodeTable>>): ReadCell => {
  const read = reader(column, tables)
  const empty = column.required ? refuse('missing-value') : emptyValue(column)
  const blankMayMean = column.kind === 'code'
  return (cell, text, reading, unit) => {
    if (text === '') return empty
    if (!isBlank(text)) return read(cell, text, reading, unit)
    const meaning = blankMayMean ? read(cell, text, reading, unit) : empty
    return meaning instanceof Refusal ? empty : meaning
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
      return (_, text) => cleanCode(text)
    case 'address':
    case 'note':
      return (_, text) => text
    case 'day':
    case 'month':
      return dated(column)
    case 'money':
      return (_, text, reading, unit) => readFen(text, unit ?? column.unit, column.negative, reading)
    case 'integer':
      return (_, text, reading) => readInteger(text, reading)
    case 'number':
      return (_, text, reading) => readNumber(text, reading)
    case 'area':
      return (_, text, reading) => readArea(text, reading)
    case 'share':
      return (_, text, reading) => readShare(text, reading)
    case 'code':
      return coded(tables[column.table])
    case 'region':
      return (_, text, reading) => readRegion(text, reading)
    case 'text':
      return (_, text, reading) => readText(text, reading)
    case 'identifier':
      return (_, text, reading) => readIdentifier(text, reading)
    case 'keyed':
      return (_, text, reading) => reading.identity.keyed(column.as, codeText(text))
    default:
      return column satisfies never
  }
}

const dated = ({ kind, past, open }: Extract<Column, { kind: 'day' | 'month' }>): ReadCell => {
  const read = kind === 'day' ? readDay : readMonth
  const length = kind === 'day' ? 10 : 7
  const endless = new Set(open)
  return (cell, text, reading) => {
    if (endless.has(text)) return null
    const value = read(cell, text, reading)
    if (typeof value !== 'string') return value
    if (endless.has(value)) return null
    return past && value > reading.limit.slice(0, length) ? refuse('future-date') : value
  }
}

const coded = (table: CodeTable | undefined): ReadCell => {
  const meaning = table === undefined ? () => undefined : lookup(table)
  return (_, text) => {
    const found = meaning(text)
    return found === undefined ? refuse('unknown-code') : found
  }
}

/** Shorter codes are of a county or township. A code that can't be one is left out: it must not cost the record. */
const readRegion = (text: string, reading: Reading): string | null => {
  if (/^\d{12}$/.test(text)) return text
  reading.mended = true
  const code = codeText(text)
  return /^(?:\d{4}|\d{6}|\d{9}|\d{12})$/.test(code) ? code.padEnd(12, '0') : null
}

const longestText = 200

const readText = (text: string, reading: Reading): string => {
  if (text.length <= longestText) return text
  reading.mended = true
  return text.slice(0, longestText).toWellFormed()
}

const readIdentifier = (text: string, reading: Reading): string | Refusal => {
  const number = cleanCode(text)
  if (number !== text) reading.mended = true
  return /^\d+(?:\.\d+)?E\+\d+$/.test(number) ? refuse('bad-number') : number.slice(0, longestText)
}

/** A masked name (张*) tells nothing; Chinese names of two characters are often spaced to the width of three. */
const readName = (text: string): string | null => {
  if (/[*＊×]/.test(text)) return null
  return /[a-z]/i.test(text) ? text : text.replace(/\s/g, '')
}
