import type { Day, RawRecord, RegionCode } from '@shouwang/contracts'
import { businessDayFromFileName, type EventFeed, type Feed, namesElsewhere, recogniseFeed } from '@shouwang/feeds'
import { fileNameWithoutIdentifiers, withoutIdentifiers } from '@shouwang/identity'
import { type Announced, announceDelivery, attemptsOf, failDelivery, partsOf, saveRemarks } from '@shouwang/postgres'
import { appendRecords, recordOf, type Sealer, sealer } from './append-records.ts'
import type { IntakeDependencies } from './dependencies.ts'
import { fileRows, type Remarks } from './file-rows.ts'
import { FileProblem } from './files/file-problem.ts'
import { openTable } from './files/open-table.ts'
import type { BadRow, Row, Table } from './files/table.ts'
import { layoutsOf } from './layouts.ts'
import { loadReference } from './reference.ts'

/** What the sender knows of a file. */
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
  /** Who sends it: a staff number, or what takes files by itself. A reference file's changes are proposed in this name. */
  readonly by?: string | undefined
  /** What the codes of the regions begin with for which the sender speaks; rows of others are set aside. */
  readonly within?: string | undefined
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
  intake: IntakeDependencies,
  bytes: AsyncIterable<Uint8Array>,
  about: FileAbout,
): Promise<FileTaken> => {
  try {
    const table = await openTable(bytes, about.fileName, layoutsOf(intake.feeds, about))
    const feed = feedFor(intake.feeds, table, about)
    if ('kind' in feed) {
      intake.events.fileRefused(feed.why)
      return feed
    }
    const delivery = await deliveryId(intake, feed, about)
    const rows = await takeTable(intake, feed, table, { ...about, delivery })
    intake.events.deliveryTaken(delivery, feed.id, rows)
    return { kind: 'delivery', delivery, feed: feed.id, rows }
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    intake.events.fileRefused(error.code)
    return { kind: 'refused', why: error.code, detail: error.zh }
  }
}

/** The feed that was named, or the one that the headers tell; else what is near and why. */
const feedFor = (
  feeds: readonly Feed[],
  { headers }: Table,
  about: FileAbout,
): Feed | (FileTaken & { kind: 'refused' }) => {
  const refused = (why: string, detail: string) => ({ kind: 'refused', why, detail }) as const
  if (about.feed !== undefined) {
    const named = feeds.find((feed) => feed.id === about.feed)
    return named ?? refused('unknown-feed', `没有名为“${about.feed}”的数据接口，请从接口清单中选择。`)
  }
  const told = recogniseFeed(headers, feeds, about.fileName)
  if ('feed' in told) return told.feed
  const near = told.near.map(({ feed, why }) => `${feed.name}（${feed.id}）：${why}`).join('；')
  return refused(
    'unrecognised',
    `认不出“${about.fileName}”是哪个数据接口。${near === '' ? '没有相近的接口' : `相近的有：${near}`}。请指明接口。`,
  )
}

type Sender = { readonly by: string; readonly within?: string | undefined }

type Taking = FileAbout & { readonly delivery: string }

/** Receipts name their file in clear: what identified somebody in it is replaced, and files of two people stay two. */
const keptName = ({ fileName, delivery }: Taking): string => {
  const kept = fileNameWithoutIdentifiers(fileName)
  return kept === fileName ? fileName : `${kept}（${delivery.slice(-6)}）`
}

const takeTable = (intake: IntakeDependencies, feed: Feed, table: Table, taking: Taking): Promise<number> => {
  const { delivery, asOf } = taking
  const fileName = keptName(taking)
  const { contentHash = null, part = false, region = intake.region } = taking
  const about = { delivery, fileName, region, contentHash, part }
  return feed.delivers === 'reference'
    ? loadReference(intake, feed, fileRows(feed, table, fileName, rowsPerAppend).chunks, {
        ...about,
        asOf,
        by: senderOf(taking),
      })
    : takeDelivery(
        intake,
        feed,
        table,
        { ...about, businessDay: asOf, by: senderOf(taking), within: taking.within },
        businessDayOf(feed, taking),
      )
}

