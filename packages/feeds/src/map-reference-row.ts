import type { Day } from '@shouwang/contracts'
import type { ReferenceFeed } from './feed.ts'
import type { QuarantinedRow } from './map-row.ts'
import { readColumn } from './read-column.ts'
import { Refusal } from './refusal.ts'
import { findCells } from './row-cells.ts'

export type ReferenceRow = {
  readonly kind: 'accepted'
  /** By column; null where the row has nothing. */
  readonly values: Readonly<Record<string, unknown>>
  readonly mended: boolean
}

/** Compiles the reader of a reference layout (regions, staff). `today` is the day after which days are in the future. */
export const referenceReader = (
  feed: ReferenceFeed,
  today: Day,
): ((row: Record<string, unknown>) => ReferenceRow | QuarantinedRow) => {
  const columns = Object.entries(feed.columns)
  const readers = columns.map(([name, column]) => ({ name, column, read: readColumn(column, feed.tables) }))
  const cellsOf = findCells(Object.values(feed.columns))
  return (row) => {
    const cells = cellsOf(row)
    if (cells === null || cells.known === 0) return { kind: 'quarantined', reason: 'bad-row', field: null }
    const reading = { mended: false, limit: today, identity: nobody }
    const values: Record<string, unknown> = {}
    for (const [at, { name, column, read }] of readers.entries()) {
      const header = cells.headers[at]
      const cell = header === undefined ? undefined : row[header]
      const value = read(cell, cells.texts[at] ?? '', reading, cells.units[at])
      if (value instanceof Refusal)
        return { kind: 'quarantined', reason: value.reason, field: header ?? column.headers[0] ?? name }
      values[name] = value
    }
    return { kind: 'accepted', values, mended: reading.mended }
  }
}

const nobody = {
  person: (): never => {
    throw new RangeError('a reference layout has no column that names a person by ID number')
  },
  keyed: (): never => {
    throw new RangeError('a reference layout has no keyed column')
  },
}
