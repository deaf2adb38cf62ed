import { type ChangeEvent, type Day, type RawRecord, type Receipt, recordsTopic } from '@shouwang/contracts'
import { type EventFeed, loadFeeds, type MappedRow, mapRow } from '@shouwang/feeds'
import { pseudonymiser } from '@shouwang/identity'
import { readDelivery } from '@shouwang/postgres'
import { type FileAbout, receiveFile } from '../src/index.ts'
import { memoryIntake } from './memory-intake.ts'

export const identity = pseudonymiser(Buffer.alloc(32, 7))
const feeds = loadFeeds()

/** What came of one file at the door: its rows as the catalogue reads them, how it ended, and what its receipt says. */
export type ReadFile = {
  readonly refused: string | null
  readonly feed: string
  readonly mapped: readonly MappedRow[]
  readonly events: readonly ChangeEvent[]
  readonly end: RawRecord | undefined
  readonly remarks: Receipt['remarks']
}

export type Door = Awaited<ReturnType<typeof openDoor>>

/** A door over a log and a store in memory. */
export const openDoor = async () => {
  const { intake, log, sql } = await memoryIntake()
  const readFile = async (bytes: Uint8Array, about: Omit<FileAbout, 'asOf'> & { asOf?: Day }): Promise<ReadFile> => {
    const asOf = about.asOf ?? '2026-11-07'
    const taken = await receiveFile(intake, once(bytes), { ...about, asOf })
    if (taken.kind === 'refused')
      return { refused: taken.detail, feed: '', mapped: [], events: [], end: undefined, remarks: {} }
    const records = recordsIn(taken.feed).filter(({ delivery }) => delivery === taken.delivery)
    const mapped = records.filter(({ end }) => end === undefined).map((record) => mappedOf(taken.feed, record))
    return {
      refused: null,
      feed: taken.feed,
      mapped,
      events: mapped.flatMap((row) => (row.kind === 'accepted' ? row.event : [])),
      end: records.find(({ end }) => end !== undefined),
      remarks: (await readDelivery(sql, taken.delivery))?.remarks ?? {},
    }
  }
  const recordsIn = (feed: string): readonly RawRecord[] =>
    log.messages(recordsTopic(feed)).map(({ value }) => JSON.parse(value) as RawRecord)
  const mappedOf = (feed: string, record: RawRecord): MappedRow => {
    if (record.problem !== undefined) return { kind: 'quarantined', reason: record.problem, field: null }
    const row = JSON.parse(intake.cipher.open(record.sealed ?? '', record.delivery)) as Record<string, unknown>
    return mapped(feed, row, record)
  }
  return { intake, log, sql, readFile, recordsIn, mappedOf, close: () => sql.close() }
}

/** One row as the catalogue reads it. */
export const mapped = (feed: string, row: Record<string, unknown>, record: Partial<RawRecord> = {}): MappedRow => {
  const context = {
    delivery: 'd',
    rowNo: 1,
    businessDay: '2026-11-07',
    receivedAt: '2026-11-07T08:00:00Z',
    ...record,
    today: record.asOf ?? '2026-11-07',
  }
  return mapRow(feeds.find(({ id }) => id === feed) as EventFeed, row, context, identity)
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
