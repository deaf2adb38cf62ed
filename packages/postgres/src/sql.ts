/** The one way to speak SQL: PGlite in the embedded program, a PostgreSQL pool in production. */
export type Sql = {
  /** Rows of one statement; `$1`, `$2` … are bound. Throws what the engine throws. */
  query: <Row = Record<string, unknown>>(text: string, values?: readonly unknown[]) => Promise<Row[]>
  /**
   * All or nothing: rolls back when `work` throws. Not to be nested. `work` is done again when the engine broke a tie by
   * rolling this transaction back, so all that it does it does through the transaction.
   */
  transaction: <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>
  close: () => Promise<void>
}

/** Statements of one transaction, and the names that it holds. */
export type Transaction = Pick<Sql, 'query'> & {
  /**
   * Waits until no other transaction holds one of these names (`everything`: any name) of the same realm, and holds them
   * to its own end. False when nobody else can be under way, as holding no name tells at once; else what was read before may
   * be outdated.
   */
  hold: (realm: string, names: readonly string[] | 'everything') => Promise<boolean>
}
