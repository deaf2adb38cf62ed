import { FileProblem } from './file-problem.ts'
import type { Layouts } from './table.ts'

/** The header of a table, and what stands above it. */
export type Heading = {
  readonly headers: readonly string[]
  /** Lines above the header. */
  readonly titleRows: number
  readonly titles: readonly string[]
  /** Lines of the header itself: two where groups stand over their columns. */
  readonly depth: number
}

/** How many lines from the top are looked at to find the header. */
export const headingLines = 20

const deepestHeader = 3
/** One declared word may stand in a title by chance. */
const fewestDeclared = 2

/**
 * Finds the header in the first lines of a table: the lines that name the most columns which the catalogue declares.
 * Where it declares none of them, the first line that fills more than half as many cells as the fullest one.
 */
export const headingOf = (
  lines: readonly (readonly string[])[],
  fileName: string,
  layouts: Layouts | undefined,
): Heading => {
  const filled = lines.map((cells) => cells.filter((cell) => cell.trim() !== '').length)
  const fullest = Math.max(0, ...filled)
  if (fullest === 0) throw new FileProblem('empty', fileName)
  if (fullest === 1) throw new FileProblem('not-a-table', fileName, '只有一列 / only one column')
  const declared = layouts === undefined ? undefined : bestDeclared(lines, layouts)
  const titleRows = declared?.at ?? filled.findIndex((count) => count > fullest / 2)
  const names = declared?.names ?? withoutEmptyEnd((lines[titleRows] ?? []).map(columnName))
  if (names.length > mostColumns) throw new FileProblem('not-a-table', fileName, `${names.length} 列 / columns`)
  if (declared === undefined && looksLikeARecord(names)) throw new FileProblem('header-missing', fileName)
  const titles = lines.slice(0, titleRows).map((cells) => cells.filter((cell) => cell.trim() !== '').join(' '))
  return { headers: distinct(names, fileName, layouts), titleRows, titles, depth: declared?.depth ?? 1 }
}

/** How many declared columns the best header among these lines names. */
export const declaredIn = (lines: readonly (readonly string[])[], layouts: Layouts): number =>
  bestDeclared(lines, layouts)?.score ?? 0

type Declared = {
  readonly at: number
  readonly depth: number
  readonly names: readonly string[]
  readonly score: number
}

const bestDeclared = (lines: readonly (readonly string[])[], layouts: Layouts): Declared | undefined => {
  let best: Declared | undefined
  for (let depth = 1; depth <= deepestHeader; depth += 1)
    for (let at = 0; at + depth <= lines.length; at += 1) {
      const names = withoutEmptyEnd(joinedNames(lines.slice(at, at + depth), layouts))
      const score = new Set(names.filter((name) => name !== '' && layouts.isDeclared(name))).size
      if (score < fewestDeclared) continue
      const unitsBelow = best?.at === at && best.depth === depth - 1 && holdsUnits(lines[at + depth - 1], layouts)
      if (score > (best?.score ?? 0) || (score === best?.score && unitsBelow)) best = { at, depth, names, score }
    }
  return best
}

/** A line under the names of the columns may say in what they are counted. */
const holdsUnits = (line: readonly string[] | undefined, { isUnit }: Layouts): boolean => {
  const cells = line?.filter((cell) => cell.trim() !== '') ?? []
  return cells.length > 0 && cells.every(isUnit)
}

/** The names of columns under their groups: a group's own name goes before, where the catalogue knows them together. */
const joinedNames = (
  lines: readonly (readonly string[])[],
  { isDeclared }: Pick<Layouts, 'isDeclared'>,
): readonly string[] => {
  const [upper = [], ...below] = lines
  if (below.length === 0) return upper.map(columnName)
  const lower = joinedNames(below, { isDeclared })
  const names: string[] = []
  let group = ''
  for (let at = 0; at < Math.max(upper.length, lower.length); at += 1) {
    const [own, name] = [columnName(upper[at] ?? ''), lower[at] ?? '']
    if (own !== '') group = own
    const together = `${group}${name}`
    names.push(name === '' ? own : isDeclared(together) || !isDeclared(name) ? together : name)
  }
  return names
}

/** Nothing is read from a column that nobody declares, so its name may stand twice. */
const distinct = (names: readonly string[], fileName: string, layouts: Layouts | undefined): readonly string[] => {
  const seen = new Set<string>()
  return names.map((name, at) => {
    const header = name === '' || name === '__proto__' ? `第${at + 1}列` : name
    if (!seen.has(header)) {
      seen.add(header)
      return header
    }
    if (layouts === undefined || layouts.isDeclared(header)) throw new FileProblem('header-repeated', fileName, header)
    return `${header}（第${at + 1}列）`
  })
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
