import { setTimeout as sleep } from 'node:timers/promises'
import type { Engines } from './engines.ts'

const lookEveryMs = 40

/**
 * Waits until nothing is under way: every group has committed what it reads, no household waits to be judged again, no
 * output is owed. Looks from the first stage to the last, since a stage commits after it has published.
 */
export const settledCheck =
  ({ log, sql }: Engines, reads: readonly { group: string; topics: readonly string[] }[]) =>
  async (): Promise<void> => {
    for (;;) {
      const lagging = reads.some(({ group, topics }) => log.lag(group, topics) > 0)
      if (!lagging && !(await unfinished(sql)) && reads.every(({ group, topics }) => log.lag(group, topics) === 0))
        return
      await sleep(lookEveryMs)
    }
  }

const unfinished = async (sql: Engines['sql']): Promise<boolean> => {
  const [row] = await sql.query<{ unfinished: boolean }>(
    `select exists (select 1 from owed) or exists (select 1 from households where recheck_on is not null) as unfinished`,
  )
  return row?.unfinished ?? false
}
