import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Day, recordsTopic } from '@shouwang/contracts'
import type { KafkaLog } from '@shouwang/kafka'
import type { Parcel } from './parcels.ts'

/** How a department sends: again and again, until it is told that its records are kept. */
export type Sender = {
  /** Resolves once the parcel is kept. Another `copy` of it is a delivery of its own. */
  readonly send: (parcel: Parcel, copy?: number) => Promise<void>
  /** Hands in a file of rows under the name of its feed. */
  readonly sendReference: (feed: string, rows: readonly object[]) => Promise<void>
  /** The rows of each delivery that was acknowledged, by its id. */
  readonly acknowledged: ReadonlyMap<string, number>
  /** Those of them that were files, whose end is told. */
  readonly files: ReadonlySet<string>
  /** How often a parcel was refused, or nobody answered. */
  readonly refusals: () => ReadonlyMap<string, number>
}

export type SenderDependencies = {
  readonly log: Pick<KafkaLog, 'append'>
  /** Where the console listens now. */
  readonly address: () => string | undefined
  readonly token: string
  readonly day: Day
}

const answerLimitMs = 60_000
const againAfterMs = 700

export const openSender = (world: SenderDependencies): Sender => {
  const acknowledged = new Map<string, number>()
  const files = new Set<string>()
  const refusals = new Map<string, number>()
  const doors = doorsOf(world)

  const untilKept = async (attempt: () => Promise<void>, door: string): Promise<void> => {
    for (;;) {
      try {
        return await attempt()
      } catch (error) {
        if (!isOutage(error, door)) throw error
        const why = `${door}: ${error instanceof Refused ? error.message : 'no answer'}`
        refusals.set(why, (refusals.get(why) ?? 0) + 1)
        await sleep(againAfterMs)
      }
    }
  }

  return {
    send: (parcel, copy = 0) =>
      untilKept(async () => {
        const delivery = await doors[parcel.door](parcel, copy)
        if (delivery === undefined) return
        acknowledged.set(delivery, parcel.rows.length)
        if (parcel.door === 'file') files.add(delivery)
      }, parcel.door),
    sendReference: (feed, rows) => untilKept(async () => void (await doors.reference(feed, rows)), 'file'),
    acknowledged,
    files,
    refusals: () => refusals,
  }
}

/** One attempt at each door. Over HTTP it gives the delivery that was acknowledged. */
const doorsOf = (world: SenderDependencies) => {
  const { log, day } = world
  const file = (feed: string, rows: readonly object[], more: Record<string, string>): Promise<string> => {
    const body = rows.map((row) => `${JSON.stringify(row)}\n`).join('')
    const contentHash = createHash('sha256').update(body).digest('hex')
    const query = new URLSearchParams({ feed, fileName: `${feed}.ndjson`, asOf: day, contentHash, ...more })
    return post(world, `/deliveries?${query}`, body, { 'content-type': 'application/octet-stream' })
  }
  return {
    reference: (feed: string, rows: readonly object[]) => file(feed, rows, {}),
    file: ({ feed, rows, businessDay }: Parcel) => file(feed.id, rows, { snapshotDay: businessDay }),
    http: ({ id, feed, rows }: Parcel, copy: number) =>
      post(world, `/feeds/${feed.id}/records`, JSON.stringify(rows), {
        'content-type': 'application/json',
        'idempotency-key': `${id}/${copy}`,
      }),
    stream: async ({ id, feed, rows }: Parcel): Promise<undefined> => {
      const messages = rows.map((row, i) => ({ key: `${id}/${i}`, value: JSON.stringify(row) }))
      await log.append(recordsTopic(feed.id), messages)
    },
  }
}

const post = async (
  { address, token }: SenderDependencies,
  path: string,
  body: string,
  headers: Record<string, string>,
): Promise<string> => {
  const at = address()
  if (at === undefined) throw new Refused('no console')
  const answer = await fetch(`${at}/api/v1${path}`, {
    method: 'POST',
    body,
    headers: { authorization: `Bearer ${token}`, ...headers },
    signal: AbortSignal.timeout(answerLimitMs),
  })
  const text = await answer.text()
  if (answer.status === 202) return (JSON.parse(text) as { delivery: string }).delivery
  if (answer.status === 429 || answer.status >= 500) throw new Refused(String(answer.status))
  throw new Error(`${path} was answered ${answer.status}: ${text}`)
}

/** The door did not take it; nothing was promised. */
class Refused extends Error {}

/** A connection that broke (`fetch` says why in its cause), an answer that did not come, or a log that is away. */
const isOutage = (error: unknown, door: string): boolean =>
  error instanceof Refused ||
  door === 'stream' ||
  (error instanceof TypeError && error.cause !== undefined) ||
  (error instanceof DOMException && error.name === 'TimeoutError')
