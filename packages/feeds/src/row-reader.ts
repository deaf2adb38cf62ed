import type { Pseudonymiser } from '@shouwang/identity'
import { codeText } from './cell-text.ts'
import type { EventFeed } from './feed.ts'
import type { QuarantinedRow, RowContext } from './map-row.ts'
import { readColumn } from './read-column.ts'
import type { Reading } from './reading.ts'
import { Refusal } from './refusal.ts'
import { findCells } from './row-cells.ts'
import { blamed, makeValue } from './value.ts'

/** One row, read: the values of its columns and what is derived from them, and the headers it used. */
export type Row = {
  readonly values: readonly unknown[]
  readonly headers: readonly (string | undefined)[]
  readonly mended: boolean
  /** Whether it withdraws what it says. */
  readonly retracted: boolean
}

export type RowReader = ReturnType<typeof rowReader>

/** Compiles the columns and derived values of a feed. `names` gives their places among a row's values. */
export const rowReader = (feed: EventFeed) => {
  const columns = Object.entries(feed.columns).map(([name, column]) => ({
    name,
    first: column.headers[0] ?? name,
    read: readColumn(column, feed.tables),
  }))
  const names = new Map(
    [...columns.map(({ name }) => name), ...Object.keys(feed.derived)].map((name, at) => [name, at]),
  )
  const derived = Object.values(feed.derived).map((source) => ({
    make: makeValue(source, names),
    column: blamed(source),
  }))
  const cellsOf = findCells([...Object.values(feed.columns), feed.retract])
  const withdraws = new Set(feed.retract.codes.map(codeText))

  const blame = ({ headers }: Pick<Row, 'headers'>, refusal: Refusal, column?: string): QuarantinedRow => {
    const at = column === undefined ? undefined : names.get(column)
    const field = at === undefined ? null : (headers[at] ?? columns[at]?.first ?? null)
    return { kind: 'quarantined', reason: refusal.reason, field }
  }

  const read = (
    sent: Record<string, unknown>,
    { businessDay, today = businessDay }: RowContext,
    identity: Pseudonymiser,
  ): Row | QuarantinedRow => {
    const cells = cellsOf(sent)
    if (cells === null || cells.known === 0) return { kind: 'quarantined', reason: 'bad-row', field: null }
    const { headers, texts, units } = cells
    const reading: Reading = { mended: false, limit: today > businessDay ? today : businessDay, identity }
    const values: unknown[] = []
    for (const [at, { name, read }] of columns.entries()) {
      const header = headers[at]
      const value = read(header === undefined ? undefined : sent[header], texts[at] ?? '', reading, units[at])
      if (value instanceof Refusal) return blame(cells, value, name)
      values.push(value)
    }
    for (const { make, column } of derived) {
      const value = make(values, identity)
      if (value instanceof Refusal) return blame(cells, value, column ?? '')
      values.push(value)
    }
    const operation = texts[columns.length] ?? ''
    const retracted = operation !== '' && withdraws.has(codeText(operation))
    return { values, headers, mended: reading.mended, retracted }
  }
  return { names, read, blame }
}
