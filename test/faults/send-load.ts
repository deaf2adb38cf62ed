import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql } from '@shouwang/postgres'
import type { Mishap } from './mishaps.ts'
import type { Load, Parcel } from './parcels.ts'
import type { Sender } from './sender.ts'

type Sending = {
  readonly load: Load
  readonly mishaps: readonly Mishap[]
  readonly sender: Sender
  readonly befall: (mishap: Mishap) => Promise<void>
  readonly sql: Sql
  readonly say: (line: string) => void
}

const lanes = 4
const leastWindowRows = 3_000
const windowShare = 1 / 10
/** Mishaps of a short load would otherwise all come at once. */
const betweenMishapsMs = 3_000
const lookEveryMs = 500
const newsEveryMs = 10_000

/**
 * Sends a load in its order on several lanes, and lets each mishap happen at its place. It runs ahead of judging by a
 * window only, so that mishaps meet every stage at work. Resolves once all is kept and every mishap is over.
 */
export const sendLoad = async ({ load, mishaps, sender, befall, sql, say }: Sending): Promise<void> => {
  const due = [...mishaps]
  const happening: Promise<void>[] = []
  const window = Math.max(leastWindowRows, load.records * windowShare)
  const inFlight = new Set<Promise<void>>()
  const failure = Promise.withResolvers<never>()
  failure.promise.catch(() => undefined)
  let sent = 0
  let lastMishapAt = 0
  let lastNewsAt = performance.now()

  const sendSoon = (parcel: Parcel): void => {
    const sending = sender.send(parcel).catch(failure.reject)
    inFlight.add(sending)
    void sending.finally(() => inFlight.delete(sending))
  }
  const untilJudgingFollows = async (): Promise<void> => {
    for (;;) {
      const judged = await judgedRows(sql).catch(() => undefined)
      if (performance.now() - lastNewsAt >= newsEveryMs) {
        lastNewsAt = performance.now()
        say(`${sent} of ${load.records} records sent, ${judged ?? 'unknown how many'} judged`)
      }
      if (judged !== undefined && sent - judged < window) return
      await sleep(lookEveryMs)
    }
  }
  const letHappen = async (mishap: Mishap): Promise<void> => {
    await sleep(Math.max(0, lastMishapAt + betweenMishapsMs - performance.now()))
    lastMishapAt = performance.now()
    happening.push(befall(mishap).catch(failure.reject))
  }

  const sendAll = async (): Promise<void> => {
    for (const parcel of load.parcels) {
      for (let next = due[0]; next !== undefined && sent >= next.at * load.records; next = due[0]) {
        due.shift()
        await letHappen(next)
      }
      while (inFlight.size >= lanes) await Promise.race(inFlight)
      await untilJudgingFollows()
      sendSoon(parcel)
      sent += parcel.rows.length
    }
    for (const mishap of due) await letHappen(mishap)
    await Promise.all([...inFlight, ...happening])
  }
  await Promise.race([sendAll(), failure.promise])
}

/** How many rows came to an end: judged, recognised or set aside. */
const judgedRows = async (sql: Sql): Promise<number> => {
  const [row] = await sql.query<{ rows: number }>(
    'select coalesce(sum(quarantined + applied + duplicate + stale + quarantined_later), 0)::int8 as rows from deliveries',
  )
  return row?.rows ?? 0
}
