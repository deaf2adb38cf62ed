import { changeEventData, type RawRecord, topics } from '@shouwang/contracts'
import { absenceTells, type EventFeed } from '@shouwang/feeds'
import type { Decided, Received, Stage } from '@shouwang/flow'
import { type Corrected, type IngestChange, type IngestState, type IngestTouched, saidOf } from '@shouwang/postgres'
import { type Account, type Batch, openBatch } from './batch.ts'
import { capturedRecords, isCaptured, lastNumber } from './captured-records.ts'
import type { FeedRecord, Mapping, ReadRow } from './feed-record.ts'
import { notWhole } from './not-whole.ts'
import { isOfErased, withoutErased } from './refuse-erased.ts'
import { named, namedIn, renames } from './stated-names.ts'
import { type StreamRecord, streamRecord } from './stream-row.ts'
import { noticeOf, plainOf, takeRow } from './take-row.ts'

/** Turns departmental rows into change events, sets the bad ones aside, and keeps the account of each delivery. */
export const ingestStage = (
  mapping: Mapping,
): Stage<readonly FeedRecord[], IngestTouched, IngestState, IngestChange> => ({
  name: 'ingest',
  read: (message) => {
    const feed = mapping.feedOf(message.topic)
    const recordOf = (sent: StreamRecord): FeedRecord => feedRecord(mapping, feed, sent)
    return isCaptured(feed)
      ? capturedRecords(message, feed, mapping.clock, recordOf)
      : [recordOf(streamRecord(message, feed.id, mapping.clock))]
  },
  touches: (messages) => touched(messages.flat()),
  step: (state, messages) => {
    const batch = openBatch(state, mapping.region)
    for (const input of messages.flat()) {
      const account = batch.accountOf(input.record, input.feed.id)
      if (input.record.rowNo <= account.lastRow) continue
      account.lastRow = input.record.rowNo
      if (input.bare) account.ended = true
      if (input.row === null) endDelivery(batch, account, input)
      else if (isOfErased(state.erased, input.row.mapped)) {
        account.remarks[notTaken] = (account.remarks[notTaken] ?? 0) + 1
      } else {
        takeRow(mapping, batch, account, input, freed(state, named(mapping, state, input, input.row)))
        batch.corrected.push(...correctedBy(state, input))
      }
    }
    return batch.decided()
  },
  deadLetter: (message) => crashed(mapping, message),
})

const feedRecord = (mapping: Mapping, feed: EventFeed, sent: StreamRecord): FeedRecord => {
  const { record, bare } = sent
  return { feed, record, row: record.end === undefined ? readRow(mapping, feed, sent) : null, bare }
}

const touched = (inputs: readonly FeedRecord[]): IngestTouched => ({
  deliveries: [...new Set(inputs.map(({ record }) => record.delivery))].sort(),
  persons: [...new Set(inputs.flatMap(({ row }) => (row?.mapped.kind === 'accepted' ? row.mapped.event.subject : [])))],
  named: [...new Set(inputs.flatMap(({ feed, row }) => (renames(feed) ? [] : (namedIn(row)?.person ?? []))))],
})

const readRow = (mapping: Mapping, feed: EventFeed, sent: StreamRecord): ReadRow => {
  const row = openedRow(mapping, feed, sent)
  // Checked once, here: what a feed's file makes of a row is read by everybody behind as it stands.
  if (row.mapped.kind === 'accepted') changeEventData[row.mapped.event.type].parse(row.mapped.event.data)
  return row
}

const openedRow = (mapping: Mapping, feed: EventFeed, { record, words }: StreamRecord): ReadRow => {
  if (record.problem !== undefined)
    return { words, mapped: { kind: 'quarantined', reason: record.problem, field: null } }
  if (record.sealed === undefined) return { words, mapped: mapping.mapRow(feed, record.row ?? {}, record) }
  const opened = mapping.open(record.sealed, record.delivery)
  return { words: opened, mapped: mapping.mapRow(feed, JSON.parse(opened) as Record<string, unknown>, record) }
}

/** The receipt says how many rows of a delivery were not taken, and not whose. */
const notTaken = '已按令删除的人的行，不收'

