import { createHash } from 'node:crypto'
import type { Day, RegionCode } from '@shouwang/contracts'
import { type Feed, namesElsewhere } from '@shouwang/feeds'
import { appendRecords, recordOf, sealer } from './append-records.ts'
import type { RowsIntake } from './dependencies.ts'
import { refuseSpoilt } from './file-rows.ts'
import { type BadRow, isBadRow, type Row } from './files/table.ts'

/**
 * Who sends rows, for which region, and under which key, which makes a retry of them recognisable. Rows of regions whose codes
 * don't begin with `within` are set aside.
 */
export type SentBy = {
  readonly sender: string
  readonly within?: string | undefined
  readonly region?: RegionCode | undefined
  readonly key?: string | undefined
}

export type RowsTaken =
  | { readonly ok: true; readonly delivery: string }
  | { readonly ok: false; readonly reason: 'conflict'; readonly detail: string }

type Rows = readonly Readonly<Record<string, unknown>>[]
type Records = readonly (Row | BadRow)[]

/** Takes rows that somebody sent as one delivery, for a region. Resolves once they are durable. */
export const receiveRows = (
  intake: RowsIntake,
  feed: Feed,
  rows: Rows,
  asOf: Day,
  by: Omit<SentBy, 'key'>,
): Promise<{ readonly delivery: string }> =>
  takeRecords(intake, feed, recordsOf(rows), { ...by, delivery: intake.newId(), contentHash: null, asOf })

/**
 * Takes rows under a sender's key: the same rows under it again are the same delivery. A retry goes to the log once more
 * unless the delivery is known to be there whole; its rows are recognised by their numbers.
 */
export const receiveRepeatable = (
  intake: RowsIntake,
  feed: Feed,
  rows: Rows,
  today: Day,
  by: SentBy,
): Promise<RowsTaken> => receiveRecords(intake, feed, recordsOf(rows), today, by)

/**
 * Takes records as they were read, those that can't be rows among them; under a sender's key where there is one. Throws
 * `FileProblem` where their ID numbers are rounded.
 */
export const receiveRecords = async (
  intake: RowsIntake,
  feed: Feed,
  records: Records,
  today: Day,
  by: SentBy,
): Promise<RowsTaken> => {
  const { sender, key, region = intake.region } = by
  if (key === undefined)
    return {
      ok: true,
      ...(await takeRecords(intake, feed, records, {
        ...by,
        delivery: intake.newId(),
        contentHash: null,
        asOf: today,
      })),
    }
  const contentHash = sha256(JSON.stringify(records.map((record) => (isBadRow(record) ? record.raw : record.cells))))
  const delivery = repeatedDelivery(feed, sender, key)
  const about = { delivery, contentHash, fileName: null, businessDay: today, region, part: true }
  await intake.accounts.announce({ ...about, feed: feed.id })
  const known = await intake.accounts.announced(delivery)
  if (known?.contentHash !== contentHash)
    return { ok: false, reason: 'conflict', detail: '这个 Idempotency-Key 已用于另一批记录。请换一个新的再发。' }
  if (known.status === 'processing' || known.status === 'complete') return { ok: true, delivery }
  const asOf = known.businessDay
  return { ok: true, ...(await takeRecords(intake, feed, records, { ...by, delivery, contentHash, asOf })) }
}

const recordsOf = (rows: Rows): Records => rows.map((cells, at) => ({ rowNo: at + 1, cells }))

type Taking = Omit<SentBy, 'key'> & {
  readonly delivery: string
  readonly contentHash: string | null
  readonly asOf: Day
}

const takeRecords = async (
  intake: RowsIntake,
  feed: Feed,
  records: Records,
  { delivery, contentHash, asOf, sender, region = intake.region, within = '' }: Taking,
): Promise<{ readonly delivery: string }> => {
  refuseSpoilt(feed, '请求体')(records)
  const about = { delivery, contentHash, fileName: null, businessDay: asOf, region, part: true }
  await intake.accounts.announce({ ...about, feed: feed.id })
  const seal = sealer(intake, { delivery, businessDay: asOf, asOf })
  const isElsewhere = namesElsewhere(feed, within)
  const last = records.at(-1)?.rowNo ?? 0
  await appendRecords(intake, feed, sender, [
    ...records.map((record) => recordOf(seal, record, isElsewhere)),
    { ...seal(last + 1, ''), end: 'part' },
  ])
  intake.events.rowsTaken(feed.id, 'http', records.length)
  return { delivery }
}

const repeatedDelivery = (feed: Feed, sender: string, key: string): string =>
  `http-${feed.id}-${sha256(JSON.stringify([feed.id, sender, key])).slice(0, 24)}`

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
