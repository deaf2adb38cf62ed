/** A row as the database writes it: every value is its own text, so that nothing is rounded or moved to another zone. */
export type DatabaseRow = Readonly<Record<string, string | null>>

/** How a column is compared: as a number, as an instant, or as anything else, such as a time of the server's own zone. */
export type ColumnKind = 'number' | 'instant' | 'other'

/** A connection that reads a department's front-end database. */
export type Database = {
  /** The columns of a table, and which of them are numbers. Throws where the table can't be read. */
  readonly columns: (table: string) => Promise<ReadonlyMap<string, ColumnKind>>
  readonly query: (statement: string, values: readonly Value[]) => Promise<readonly DatabaseRow[]>
  readonly quote: (name: string) => string
  /** How the statement names its value at this place, from 1. */
  readonly place: (at: number) => string
  /** An expression: so many seconds ago, as a column of this kind says it. */
  readonly ago: (seconds: number, kind: ColumnKind) => string
  readonly close: () => Promise<void>
}

/** A cursor's text, and how it is to be compared. */
export type Value = { readonly text: string; readonly as: ColumnKind }

/**
 * SQLSTATE classes that no repetition betters: a wrong name or password, a database that is not there, a table or column
 * that is not there or not for us.
 */
const permanent = new Set(['28', '3D', '42'])

/** Whether an error of the database stays what it is however often we ask. */
export const isPermanent = (error: unknown): boolean => {
  const { sqlState, code } = error as { readonly sqlState?: unknown; readonly code?: unknown }
  const state = typeof sqlState === 'string' ? sqlState : code
  return typeof state === 'string' && /^[0-9A-Z]{5}$/.test(state) && permanent.has(state.slice(0, 2))
}

/** The parts of a table's name, each quoted. */
export const quotedTable = (quote: (name: string) => string, table: string): string =>
  table.split('.').map(quote).join('.')
