/** Something that runs statements: the store itself, or one transaction of it. */
export type Queryable = {
  /** Rows of one statement; `$1`, `$2` … are bound. Throws what the engine throws. */
  query: <Row = Record<string, unknown>>(text: string, values?: readonly unknown[]) => Promise<Row[]>
}

/** The one way to speak SQL: PGlite in the embedded program, a PostgreSQL pool in production. */
export type Sql = Queryable & {
  /**
   * All or nothing: rolls back when `work` throws. Not to be nested. After a deadlock or a failed serialisation `work` runs
   * again in a new transaction, so whatever it changes it changes through `tx`.
   */
  transaction: <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>
  close: () => Promise<void>
}

/** Statements of one transaction, and the locks that it holds. */
export type Transaction = Queryable & {
  /**
   * Locks these keys of a namespace (`everything`: the whole namespace) until the transaction ends; waits for whoever holds
   * one of them, and with no key only for whoever holds the whole namespace. True when other transactions may have changed
   * what was read before the call, so that it must be read again; false on an engine with a single session.
   */
  lockAll: (namespace: string, keys: readonly string[] | 'everything') => Promise<boolean>
}

/** The text of a `timestamptz` column as an ISO instant in UTC, to the second. */
export const isoInstant = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
