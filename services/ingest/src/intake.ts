import { createHash } from 'node:crypto'
import { type Day, type RawRecord, type RegionCode, recordsTopic } from '@shouwang/contracts'
import { businessDayFromFileName, type EventFeed, type Feed, recogniseFeed } from '@shouwang/feeds'
import type { Sink } from '@shouwang/flow'
import type { Cipher } from '@shouwang/identity'
import {
  type Announced,
  announceDelivery,
  announcedDelivery,
  attemptsOf,
  failDelivery,
  partsThroughMonth,
  type Sql,
} from '@shouwang/postgres'
import { FileProblem } from './files/file-problem.ts'
import { openTable } from './files/open-table.ts'
import { isBadRow, type Table } from './files/table.ts'
import { loadReference } from './reference.ts'
import type { IngestTelemetry } from './telemetry.ts'

/** What the doors need. Ids and the clock come from outside. */
export type IntakeWorld = {
  readonly sql: Sql
  readonly to: Sink
  readonly cipher: Cipher
  readonly feeds: readonly Feed[]
  readonly region: RegionCode
  readonly now: () => string
  readonly newId: () => string
  readonly tell: Pick<IngestTelemetry, 'rowsTaken' | 'deliveryTaken' | 'fileRefused'>
}

export type FileAbout = {
  readonly fileName: string
  readonly feed?: string | undefined
  /** The day the delivery counts for (`--as-of`); a snapshot's own day comes from its name, or `snapshotDay`. */
  readonly asOf: Day
  readonly snapshotDay?: Day | undefined
  readonly region?: RegionCode | undefined
  /** SHA-256 of the file, where the sender knows it: an interrupted delivery of the same file goes on where it was. */
  readonly contentHash?: string | undefined
  /** More of the feed is to come for this day, so absence from this file says nothing yet. */
  readonly part?: boolean | undefined
}

/** A file as a whole is taken, loaded as reference data, or refused with what would do (Chinese). */
export type FileTaken =
  | { readonly kind: 'delivery'; readonly delivery: string; readonly feed: string; readonly rows: number }
  | { readonly kind: 'refused'; readonly why: string; readonly detail: string }

const rowsPerAppend = 1_000

/**
 * Takes a departmental file as it streams in. Resolves once every row is durable in the log; what of it can't be
 * accepted is set aside later, row by row.
 */
export const receiveFile = async (
  world: IntakeWorld,
  bytes: AsyncIterable<Uint8Array>,
  about: FileAbout,
): Promise<FileTaken> => {
  try {
    const table = await openTable(bytes, about.fileName)
    const feed = feedFor(world.feeds, table, about)
    if ('kind' in feed) {
      world.tell.fileRefused(feed.why)
      return feed
    }
    const delivery = await deliveryId(world, feed, about)
    const rows = await takeTable(world, feed, table, { ...about, delivery })
    world.tell.deliveryTaken(delivery, feed.id, rows)
    return { kind: 'delivery', delivery, feed: feed.id, rows }
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    world.tell.fileRefused(error.code)
    return { kind: 'refused', why: error.code, detail: error.zh }
  }
}

/** What makes a retry of one sender recognisable. */
export type RepeatKey = { readonly sender: string; readonly key: string }

export type RowsTaken =
  | { readonly ok: true; readonly delivery: string }
  | { readonly ok: false; readonly reason: 'conflict'; readonly detail: string }

type Rows = readonly Readonly<Record<string, unknown>>[]

/** Takes rows from the HTTP door as one delivery. Resolves once they are durable. */
export const receiveRows = (
  world: IntakeWorld,
  feed: Feed,
  rows: Rows,
  asOf: Day,
): Promise<{ readonly delivery: string }> =>
  takeRows(world, feed, rows, { delivery: world.newId(), contentHash: null, asOf })

/**
 * Takes rows under a sender's key: the same rows under it again are the same delivery. A retry goes to the log once more
 * unless the delivery is known to be there whole; its rows are recognised by their numbers.
 */
export const receiveRepeatable = async (
  world: IntakeWorld,
  feed: Feed,
  rows: Rows,
  today: Day,
  repeat: RepeatKey,
): Promise<RowsTaken> => {
  const contentHash = sha256(JSON.stringify(rows))
  const delivery = repeatedDelivery(feed, repeat)
  const about = { delivery, contentHash, fileName: null, businessDay: today, region: world.region, part: true }
  await announceDelivery(world.sql, { ...about, feed: feed.id })
  const known = await announcedDelivery(world.sql, delivery)
  if (known?.contentHash !== contentHash)
    return { ok: false, reason: 'conflict', detail: '这个 Idempotency-Key 已用于另一批记录。请换一个新的再发。' }
  if (known.status === 'processing' || known.status === 'complete') return { ok: true, delivery }
  const asOf = known.businessDay
  return { ok: true, ...(await takeRows(world, feed, rows, { delivery, contentHash, asOf })) }
}

const takeRows = async (
  world: IntakeWorld,
  feed: Feed,
  rows: Rows,
  { delivery, contentHash, asOf }: { delivery: string; contentHash: string | null; asOf: Day },
): Promise<{ readonly delivery: string }> => {
  const about = { delivery, contentHash, fileName: null, businessDay: asOf, region: world.region, part: true }
  await announceDelivery(world.sql, { ...about, feed: feed.id })
  const seal = sealer(world, { delivery, businessDay: asOf, asOf })
  const records = rows.map((row, i) => seal(i + 1, JSON.stringify(row)))
  await append(world, feed, [...records, { ...seal(rows.length + 1, ''), end: 'part' }])
  world.tell.rowsTaken(feed.id, 'http', rows.length)
  return { delivery }
}

