import { FileProblem } from './file-problem.ts'

/** The header of a table, and how many lines stand above it. */
export type Heading = { readonly headers: readonly string[]; readonly titleRows: number }

/** How many lines from the top are looked at to find the header. */
export const headingLines = 20

/**
 * Finds the header in the first lines of a table: the first line that fills more than half as many cells as the fullest
 * one, so that titles, issuing office and blank lines above it are passed over.
 */
export const headingOf = (lines: readonly (readonly string[])[], fileName: string): Heading => {
  const filled = lines.map((cells) => cells.filter((cell) => cell.trim() !== '').length)
  const fullest = Math.max(0, ...filled)
  if (fullest === 0) throw new FileProblem('empty', fileName)
  if (fullest === 1) throw new FileProblem('not-a-table', fileName, '只有一列 / only one column')
  const titleRows = filled.findIndex((count) => count > fullest / 2)
  const names = withoutEmptyEnd((lines[titleRows] ?? []).map(columnName))
  if (names.length > mostColumns) throw new FileProblem('not-a-table', fileName, `${names.length} 列 / columns`)
  if (looksLikeARecord(names)) throw new FileProblem('header-missing', fileName)
  const headers = names.map((name, at) => (name === '' || name === '__proto__' ? `第${at + 1}列` : name))
  const repeated = headers.find((name, at) => headers.indexOf(name) !== at)
  if (repeated !== undefined) throw new FileProblem('header-repeated', fileName, repeated)
  return { headers, titleRows }
}

/** The cells of a record by header; undefined where they don't fit under the header. */
export const cellsUnder = (
  headers: readonly string[],
  values: readonly unknown[],
): Record<string, unknown> | undefined => {
  for (let at = headers.length; at < values.length; at += 1) if (!isEmptyCell(values[at])) return undefined
  const cells: Record<string, unknown> = {}
  for (let at = 0; at < headers.length; at += 1) cells[headers[at] ?? ''] = values[at] ?? ''
  return cells
}

export const isEmptyCell = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')

const mostColumns = 1000

const columnName = (cell: string): string => cell.replace(/[\r\n\u200B\uFEFF]/g, '').trim()

const withoutEmptyEnd = (names: readonly string[]): string[] =>
  names.slice(0, names.findLastIndex((name) => name !== '') + 1)

/** ID numbers, certificates and days never name a column; a few numbers may. */
const looksLikeARecord = (names: readonly string[]): boolean =>
  names.some((name) => /^'?\d{15}(\d{2}[\dXx])?(\d{2})?$|^\d{4}[-/.]\d{1,2}([-/.]\d{1,2})?( .*)?$/.test(name)) ||
  names.filter((name) => /^-?[\d.]+$/.test(name)).length >= names.length / 2
