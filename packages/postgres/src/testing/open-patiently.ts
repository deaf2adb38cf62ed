import { EngineAway, retryWhile } from '@shouwang/flow'
import { openPostgres } from '../engine/postgres.ts'
import type { Sql } from '../engine/sql.ts'

const mostAttempts = 10

/**
 * A server's store for a test: a busy machine may let a connection wait for longer than the program does before it says that the
 * server is away. @throws EngineAway after some attempts
 */
export const openPatiently = (url: string, poolSize: number): Promise<Sql> =>
  retryWhile(() => openPostgres(url, { poolSize }), {
    worthwhile: (error, attempts) => error instanceof EngineAway && attempts < mostAttempts,
    firstMs: 500,
    longestMs: 2_000,
  })
