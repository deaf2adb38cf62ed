import type { Pseudonymiser } from '@shouwang/identity'
import { codeText } from './cell-text.ts'
import { columnsReader } from './columns-reader.ts'
import type { EventFeed } from './feed.ts'
import type { RefusedRow, RowContext } from './mapped-row.ts'
import { readingIn } from './reading.ts'
import { CellRefusal } from './refusal.ts'
import { sparedColumns } from './spared-columns.ts'
import { blamed, makeValue } from './value.ts'

/** One row, read: the values of its columns and what is derived from them. */
export type ReadRow = {
  readonly values: readonly unknown[]
  readonly mended: boolean
  /** What people should know of it, in Chinese. */
  readonly remarks: readonly string[] | undefined
  /** Whether it withdraws what it says. */
  readonly retracted: boolean
  /** The row set aside for the sake of one column. */
  readonly blame: (refusal: CellRefusal, column: string | undefined) => RefusedRow
}

/** Compiles the columns and derived values of a feed. `names` gives their places among a row's values. */
export const rowReader = (feed: EventFeed) => {
  const names = new Map(
    [...Object.keys(feed.columns), ...Object.keys(feed.derived)].map((name, place) => [name, place]),
  )
  const derived = Object.values(feed.derived).map((source) => ({ make: makeValue(source, names), at: blamed(source) }))
  const readColumns = columnsReader(feed, feed.retract.headers, sparedColumns(feed))
  const withdraws = new Set(feed.retract.codes.map(codeText))
  const read = (sent: Record<string, unknown>, context: RowContext, identity: Pseudonymiser): ReadRow | RefusedRow => {
    const reading = readingIn(context, identity)
    const columns = readColumns(sent, reading)
    if ('kind' in columns) return columns
    const { values, extra, blame } = columns
    for (const { make, at } of derived) {
      const value = make(values, identity)
      if (value instanceof CellRefusal) return blame(value, at)
      values.push(value)
    }
    const retracted = extra !== '' && withdraws.has(codeText(extra))
    return { values, mended: reading.mended, remarks: reading.remarks, retracted, blame }
  }
  return { names, read }
}
