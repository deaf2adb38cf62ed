import type { Sql } from '@shouwang/postgres'
import { refuse } from '../api/problem.ts'
import { sharedCounter } from '../backend/shared-counter.ts'
import type { Person } from '../sign-in/access.ts'

const MINUTE_SECONDS = 60
/** Of one partner a minute, through all consoles together. */
const MESSAGES_A_MINUTE = 120
const RECORDS_A_MINUTE = 20_000

/** Counts what each partner asks and is told; the machine's own token is not counted. */
export const registryLimits = (sql: Sql) => {
  const messages = sharedCounter(sql, 'registry', MINUTE_SECONDS)
  const records = sharedCounter(sql, 'registry-records', MINUTE_SECONDS)
  return {
    message: async ({ partner, staffNo }: Person): Promise<void> => {
      if (partner === undefined) return
      const used = await messages.penalty(staffNo)
      if (used.consumedPoints > MESSAGES_A_MINUTE) tooMany(used.msBeforeNext)
    },
    /** What was found counts, also where it is then too much to be told. */
    records: async ({ partner, staffNo }: Person, found: number): Promise<void> => {
      if (partner === undefined || found === 0) return
      const used = await records.penalty(staffNo, found)
      if (used.consumedPoints > RECORDS_A_MINUTE) tooMany(used.msBeforeNext)
    },
  }
}

const tooMany = (waitMs: number): never =>
  refuse('too-many-rows', '这把密钥一分钟内的请求或记录太多，请稍后再试。', {
    retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
  })
