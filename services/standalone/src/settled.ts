import { setTimeout as sleep } from 'node:timers/promises'
import type { Engines } from './engines.ts'

const lookEveryMs = 40

type Reads = readonly { readonly group: string; readonly topics: readonly string[] }[]

/**
 * True when nothing is under way: every group has committed what it reads, no household waits to be judged again, no
 * output is owed. Looks from the first stage to the last, since a stage commits after it has published.
 */
export const settledCheck =
  ({ log, sql }: Engines, reads: Reads) =>
  async (): Promise<boolean> => {
    const lagging = () => reads.some(({ group, topics }) => log.lag(group, topics) > 0)
    return !lagging() && !(await unfinished(sql)) && !lagging()
  }

/** Looks again and again until everything is settled. */
export const untilSettled = async (isSettled: () => Promise<boolean>): Promise<void> => {
  while (!(await isSettled())) await sleep(lookEveryMs)
}

const unfinished = async (sql: Engines['sql']): Promise<boolean> => {
  const [row] = await sql.query<{ unfinished: boolean }>(
    `select exists (select 1 from owed) or exists (select 1 from households where recheck_on is not null) as unfinished`,
  )
  return row?.unfinished ?? false
}
