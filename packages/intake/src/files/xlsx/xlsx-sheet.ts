import { FileProblem } from '../file-problem.ts'
import { isEmptyCell } from '../heading.ts'
import { longestRecordBytes } from '../table.ts'
import { dateText, shownNumber } from './number-format.ts'
import { unescaped, type Workbook } from './xlsx-workbook.ts'
import { xmlEvents } from './xml-events.ts'

/** One row of a worksheet: `line` as Excel numbers it. A row that is too long keeps the beginning of its values. */
export type SheetRow = { readonly line: number; readonly values: unknown[]; readonly tooLong: boolean }

/** The rows of a worksheet that hold anything, in their order. */
export async function* sheetRows(workbook: Workbook, part: string): AsyncGenerator<readonly SheetRow[]> {
  let done: SheetRow[] = []
  const reader = rowReader(workbook, (row) => {
    if (!row.values.every(isEmptyCell)) done.push(row)
  })
  for await (const _ of xmlEvents(workbook.archive.read(part), reader, workbook.fileName)) {
    if (done.length > 0) yield done
    done = []
  }
  if (done.length > 0) yield done
}

const rowReader = (workbook: Workbook, rowDone: (row: SheetRow) => void) => {
  let line = 0
  let values: unknown[] = []
  let length = 0
  let column = -1
  let type = ''
  let style = -1
  let text = ''
  let inValue = false
  return {
    open: (name: string, attributes: Record<string, string>) => {
      if (name === 'row') {
        line = Number(attributes.r ?? line + 1)
        values = []
        length = 0
        column = -1
      } else if (name === 'c') {
        column = attributes.r === undefined ? column + 1 : columnOf(attributes.r.toUpperCase())
        if (column >= mostColumns) throw new FileProblem('damaged', workbook.fileName, attributes.r)
        type = attributes.t ?? 'n'
        style = Number(attributes.s ?? 0)
        text = ''
      }
      inValue = name === 'v' || name === 't'
    },
    close: (name: string) => {
      inValue = false
      if (name === 'c' && text !== '' && length <= longestRecordBytes) {
        const value = cellValue(workbook, type, style, text)
        length += typeof value === 'string' ? value.length : 1
        values[column] = value
      }
      if (name === 'row') rowDone({ line, values: Array.from(values), tooLong: length > longestRecordBytes })
    },
    text: (piece: string) => {
      if (inValue) text += piece
    },
  }
}

const cellValue = (workbook: Workbook, type: string, style: number, text: string): unknown => {
  if (type === 's') return workbook.strings[Number(text)] ?? ''
  if (type === 'b') return text === '1'
  if (type === 'd') return text.replace(/T00:00:00(?:\.0+)?$/, '')
  if (type !== 'n') return unescaped(text)
  const number = Number(text)
  if (Number.isNaN(number)) return text
  // Excel keeps fifteen digits, so a longer whole number is not what was typed: it must not pass for an ID number.
  if (Number.isInteger(number) && Math.abs(number) >= sixteenDigits) return number.toExponential()
  const format = workbook.formats[style]
  if (format === undefined) return number
  return 'date' in format ? (dateText(number, format.date, workbook.since1904) ?? number) : shownNumber(number, format)
}

const sixteenDigits = 1e15
const mostColumns = 16384

const columnOf = (reference: string): number => {
  let column = 0
  for (const letter of reference) {
    if (letter < 'A' || letter > 'Z') break
    column = column * 26 + letter.charCodeAt(0) - 64
  }
  return column - 1
}

/** A cell merged over several lines: every line of the area means the value of its first. */
export type MergedColumn = { readonly column: number; readonly from: number; readonly to: number }

/** The areas of a worksheet that are one column wide and merged downwards, as offices do with a household's number. */
export const mergedColumns = async (workbook: Workbook, part: string): Promise<readonly MergedColumn[]> => {
  const merged: MergedColumn[] = []
  const area = /mergeCell [^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"[^>]*>/g
  let tail = ''
  for await (const piece of workbook.archive.read(part)) {
    const text = tail + piece
    let read = 0
    for (const match of text.matchAll(area)) {
      const [whole, left = '', from, right, to] = match
      read = match.index + whole.length
      if (left === right && from !== to) merged.push({ column: columnOf(left), from: Number(from), to: Number(to) })
    }
    tail = text.slice(Math.max(read, text.length - longestTag))
  }
  return merged
}

const longestTag = 256