const senderOf = ({ by = 'intake' }: FileAbout): string => by

/** A snapshot counts as of its own day, told by its name or its sender; all else as of the day of the delivery. */
const businessDayOf = (feed: EventFeed, { asOf, fileName, snapshotDay }: Taking): Day => {
  if (feed.delivers !== 'snapshot') return asOf
  const day = snapshotDay ?? businessDayFromFileName(fileName)
  if (day === undefined && feed.needsDay) throw new FileProblem('day-missing', fileName)
  return day ?? asOf
}

const takeDelivery = async (
  intake: IntakeDependencies,
  feed: EventFeed,
  table: Table,
  { by, within = '', ...about }: Omit<Announced, 'feed'> & Sender,
  businessDay: Day,
): Promise<number> => {
  const { delivery, businessDay: asOf, fileName } = about
  await announceDelivery(intake.sql, { ...about, feed: feed.id })
  try {
    const rows = fileRows(feed, table, fileName ?? '', rowsPerAppend)
    const end = async (): Promise<End> => {
      await saveRemarks(intake.sql, delivery, keptRemarks(rows.remarks()))
      const whole = about.part ? { end: 'part' as const } : await wholeEnd(intake, { ...about, feed: feed.id })
      return rows.notWhole === undefined ? whole : { ...whole, notWhole: withoutIdentifiers(rows.notWhole) }
    }
    return await appendRows(intake, feed, rows.chunks, {
      seal: sealer(intake, { delivery, businessDay, asOf }),
      isElsewhere: namesElsewhere(feed, within),
      by,
      end,
    })
  } catch (error) {
    if (error instanceof FileProblem) await failDelivery(intake.sql, delivery, withoutIdentifiers(error.zh))
    throw error
  }
}

/** Headers and names of sheets stand in them: a file without a header has somebody's row in its place. */
const keptRemarks = (remarks: Remarks): Remarks =>
  Object.fromEntries(Object.entries(remarks).map(([words, count]) => [withoutIdentifiers(words), count]))

/** The same file again goes on where an interrupted attempt stopped, or is a new attempt once that one is whole. */
const deliveryId = async (intake: IntakeDependencies, feed: Feed, about: FileAbout): Promise<string> => {
  if (about.contentHash === undefined) return intake.newId()
  const name = `${feed.id}-${about.asOf.replaceAll('-', '')}-${about.contentHash.slice(0, 16)}`
  for (let attempt = 1; ; attempt++) {
    const id = attempt === 1 ? name : `${name}-${attempt}`
    const [known] = await attemptsOf(intake.sql, [id])
    if (known === undefined || known.status === 'receiving') return id
  }
}

type End = Pick<RawRecord, 'end' | 'partsThroughMonth' | 'notWhole'>

/** What ends a feed's word for its day: with the months that its parts told of, and whether one of them was not whole. */
const wholeEnd = async ({ sql }: Pick<IntakeDependencies, 'sql'>, about: Omit<Announced, 'delivery'>): Promise<End> => {
  const { month, problem } = await partsOf(sql, about)
  return {
    end: 'whole',
    ...(month === undefined ? {} : { partsThroughMonth: month }),
    ...(problem === undefined ? {} : { notWhole: `同一天先到的一份没有收全（${problem}）` }),
  }
}

type Appending = {
  readonly seal: Sealer
  readonly isElsewhere: (cells: Row['cells']) => boolean
  readonly by: string
  readonly end: () => Promise<End>
}

const appendRows = async (
  intake: IntakeDependencies,
  feed: Feed,
  chunks: AsyncIterable<readonly (Row | BadRow)[]>,
  { seal, isElsewhere, by, end }: Appending,
): Promise<number> => {
  let [rows, last] = [0, 0]
  for await (const chunk of chunks) {
    const records = chunk.map((row) => recordOf(seal, row, isElsewhere))
    await appendRecords(intake, feed, by, records)
    intake.events.rowsTaken(feed.id, 'file', chunk.length)
    rows += chunk.length
    last = chunk.at(-1)?.rowNo ?? last
  }
  await appendRecords(intake, feed, by, [{ ...seal(last + 1, ''), ...(await end()) }])
  return rows
}
