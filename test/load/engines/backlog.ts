import { setTimeout as sleep } from 'node:timers/promises'
import { isUnfinished } from '@shouwang/postgres'
import type { OnEngines } from './on-engines.ts'

const lookEveryMs = 250

/** How many messages each of these consumer groups has still to commit, from the first stage to the last. */
const backlog = async ({ log, groups }: OnEngines, stages: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const behind = new Map<string, number>()
  for (const { group, topics } of groups.filter((one) => stages.includes(one.group)))
    behind.set(group, await log.lag(group, topics))
  return behind
}

/** What the accounts of all deliveries come to. `settled` rows are judged, recognised or set aside after acceptance. */
export const accountsOf = async ({ services }: OnEngines) => {
  const [sums] = await services.sql.query<Record<'received' | 'accepted' | 'quarantined' | 'settled', number>>(
    `select coalesce(sum(received), 0)::int8 as received, coalesce(sum(accepted), 0)::int8 as accepted,
       coalesce(sum(quarantined), 0)::int8 as quarantined,
       coalesce(sum(applied + duplicate + stale + quarantined_later), 0)::int8 as settled from deliveries`,
  )
  return sums ?? { received: 0, accepted: 0, quarantined: 0, settled: 0 }
}

/**
 * Waits until this many rows are received and every accepted one is judged. Asks the accounts, since asking the broker for
 * the lag of every topic again and again would cost what is measured. Gives when the last was received, in milliseconds of
 * `performance.now()`.
 */
export const untilJudged = async (running: OnEngines, rows: number): Promise<number> => {
  let receivedAt = 0
  for (;;) {
    const { received, accepted, settled } = await accountsOf(running)
    if (receivedAt === 0 && received >= rows) receivedAt = performance.now()
    if (receivedAt > 0 && settled === accepted) return receivedAt
    await sleep(lookEveryMs)
  }
}

/**
 * Waits until these stages have nothing left, and nothing is owed or waits to be judged again. Gives when each of them
 * last had something to do, in milliseconds of `performance.now()`.
 */
export const untilDone = async (
  running: OnEngines,
  stages: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  const busy = new Map<string, number>()
  for (;;) {
    const at = performance.now()
    const behind = await backlog(running, stages)
    const waiting = stages.filter((stage) => (behind.get(stage) ?? 0) > 0)
    for (const stage of waiting) busy.set(stage, performance.now())
    if (waiting.length === 0 && !(await isUnfinished(running.services.sql)) && (await isQuiet(running, stages)))
      return busy
    await sleep(Math.max(0, at + lookEveryMs - performance.now()))
  }
}

const isQuiet = async (running: OnEngines, stages: readonly string[]): Promise<boolean> => {
  const behind = await backlog(running, stages)
  return stages.every((stage) => (behind.get(stage) ?? 0) === 0)
}
