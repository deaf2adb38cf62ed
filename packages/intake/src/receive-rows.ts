import { createHash } from 'node:crypto'
import type { Day } from '@shouwang/contracts'
import type { Feed } from '@shouwang/feeds'
import { announceDelivery, announcedDelivery } from '@shouwang/postgres'
import { appendRecords, recordOf, sealer } from './append-records.ts'
import type { IntakeDependencies } from './dependencies.ts'
import { refuseRounded } from './file-rows.ts'
import { type BadRow, isBadRow, type Row } from './files/table.ts'

/** What makes a retry of one sender recognisable. */
export type RepeatKey = { readonly sender: string; readonly key: string }

export type RowsTaken =
  | { readonly ok: true; readonly delivery: string }
  | { readonly ok: false; readonly reason: 'conflict'; readonly detail: string }

type Rows = readonly Readonly<Record<string, unknown>>[]
type Records = readonly (Row | BadRow)[]

/** Takes rows that somebody sent by HTTP as one delivery. Resolves once they are durable. */
export const receiveRows = (
  intake: IntakeDependencies,
  feed: Feed,
  rows: Rows,
  asOf: Day,
): Promise<{ readonly delivery: string }> =>
  takeRecords(intake, feed, recordsOf(rows), { delivery: intake.newId(), contentHash: null, asOf })

/**
 * Takes rows under a sender's key: the same rows under it again are the same delivery. A retry goes to the log once more
 * unless the delivery is known to be there whole; its rows are recognised by their numbers.
 */
export const receiveRepeatable = (
  intake: IntakeDependencies,
  feed: Feed,
  rows: Rows,
  today: Day,
  repeat: RepeatKey,
): Promise<RowsTaken> => receiveRecords(intake, feed, recordsOf(rows), today, repeat)

/**
 * Takes records as they were read, those that can't be rows among them; under a sender's key where there is one. Throws
 * `FileProblem` where their ID numbers are rounded.
 */
export const receiveRecords = async (
  intake: IntakeDependencies,
  feed: Feed,
  records: Records,
  today: Day,
  repeat?: RepeatKey,
): Promise<RowsTaken> => {
  if (repeat === undefined)
    return {
      ok: true,
      ...(await takeRecords(intake, feed, records, { delivery: intake.newId(), contentHash: null, asOf: today })),
    }
  const contentHash = sha256(JSON.stringify(records.map((record) => (isBadRow(record) ? record.raw : record.cells))))
  const delivery = repeatedDelivery(feed, repeat)
  const about = { delivery, contentHash, fileName: null, businessDay: today, region: intake.region, part: true }
  await announceDelivery(intake.sql, { ...about, feed: feed.id })
  const known = await announcedDelivery(intake.sql, delivery)
  if (known?.contentHash !== contentHash)
    return { ok: false, reason: 'conflict', detail: '这个 Idempotency-Key 已用于另一批记录。请换一个新的再发。' }
  if (known.status === 'processing' || known.status === 'complete') return { ok: true, delivery }
  const asOf = known.businessDay
  return { ok: true, ...(await takeRecords(intake, feed, records, { delivery, contentHash, asOf })) }
}

const recordsOf = (rows: Rows): Records => rows.map((cells, at) => ({ rowNo: at + 1, cells }))

const takeRecords = async (
  intake: IntakeDependencies,
  feed: Feed,
  records: Records,
  { delivery, contentHash, asOf }: { delivery: string; contentHash: string | null; asOf: Day },
): Promise<{ readonly delivery: string }> => {
  refuseRounded(feed, '请求体')(records)
  const about = { delivery, contentHash, fileName: null, businessDay: asOf, region: intake.region, part: true }
  await announceDelivery(intake.sql, { ...about, feed: feed.id })
  const seal = sealer(intake, { delivery, businessDay: asOf, asOf })
  const last = records.at(-1)?.rowNo ?? 0
  await appendRecords(intake, feed, [
    ...records.map((record) => recordOf(seal, record)),
    { ...seal(last + 1, ''), end: 'part' },
  ])
  intake.events.rowsTaken(feed.id, 'http', records.length)
  return { delivery }
}

const repeatedDelivery = (feed: Feed, { sender, key }: RepeatKey): string =>
  `http-${feed.id}-${sha256(JSON.stringify([feed.id, sender, key])).slice(0, 24)}`

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
