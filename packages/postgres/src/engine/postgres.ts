import { EngineAway, retryWhile } from '@shouwang/flow'
import { Client, Pool, type PoolClient, types } from 'pg'
import { advisoryLocks } from './advisory-locks.ts'
import { migrate } from './migrate.ts'
import type { Queryable, Sql, Transaction } from './sql.ts'
import { statementOf } from './statement.ts'
import { withWatchdog } from './watchdog.ts'

/** Days stay ISO text and counts stay numbers, as in the embedded engine. */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [types.builtins.DATE]: (text) => text,
  [types.builtins.INT8]: Number,
}

/** Compiling a statement that looks dear takes the server a second; ours read by indexes, and end sooner. */
const WITHOUT_JIT = '-c jit=off'
/** What is saved goes by indexes and waits behind locks: starting workers of the server's own for it takes longer than they spare. */
const BEGIN = 'begin; set local max_parallel_workers_per_gather = 0'
const connectLimitMs = 5_000
const idleLimitMs = 30_000

/**
 * A PostgreSQL server, migrated. Connections come from a pool of `poolSize`; one that broke is replaced by the next
 * question. @throws EngineAway when the server is away or hangs
 */
export const openPostgres = async (url: string, { poolSize }: { poolSize: number }): Promise<Sql> => {
  const pool = new Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: connectLimitMs,
    idleTimeoutMillis: idleLimitMs,
    keepAlive: true,
    options: WITHOUT_JIT,
    types: { getTypeParser: (id, format) => parsers[id] ?? types.getTypeParser(id, format as 'text') },
  })
  // Without a listener an idle connection that breaks would end the process. It leaves the pool; the next query gets a new one.
  pool.on('error', () => undefined)
  const probe = proberOf(url)
  const withClient = clientsOf(pool, probe)
  try {
    await withClient(migrateAlone)
    const slots = await withClient(lockSlots)
    return {
      query: <Row>(text: string, values: readonly unknown[] = []) =>
        withClient((client) => rowsOf<Row>(client, text, values)),
      transaction: (work) => retried(() => withClient((client) => transact(client, work, slots))),
      close: () => pool.end(),
    }
  } catch (error) {
    await pool.end()
    throw error
  }
}

const rowsOf = async <Row>(on: PoolClient, text: string, values: readonly unknown[] = []): Promise<Row[]> => {
  try {
    return (await on.query(statementOf(text, values))).rows as Row[]
  } catch (cause) {
    throw postgresError(cause)
  }
}

type WithClient = <Result>(work: (client: PoolClient) => Promise<Result>) => Promise<Result>

/** A connection on which something failed may be in any state (in a transaction, half an answer read), so it is closed, not reused. */
const clientsOf =
  (pool: Pool, probe: () => Promise<void>): WithClient =>
  async (work) => {
    const client = await pool.connect().catch((cause: unknown) => {
      throw postgresError(cause)
    })
    const broken = (): void => undefined
    client.on('error', broken)
    let failed = true
    try {
      const result = await withWatchdog(work(client), probe)
      failed = false
      return result
    } finally {
      client.release(failed)
      client.off('error', broken)
    }
  }

/** Asks a server on a connection of its own whether it answers; questions at the same time share one connection. */
const proberOf = (url: string): (() => Promise<void>) => {
  const ask = async (): Promise<void> => {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: connectLimitMs })
    client.on('error', () => undefined)
    try {
      await client.connect()
    } catch (cause) {
      throw postgresError(cause)
    } finally {
      client.end().catch(() => undefined)
    }
  }
  let asking: Promise<void> | undefined
  return () => {
    asking ??= ask().finally(() => {
      asking = undefined
    })
    return asking
  }
}

const transact = async <Result>(
  client: PoolClient,
  work: (tx: Transaction) => Promise<Result>,
  slots: number,
): Promise<Result> => {
  const query: Queryable['query'] = (text, values) => rowsOf(client, text, values)
  await client.query(BEGIN).catch((cause: unknown) => {
    throw postgresError(cause)
  })
  const result = await work({ query, lockAll: advisoryLocks(query, slots) })
  // A failed statement aborts its transaction, even where `work` caught the error: COMMIT then answers ROLLBACK.
  const { command } = await client.query('commit').catch((cause: unknown) => {
    throw postgresError(cause)
  })
  if (command !== 'COMMIT') throw new Error('a statement of the transaction failed, so it was rolled back')
  return result
}

/** Several processes may start at once: one migrates, the others wait and find it done. */
const migrateAlone = async (client: PoolClient): Promise<void> => {
  await client.query(`select pg_advisory_lock(hashtextextended('shouwang migrations', 0))`)
  const query: Queryable['query'] = (text, values) => rowsOf(client, text, values)
  await migrate({ query }, (script) => client.query(script))
  await client.query(`select pg_advisory_unlock(hashtextextended('shouwang migrations', 0))`)
}

/** The size of the server's lock table, which all transactions share. */
const lockSlots = async (client: PoolClient): Promise<number> => {
  const [row] = await rowsOf<{ slots: number }>(
    client,
    `select current_setting('max_locks_per_transaction')::int8 * current_setting('max_connections')::int8 as slots`,
  )
  return row?.slots ?? 0
}

const mostAttempts = 5
const firstPauseMs = 10
const longestPauseMs = 50

/** SQLSTATEs of a deadlock and of a failed serialisation: the server rolled this transaction back so that another goes on. */
const conflicts = new Set(['40P01', '40001'])

const retried = <Result>(work: () => Promise<Result>): Promise<Result> =>
  retryWhile(work, {
    worthwhile: (error, attempts) => attempts < mostAttempts && conflicts.has((error as { code?: string }).code ?? ''),
    firstMs: firstPauseMs,
    longestMs: longestPauseMs,
  })

/** PostgreSQL refused what was asked of it. `code` is the SQLSTATE. */
class PostgresRefusal extends Error {
  readonly code: string

  constructor(code: string, cause: Error) {
    super(`PostgreSQL refused: ${cause.message}`, { cause })
    this.code = code
  }
}

/** The driver's error as one of ours: EngineAway (the same may be asked again later), or a refusal. */
const postgresError = (cause: unknown): Error => {
  const { code } = cause as { readonly code?: string }
  return code !== undefined && refuses.test(code)
    ? new PostgresRefusal(code, cause as Error)
    : new EngineAway('PostgreSQL', cause)
}

/** An SQLSTATE that is a refusal: not 57P (the server shuts down or starts), 08 (connection) or E… (an error of the network). */
const refuses = /^(?!57P|08|E)[0-9A-Z]{5}$/
