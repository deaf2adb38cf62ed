import type { Queryable } from '@shouwang/postgres'
import { DataFolderProblem } from './instance-lock.ts'

type EventLog = { readonly lag: (group: string, topics: readonly string[]) => number | Promise<number> }

/** A group that never commits: what waits for it is all that a topic has ever held. */
const nobody = 'nobody'

/**
 * Refuses a log that is older than the store beside it: what comes next would bear numbers that the store has passed, and be
 * dropped as a repeat, with nobody the wiser. @throws DataFolderProblem
 */
export const refuseOlderLog = async (sql: Queryable, log: EventLog): Promise<void> => {
  const rows = await sql.query<{ topic: string; sequence: number }>(
    `select left(source, -2) as topic, max(sequence) as sequence from positions
     where source like '%/0' and source not like '% > %' group by source`,
  )
  for (const { topic, sequence } of rows) {
    const held = await log.lag(nobody, [topic])
    if (sequence < held) continue
    throw new DataFolderProblem(
      `日志比数据库旧（主题 ${topic} 已处理 ${sequence + 1} 条，日志里只有 ${held} 条）：两者不是同一时刻的；请用 pnpm shouwang restore 恢复同一份备份。守望没有启动，数据没有改动。`,
    )
  }
}
