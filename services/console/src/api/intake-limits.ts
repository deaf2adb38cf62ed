import type { Sql } from '@shouwang/postgres'
import { sharedCounter } from '../backend/shared-counter.ts'

const MINUTE_SECONDS = 60

/** How many rows each sender may still send now, through all consoles together: a minute's worth in a minute. */
export const intakeLimits = (sql: Sql) => {
  const rowsSent = sharedCounter(sql, 'intake', MINUTE_SECONDS)
  return {
    /** Counts the rows of a sender, or says after how many seconds there is room; rows that are refused do not count. */
    take: async (
      sender: string,
      rowsPerMinute: number,
      rows: number,
    ): Promise<{ ok: true } | { ok: false; afterSeconds: number }> => {
      const { consumedPoints, msBeforeNext } = await rowsSent.penalty(sender, rows)
      if (consumedPoints <= rowsPerMinute) return { ok: true }
      await rowsSent.reward(sender, rows)
      return { ok: false, afterSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)) }
    },
  }
}
