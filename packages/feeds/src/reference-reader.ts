import type { Day } from '@shouwang/contracts'
import { columnsReader } from './columns-reader.ts'
import type { ReferenceFeed } from './feed.ts'
import type { RefusedRow } from './mapped-row.ts'

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
): ((row: Record<string, unknown>) => ReferenceRow | RefusedRow) => {
  const names = Object.keys(feed.columns)
  const read = columnsReader(feed, [], new Set(), keepAll)
  return (row) => {
    const reading = { mended: false, limit: today, identity: nobody }
    const columns = read(row, reading)
    if ('kind' in columns) return columns
    const values = Object.fromEntries(names.map((name, place) => [name, columns.values[place] ?? null]))
    return { kind: 'accepted', values, mended: reading.mended }
  }
}

/** A reference table names places and staff, as they are called. */
const keepAll = (): void => undefined

const nobody = {
  person: (): never => {
    throw new RangeError('a reference layout has no column that names a person by ID number')
  },
  keyed: (): never => {
    throw new RangeError('a reference layout has no keyed column')
  },
  identifier: (): never => {
    throw new RangeError('a reference layout keeps its numbers as they are')
  },
}
