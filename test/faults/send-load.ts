import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql } from '@shouwang/postgres'
import type { Load } from './parcels.ts'
import type { PlannedFault } from './planned-faults.ts'
import type { Sender } from './sender.ts'

type Sending = {
  readonly load: Load
  /** In the order of their places. */
  readonly faults: readonly PlannedFault[]
  readonly sender: Sender
  readonly inject: (fault: PlannedFault) => Promise<void>
  readonly sql: Sql
  readonly say: (line: string) => void
}

const lanes = 4

/**
 * Sends a load in its order on several lanes, and lets each fault happen at its place. It runs ahead of judging by a
 * window only, so that faults meet every stage at work. Resolves once all is kept and every fault is over.
 */
export const sendLoad = async ({ load, faults, sender, inject, sql, say }: Sending): Promise<void> => {
  const failure = Promise.withResolvers<never>()
  failure.promise.catch(() => undefined)
  const untilJudgingFollows = pacer(load, sql, say)
  const injected = faultsOnTheWay(faults, (fault) => inject(fault).catch(failure.reject))
  const sendAll = async (): Promise<void> => {
    const inFlight = new Set<Promise<void>>()
    let sent = 0
    for (const parcel of load.parcels) {
      await injected.reached(sent / load.records)
      while (inFlight.size >= lanes) await Promise.race(inFlight)
      await untilJudgingFollows(sent)
      const sending = sender.send(parcel).catch(failure.reject)
      inFlight.add(sending)
      void sending.finally(() => inFlight.delete(sending))
      sent += parcel.rows.length
    }
    await injected.reached(1)
    await Promise.all([...inFlight, injected.over()])
  }
  await Promise.race([sendAll(), failure.promise])
}

/** Mishaps of a short load would otherwise all come at once. */
const betweenMishapsMs = 3_000

/** Starts every fault whose place in the load is reached, one a while after the other. */
const faultsOnTheWay = (faults: readonly PlannedFault[], happen: (fault: PlannedFault) => Promise<void>) => {
  const due = [...faults]
  const happening: Promise<void>[] = []
  let lastAt = Number.NEGATIVE_INFINITY
  return {
    reached: async (share: number): Promise<void> => {
      for (let next = due[0]; next !== undefined && share >= next.at; next = due[0]) {
        due.shift()
        await sleep(Math.max(0, lastAt + betweenMishapsMs - performance.now()))
        lastAt = performance.now()
        happening.push(happen(next))
      }
    },
    over: () => Promise.all(happening),
  }
}

const leastWindowRows = 3_000
const windowShare = 1 / 10
const lookEveryMs = 500
const newsEveryMs = 10_000

/** Waits while more than a window of what was sent is not judged yet, and tells from time to time how it stands. */
const pacer = ({ records }: Load, sql: Sql, say: (line: string) => void): ((sent: number) => Promise<void>) => {
  const window = Math.max(leastWindowRows, records * windowShare)
  let lastNewsAt = performance.now()
  return async (sent) => {
    for (;;) {
      const judged = await judgedRows(sql).catch(() => undefined)
      if (performance.now() - lastNewsAt >= newsEveryMs) {
        lastNewsAt = performance.now()
        say(`${sent} of ${records} records sent, ${judged ?? 'unknown how many'} judged`)
      }
      if (judged !== undefined && sent - judged < window) return
      await sleep(lookEveryMs)
    }
  }
}

/** How many rows came to an end: judged, recognised or set aside. */
const judgedRows = async (sql: Sql): Promise<number> => {
  const [row] = await sql.query<{ rows: number }>(
    'select coalesce(sum(quarantined + applied + duplicate + stale + quarantined_later), 0)::int8 as rows from deliveries',
  )
  return row?.rows ?? 0
}
