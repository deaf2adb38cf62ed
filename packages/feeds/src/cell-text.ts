import { halfWidth } from '@shouwang/identity'

// biome-ignore lint/suspicious/noControlCharactersInRegex: databases refuse texts with control characters
const control = /[\u0000-\u001F\u007F-\u009F]/g
const invisible = /[\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: both of the above
const unwanted = /[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060\uFEFF]/
const blanks = new Set([
  '',
  '-',
  '--',
  '—',
  '——',
  '/',
  '\\',
  '无',
  '不详',
  '未知',
  'NULL',
  'null',
  'N/A',
  'n/a',
  '#N/A',
])

/**
 * The text of a cell as a database can keep it: trimmed, without control characters and marks that have no width.
 * Null for an object or array, which no column holds.
 */
export const cellText = (cell: unknown): string | null => {
  switch (typeof cell) {
    case 'string':
      return (unwanted.test(cell) ? cell.replace(invisible, '').replace(control, ' ') : cell).toWellFormed().trim()
    case 'undefined':
      return ''
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(cell)
    default:
      return cell === null ? '' : null
  }
}

/** True for an empty cell and for the signs and words by which offices say that they have nothing. */
export const isBlank = (text: string): boolean => text.length < 5 && blanks.has(text)

/** A code or number as it is compared: half-width, upper-case, without blanks, dots and dashes between its parts. */
export const codeText = (text: string): string =>
  halfWidth(text)
    .toUpperCase()
    .replace(/[\s·•・\-'‘’]/g, '')
