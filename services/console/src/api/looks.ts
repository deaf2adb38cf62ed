import { pause } from '@shouwang/flow'
import type { Sql } from '@shouwang/postgres'
import { sharedCounter } from '../backend/shared-counter.ts'
import type { Person } from '../sign-in/access.ts'
import type { ConsoleTelemetry } from '../telemetry.ts'
import { refuse } from './problem.ts'

/** What the work of a day needs, with room: a visit takes longer than any of these. */
const QUICK = { looks: 20, seconds: 10 * 60 }
const DAILY = { looks: 120, seconds: 24 * 60 * 60 }

/** From this look on each takes longer than the one before: who works notices nothing, who harvests does. */
const SLOW_FROM = 10
const SLOWER_BY_MS = 100

/**
 * Counts looks at identifiers by person, over all processes. Unusually many are slowed, too many are refused, and operators
 * are told.
 */
export const looks = (sql: Sql, telemetry: ConsoleTelemetry | undefined, wait = pause) => {
  const quick = sharedCounter(sql, 'looks', QUICK.seconds)
  const daily = sharedCounter(sql, 'looks-daily', DAILY.seconds)
  return async ({ staffNo }: Person): Promise<void> => {
    const [now, today] = [await quick.penalty(staffNo), await daily.penalty(staffNo)]
    if (now.consumedPoints <= QUICK.looks && today.consumedPoints <= DAILY.looks) {
      if (now.consumedPoints > SLOW_FROM) await wait((now.consumedPoints - SLOW_FROM) * SLOWER_BY_MS)
      return
    }
    telemetry?.unusualLooks(staffNo)
    const waitMs = today.consumedPoints > DAILY.looks ? today.msBeforeNext : now.msBeforeNext
    refuse(
      'too-many-looks',
      '查看身份信息过于频繁，已暂停并通知管理人员。确因工作需要的，请稍后再试或联系安全管理员。',
      {
        retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
      },
    )
  }
}
