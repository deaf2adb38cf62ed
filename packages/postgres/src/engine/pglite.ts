import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { migrate } from './migrate.ts'
import { peopleFirst } from './people-first.ts'
import type { Answer, Opening, Request } from './pglite-worker.ts'
import { preparedStoreVariable } from './prepared-store.ts'
import type { Queryable, Sql, Transaction } from './sql.ts'

/**
 * PostgreSQL in this process, its files under `directory` (in memory when omitted), migrated.
 * One process at a time may open a directory; the caller holds the lock.
 */
export const openPglite = async (directory?: string): Promise<Sql> => {
  const { query, script, close } = startPgliteThread(directory)
  // PGlite has one session, so transactions and statements run one at a time; nothing has to be locked.
  const serially = peopleFirst()
  const upkeep = upkeepOf(query)
  const sql: Sql = {
    query: (text, values) => serially(() => query(text, values)),
    transaction: (work) => serially(() => upkeep().then(() => transact(query, work))),
    close: () => serially(close),
  }
  try {
    await migrate(sql, script)
    return sql
  } catch (error) {
    await sql.close()
    throw error
  }
}

/** Rolls back when a statement failed, even where `work` caught the error and went on: as PostgreSQL does. */
const transact = async <Result>(
  query: Queryable['query'],
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> => {
  const failures: unknown[] = []
  await query('begin')
  try {
    const result = await work({
      query: (text, values) =>
        query<never>(text, values).catch((error: unknown) => {
          failures.push(error)
          throw error
        }),
      lockAll: async () => false,
    })
    if (failures.length > 0) throw failures[0]
    await query('commit')
    return result
  } catch (error) {
    await query('rollback')
    throw error
  }
}

/** PGlite on a thread of its own, so that SQL and the rest of the program share two cores. */
type PgliteThread = {
  /** Rows of one statement. Statements run in the order they are asked. Throws what PostgreSQL throws. */
  readonly query: <Row>(text: string, values?: readonly unknown[]) => Promise<Row[]>
  readonly script: (text: string) => Promise<void>
  readonly close: () => Promise<void>
}

type Waiting = { readonly resolve: (rows: readonly unknown[]) => void; readonly reject: (error: Error) => void }

/**
 * V8 collects WebAssembly code for all threads at once, and has freed code that another thread was about to call: the
 * process died or hung (docs/decisions/0009). PGlite is one module that lives as long as the process, so nothing leaks.
 */
const keepWasmCode = (): void => setFlagsFromString('--no-wasm-code-gc')

/** Starts the thread on a folder, or in memory. When the thread dies, every question that waits and every later one fails. */
const startPgliteThread = (directory: string | undefined): PgliteThread => {
  keepWasmCode()
  const worker = new Worker(new URL('./pglite-worker.ts', import.meta.url), {
    workerData: { directory, prepared: process.env[preparedStoreVariable] } satisfies Opening,
  })
  const waiting = new Map<number, Waiting>()
  let asked = 0
  let dead: Error | undefined
  const died = (error: Error): void => {
    dead ??= error
    for (const { reject } of waiting.values()) reject(dead)
    waiting.clear()
  }
  worker.on('error', died)
  worker.on('exit', () => died(new Error('the thread of the embedded PostgreSQL has ended; start the program again')))
  worker.on('message', ({ id, answer }: { id: number; answer: Answer }) => {
    const asker = waiting.get(id)
    waiting.delete(id)
    if (waiting.size === 0) worker.unref()
    if (answer.ok) asker?.resolve(answer.rows)
    else asker?.reject(answer.error)
  })
  const ask = (request: Request): Promise<readonly unknown[]> =>
    new Promise((resolve, reject) => {
      if (dead !== undefined) return reject(dead)
      worker.ref()
      waiting.set(++asked, { resolve, reject })
      worker.postMessage({ id: asked, request })
    })
  return {
    query: async <Row>(text: string, values: readonly unknown[] = []) =>
      (await ask({ kind: 'query', text, values })) as Row[],
    script: async (text) => void (await ask({ kind: 'script', text })),
    close: async () => {
      if (dead !== undefined) return
      await ask({ kind: 'close' })
      await worker.terminate()
    },
  }
}

const transactionsBetweenLooks = 50
const walBytesBetweenCheckpoints = 128 * 2 ** 20

/**
 * The background work of a PostgreSQL server, which PGlite does not have: vacuum tables of which a fifth is dead rows,
 * analyze those of which a fifth is new (without statistics a large table is read from end to end), and write a checkpoint
 * before the write-ahead log grows beyond 128 MiB. Call it between transactions; it looks every fifty of them.
 */
const upkeepOf = (query: Queryable['query']): (() => Promise<void>) => {
  let transactions = 0
  let checkpointAt = '0/0'
  return async () => {
    transactions += 1
    if (transactions % transactionsBetweenLooks !== 0) return
    await tidyTables(query)
    const [wal] = await query<{ at: string; bytes: number }>(
      'select pg_current_wal_lsn()::text as at, (pg_current_wal_lsn() - $1::pg_lsn)::int8 as bytes',
      [checkpointAt],
    )
    if (wal === undefined || wal.bytes < walBytesBetweenCheckpoints) return
    await query('checkpoint')
    checkpointAt = wal.at
  }
}

const tidyTables = async (query: Queryable['query']): Promise<void> => {
  const tables = await query<{ name: string; dead: boolean; changed: boolean }>(
    `select * from (
       select relname as name, n_dead_tup > 1000 + n_live_tup / 5 as dead,
         n_mod_since_analyze > 1000 + n_live_tup / 5 as changed
       from pg_stat_user_tables) tables where dead or changed`,
  )
  for (const { name, dead, changed } of tables) {
    if (dead) await query(`vacuum ${name}`)
    if (changed) await query(`analyze ${name}`)
  }
}