const repeatedDelivery = (feed: Feed, { sender, key }: RepeatKey): string =>
  `http-${feed.id}-${sha256(JSON.stringify([feed.id, sender, key])).slice(0, 24)}`

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The feed that was named, or the one that the headers tell; else what is near and why. */
const feedFor = (
  feeds: readonly Feed[],
  { headers }: Table,
  about: FileAbout,
): Feed | (FileTaken & { kind: 'refused' }) => {
  const refused = (why: string, detail: string) => ({ kind: 'refused', why, detail }) as const
  if (about.feed !== undefined) {
    const named = feeds.find((feed) => feed.id === about.feed)
    return (
      named ?? refused('unknown-feed', `没有名为“${about.feed}”的数据接口；可用 shouwang feeds list 查看全部接口。`)
    )
  }
  const told = recogniseFeed(headers, feeds, about.fileName)
  if ('feed' in told) return told.feed
  const near = told.near.map(({ feed, why }) => `${feed.name}（${feed.id}）：${why}`).join('；')
  return refused(
    'unrecognised',
    `认不出“${about.fileName}”是哪个数据接口。${near === '' ? '没有相近的接口' : `相近的有：${near}`}。可用 --feed 指明接口。`,
  )
}

type Taking = FileAbout & { readonly delivery: string }

const takeTable = (world: IntakeWorld, feed: Feed, table: Table, taking: Taking): Promise<number> => {
  const { delivery, fileName, asOf } = taking
  const { contentHash = null, part = false, region = world.region } = taking
  const about = { delivery, fileName, region, contentHash, part }
  return feed.delivers === 'reference'
    ? loadReference(world, feed, table.rows, { ...about, asOf })
    : takeDelivery(world, feed, table, { ...about, businessDay: asOf }, businessDayOf(feed, taking))
}

/** A snapshot counts as of its own day; everything else as of the day of the delivery. */
const businessDayOf = (feed: EventFeed, { asOf, fileName, snapshotDay }: Taking): Day =>
  feed.delivers === 'snapshot' ? (snapshotDay ?? businessDayFromFileName(fileName) ?? asOf) : asOf

const takeDelivery = async (
  world: IntakeWorld,
  feed: EventFeed,
  table: Table,
  about: Omit<Announced, 'feed'>,
  businessDay: Day,
): Promise<number> => {
  const { delivery, businessDay: asOf } = about
  await announceDelivery(world.sql, { ...about, feed: feed.id })
  try {
    const end = about.part ? partEnd : () => wholeEnd(world, { ...about, feed: feed.id })
    return await appendRows(world, feed, table, sealer(world, { delivery, businessDay, asOf }), end)
  } catch (error) {
    if (error instanceof FileProblem) await failDelivery(world.sql, delivery, error.zh)
    throw error
  }
}

/** The same file again goes on where an interrupted attempt stopped, or is a new attempt once that one is whole. */
const deliveryId = async (world: IntakeWorld, feed: Feed, about: FileAbout): Promise<string> => {
  if (about.contentHash === undefined) return world.newId()
  const name = `${feed.id}-${about.asOf.replaceAll('-', '')}-${about.contentHash.slice(0, 16)}`
  for (let attempt = 1; ; attempt++) {
    const id = attempt === 1 ? name : `${name}-${attempt}`
    const [known] = await attemptsOf(world.sql, [id])
    if (known === undefined || known.status === 'receiving') return id
  }
}

type End = Pick<RawRecord, 'end' | 'partsThroughMonth'>

const partEnd = async (): Promise<End> => ({ end: 'part' })

/** What ends a feed's word for its day: with the months that its parts told of. */
const wholeEnd = async ({ sql }: IntakeWorld, about: Omit<Announced, 'delivery'>): Promise<End> => {
  const month = await partsThroughMonth(sql, about)
  return month === undefined ? { end: 'whole' } : { end: 'whole', partsThroughMonth: month }
}

const appendRows = async (
  world: IntakeWorld,
  feed: Feed,
  table: Table,
  seal: Seal,
  end: () => Promise<End>,
): Promise<number> => {
  let chunk: RawRecord[] = []
  let rows = 0
  for await (const row of table.rows) {
    rows = row.rowNo
    chunk.push(isBadRow(row) ? { ...seal(rows, row.raw), problem: row.problem } : seal(rows, JSON.stringify(row.cells)))
    if (chunk.length < rowsPerAppend) continue
    await append(world, feed, chunk)
    world.tell.rowsTaken(feed.id, 'file', chunk.length)
    chunk = []
  }
  await append(world, feed, [...chunk, { ...seal(rows + 1, ''), ...(await end()) }])
  world.tell.rowsTaken(feed.id, 'file', chunk.length)
  return rows
}

const append = (world: IntakeWorld, feed: Feed, records: readonly RawRecord[]): Promise<void> =>
  world.to.append(
    recordsTopic(feed.id),
    records.map((record) => ({ key: record.delivery, value: JSON.stringify(record) })),
  )

type Seal = (rowNo: number, plain: string) => RawRecord

const sealer =
  ({ cipher, now }: IntakeWorld, about: Pick<RawRecord, 'delivery' | 'businessDay' | 'asOf'>): Seal =>
  (rowNo, plain) => ({ ...about, rowNo, receivedAt: now(), sealed: cipher.seal(plain, about.delivery) })