const freed = ({ erased }: IngestState, row: ReadRow): ReadRow =>
  row.mapped.kind === 'quarantined' ? row : { ...row, mapped: withoutErased(erased, row.mapped) }

/**
 * The corrections that a row brings: under the same key the department says something else, or takes back what it said. Under another
 * key it says one thing more: what was asked to be corrected still stands, and is judged with, until it is taken back.
 */
const correctedBy = (
  { corrections }: Pick<IngestState, 'corrections'>,
  { feed, record, row }: FeedRecord,
): readonly Corrected[] => {
  if (corrections.length === 0 || row === null || row.mapped.kind === 'quarantined') return []
  const { event } = row.mapped
  return corrections
    .filter(
      ({ person, type, sourceKey }) => person === event.subject && type === event.type && sourceKey === event.sourcekey,
    )
    .filter(({ feed: asked, said }) => asked === feed.id && (event.retracted || said !== saidOf(event.data)))
    .map(({ id }) => ({ id, delivery: record.delivery }))
}

/** The later of two months, where either is known. */
const laterOf = (a: string | null, b: string | undefined): string | null => ((a ?? '') < (b ?? '') ? (b ?? null) : a)

/**
 * A delivery that is whole tells scoring so: from now on, absence from it means something. Of one that can't be read
 * nobody is absent.
 */
const endDelivery = (batch: Batch, account: Account, { feed, record }: FeedRecord): void => {
  account.ended = true
  account.problem = record.notWhole ?? null
  if (record.end === 'part') return
  const rows = account.known.received + account.received
  const nameless = account.known.nameless + account.nameless
  account.problem ??= absenceTells(feed) ? notWhole({ rows, nameless }) : null
  if (account.problem !== null) return
  if (renames(feed)) account.wholeOf = { feed: feed.id, region: account.known.region, day: record.businessDay }
  batch.events.push({
    specversion: '1.0',
    id: `${record.delivery}/end`,
    source: `/feeds/${feed.id}`,
    type: 'RollDelivered',
    subject: `region:${account.known.region}`,
    time: record.receivedAt,
    feed: feed.id,
    provider: feed.provider,
    delivery: record.delivery,
    businessday: record.businessDay,
    asof: record.asOf,
    sourcekey: feed.id,
    revision: Number(record.businessDay.replaceAll('-', '')),
    retracted: false,
    data: { day: record.businessDay, throughMonth: laterOf(account.throughMonth, record.partsThroughMonth), rows },
  })
}

/** What a row said; of one that does not open, because its words were changed on the way, the message as it came. */
const plainOrMessage = (mapping: Mapping, record: RawRecord, { value }: Received): string => {
  try {
    return plainOf(mapping, record)
  } catch {
    return value
  }
}

/** A row that crashed the mapping is received, and set aside with its original bytes. */
const crashed = (mapping: Mapping, message: Received): Decided<IngestChange> => {
  const feed = mapping.feedOf(message.topic)
  const { record: read, bare, words } = streamRecord(message, feed.id, mapping.clock)
  const record = bare && isCaptured(feed) ? { ...read, rowNo: lastNumber(message.offset) } : read
  const plain = words ?? plainOrMessage(mapping, record, message)
  const notice = noticeOf(mapping, feed, record, plain, 'crashed', null)
  const progress = {
    delivery: record.delivery,
    opens: { feed: feed.id, businessDay: record.businessDay, region: mapping.region },
    lastRow: record.rowNo,
    received: 1,
    accepted: 0,
    mended: 0,
    quarantined: { crashed: 1 },
    nameless: absenceTells(feed) ? 1 : 0,
    marked: 0,
    throughMonth: null,
    ended: bare,
    wholeOf: null,
    remarks: {},
    problem: null,
  }
  const quarantined = [{ notice, sealed: mapping.seal(plain, notice.quarantineId) }]
  const outputs = [{ topic: topics.quarantine, key: notice.feed, value: JSON.stringify(notice) }]
  return {
    change: { progress: [progress], statements: [], notes: [], quarantined, listed: [], corrected: [], leads: [] },
    outputs,
  }
}
