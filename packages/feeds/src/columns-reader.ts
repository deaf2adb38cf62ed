import type { Feed } from './feed.ts'
import { hiddenIdentifiers } from './hidden-identifiers.ts'
import type { RefusedRow } from './mapped-row.ts'
import { readColumn } from './read-column.ts'
import type { RowReading } from './reading.ts'
import { CellRefusal } from './refusal.ts'
import { findCells } from './row-cells.ts'

/** The values of a row in the order of its feed's columns. */
export type ColumnValues = {
  readonly values: unknown[]
  /** The text under one of the extra headers; empty where the row has none. */
  readonly extra: string
  readonly blame: (refusal: CellRefusal, column: string | undefined) => RefusedRow
}

/**
 * Compiles the reader of a feed's columns, and of one more by its headers. The first refused cell sets the row aside,
 * unless its column is `spared`: then it counts as empty, and the reading notes it down.
 */
export const columnsReader = (
  feed: Pick<Feed, 'columns' | 'tables'>,
  extraHeaders: readonly string[],
  spared: ReadonlySet<string> = new Set(),
  hide = hiddenIdentifiers(Object.values(feed.columns).map(({ kind }) => kind)),
): ((row: Record<string, unknown>, reading: RowReading) => ColumnValues | RefusedRow) => {
  const columns = Object.entries(feed.columns).map(([name, column]) => ({
    name,
    read: readColumn(column, feed.tables),
    mayBeSpared: spared.has(name),
  }))
  const places = new Map(columns.map(({ name }, place) => [name, place]))
  const firstHeaders = Object.values(feed.columns).map(({ headers }) => headers[0])
  const cellsOf = findCells([...Object.values(feed.columns).map(({ headers }) => headers), extraHeaders])
  return (row, reading) => {
    const cells = cellsOf(row)
    if (cells === null || cells.known === 0) return { kind: 'quarantined', reason: 'bad-row', field: null }
    const { headers, texts, units } = cells
    const blame: ColumnValues['blame'] = ({ reason }, column) => {
      const place = column === undefined ? undefined : places.get(column)
      const field = place === undefined ? null : (headers[place] ?? firstHeaders[place] ?? null)
      return { kind: 'quarantined', reason, field }
    }
    const values: unknown[] = []
    for (const [place, { name, read, mayBeSpared }] of columns.entries()) {
      const header = headers[place]
      const cell = header === undefined ? undefined : row[header]
      const value = read(cell, texts[place] ?? '', reading, units[place])
      if (value instanceof CellRefusal) {
        if (!mayBeSpared || value.reason === 'future-date') return blame(value, name)
        reading.mended = true
        reading.remarks = [...(reading.remarks ?? []), `“${header ?? name}”读不懂，按空处理`]
        values.push(null)
      } else values.push(value)
    }
    hide(values, reading)
    return { values, extra: texts[columns.length] ?? '', blame }
  }
}
