/** The one way to speak SQL: PGlite in the embedded program, a PostgreSQL pool in production. */
export type Sql = {
  /** Rows of one statement; `$1`, `$2` … are bound. Throws what the engine throws. */
  query: <Row = Record<string, unknown>>(text: string, values?: readonly unknown[]) => Promise<Row[]>
  /** All or nothing: rolls back when `work` throws. Not to be nested. */
  transaction: <Result>(work: (sql: Pick<Sql, 'query'>) => Promise<Result>) => Promise<Result>
  close: () => Promise<void>
}
