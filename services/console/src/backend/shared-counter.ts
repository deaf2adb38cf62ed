import type { Sql } from '@shouwang/postgres'
import { RateLimiterPostgres } from 'rate-limiter-flexible'

/**
 * Counts in PostgreSQL what each key used within `seconds` of its first use, so that all console processes count
 * together. One statement a question. Throws what the engine throws.
 */
export const sharedCounter = (sql: Sql, keyPrefix: string, seconds: number): RateLimiterPostgres =>
  new RateLimiterPostgres({
    storeClient: { query: ({ text, values }: Statement) => sql.query(text, values).then(asDriverAnswers) },
    storeType: 'client',
    tableName: 'rate_limits',
    tableCreated: true,
    keyPrefix,
    duration: seconds,
    // Limits differ by key: whoever asks compares what was used with the limit.
    points: 0,
  })

type Statement = { readonly text: string; readonly values?: readonly unknown[] }

const asDriverAnswers = (rows: readonly unknown[]) => ({ rows, rowCount: rows.length })
