import {
  type ChangeEvent,
  type PersonId,
  type QuarantineNotice,
  type RawRecord,
  type RegionCode,
  type RejectReason,
  topics,
} from '@shouwang/contracts'
import { absenceTells, type EventFeed, type MappedRow, type UnnamedRow } from '@shouwang/feeds'
import type { Decided, Received, Stage } from '@shouwang/flow'
import type { VaultEntry } from '@shouwang/identity'
import {
  type Corrected,
  type IngestChange,
  type IngestState,
  type IngestTouched,
  type ListedPerson,
  saidOf,
  type UnnamedLead,
  type VaultStatement,
} from '@shouwang/postgres'
import { type Account, type Batch, openBatch } from './batch.ts'
import { capturedRecords, isCaptured, lastNumber } from './captured-records.ts'
import { notWhole } from './not-whole.ts'
import { isOfErased, withoutErased } from './refuse-erased.ts'
import { type StreamClock, type StreamRecord, streamRecord } from './stream-row.ts'

/** A record with the feed that its topic names, and its row as that feed reads it; the end of a delivery has none. */
export type FeedRecord = {
  readonly feed: EventFeed
  readonly record: RawRecord
  readonly row: ReadRow | null
  /** A department produced it itself: its delivery has no end, and is complete whenever all of it is judged. */
  readonly bare: boolean
}

/** `words` are what the row said, where that can't be told from its record. */
type ReadRow = { readonly words: string | null; readonly mapped: MappedRow }

/** What mapping needs beside the rows: the catalogue, the vault's cipher, and names for rows set aside. */
export type Mapping = {
  readonly feedOf: (topic: string) => EventFeed
  readonly mapRow: (feed: EventFeed, row: Record<string, unknown>, record: RawRecord) => MappedRow
  readonly open: (sealed: string, about: string) => string
  readonly seal: (plain: string, about: string) => string
  /** A keyed name for a row set aside: the same row has the same name. */
  readonly rowName: (feed: string, plain: string) => string
  /** A keyed name for a person's name: the same name has the same key, however it is spaced. */
  readonly nameKey: (name: string) => string
  /** The same for a telephone; null where the text is none. */
  readonly phoneKey: (phone: string) => string | null
  /** The number of a lead that a row of a feed tells, by the row's own key. */
  readonly leadNo: (feed: string, key: string) => string
  readonly clock: StreamClock
  /** The region of a delivery that no door announced. */
  readonly region: RegionCode
}

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

const readRow = (mapping: Mapping, feed: EventFeed, { record, words }: StreamRecord): ReadRow => {
  if (record.problem !== undefined)
    return { words, mapped: { kind: 'quarantined', reason: record.problem, field: null } }
  if (record.sealed === undefined) return { words, mapped: mapping.mapRow(feed, record.row ?? {}, record) }
  const opened = mapping.open(record.sealed, record.delivery)
  return { words: opened, mapped: mapping.mapRow(feed, JSON.parse(opened) as Record<string, unknown>, record) }
}

/** Only the register and the rolls say what somebody is called. */
const renames = (feed: EventFeed): boolean => feed.delivers === 'snapshot'

/** Whom a row is about, and what it calls him; undefined where it gives no name. */
const namedIn = (row: ReadRow | null): { readonly person: PersonId; readonly name: string } | undefined => {
  if (row === null || row.mapped.kind === 'quarantined') return undefined
  const { event, vault } = row.mapped
  const own = vault.find(({ person }) => person === event.subject)
  return own === undefined || own.entry.name === '' ? undefined : { person: own.person, name: own.entry.name }
}

/** The row, with a remark and a mark on its event where the register and the rolls call its person otherwise. */
const named = (mapping: Mapping, state: IngestState, { feed }: FeedRecord, row: ReadRow): ReadRow => {
  if (renames(feed) || row.mapped.kind === 'quarantined') return row
  const stated = namedIn(row)
  const known = stated === undefined ? undefined : state.nameKeys.get(stated.person)
  if (stated === undefined || known === undefined || known === mapping.nameKey(stated.name)) return row
  const { mapped } = row
  const vault = mapped.vault.filter(({ person }) => person !== stated.person)
  const remarks = [...(mapped.remarks ?? []), otherName]
  return { ...row, mapped: { ...mapped, event: { ...mapped.event, namediffers: true }, vault, remarks } }
}

/** The receipt says how many rows of a delivery were not taken, and not whose. */
const notTaken = '已按令删除的人的行，不收'

const freed = ({ erased }: IngestState, row: ReadRow): ReadRow =>
  row.mapped.kind === 'quarantined' ? row : { ...row, mapped: withoutErased(erased, row.mapped) }

const otherName = '姓名与户籍、名册登记的不符，只作线索待核对'

const takeRow = (
  mapping: Mapping,
  batch: Batch,
  account: Account,
  { feed, record }: FeedRecord,
  { words, mapped }: ReadRow,
): void => {
  account.received += 1
  const refuse = (reason: RejectReason, field: string | null): void => {
    account.quarantined[reason] = (account.quarantined[reason] ?? 0) + 1
    const plain = words ?? plainOf(mapping, record)
    const notice = noticeOf(mapping, feed, record, plain, reason, field)
    batch.notices.push(notice)
    batch.quarantined.push({ notice, sealed: mapping.seal(plain, notice.quarantineId) })
    if (mapped.kind === 'quarantined' && mapped.unnamed !== undefined)
      batch.leads.push(leadOf(mapping, feed, account, notice.quarantineId, mapped.unnamed))
  }
  if (mapped.kind === 'quarantined') {
    refuse(mapped.reason, mapped.field)
    if (mapped.event !== undefined) {
      account.marked += 1
      batch.events.push(mapped.event)
      if (renames(feed)) batch.listed.push(listedIn(feed, account, record, mapped.event))
    } else if (absenceTells(feed)) account.nameless += 1
    return
  }
  account.accepted += 1
  if (mapped.mended) account.mended += 1
  account.throughMonth = laterMonth(account.throughMonth, mapped.event)
  batch.events.push(mapped.event)
  for (const remark of mapped.remarks ?? []) account.remarks[remark] = (account.remarks[remark] ?? 0) + 1
  if (renames(feed)) batch.listed.push(listedIn(feed, account, record, mapped.event))
  for (const { person, entry } of mapped.vault)
    batch.statements.push(...statementsOf(mapping, feed, person, entry, record))
  for (const { person, sourceKey, text } of mapped.notes ?? []) batch.notes.push({ person, sourceKey, plain: text })
}

/** What a row set aside tells of somebody whom it does not name: whoever is in charge of the place finds out who it is. */
const leadOf = (
  mapping: Mapping,
  feed: EventFeed,
  { known }: Account,
  quarantineId: string,
  { sourceKey, day, channel, kind, urgency, region, who, phone, place, words }: UnnamedRow,
): UnnamedLead => ({
  ...{ leadNo: mapping.leadNo(feed.id, sourceKey), channel, kind, urgency, region, reportedOn: day },
  feed: feed.id,
  quarantineId,
  plain: JSON.stringify({ who, phone, place, words }),
  lookFor: region === null ? { within: known.region, words: `${place}${words}` } : null,
})

/** The corrections that a row brings: under the same key the department says something else, or takes back what it said. */
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

const plainOf = (mapping: Mapping, { sealed, row, delivery }: RawRecord): string =>
  sealed === undefined ? JSON.stringify(row ?? {}) : mapping.open(sealed, delivery)

/** What the vault learns of a person. A masked or missing name says who it is only where nothing better is known. */
const statementsOf = (
  { nameKey, phoneKey }: Mapping,
  feed: EventFeed,
  person: PersonId,
  { name, idNumber, phone, address }: VaultEntry,
  { businessDay }: RawRecord,
): VaultStatement[] => {
  const rank = name === '' ? 0 : renames(feed) ? 2 : 1
  const key = rank === 2 ? nameKey(name) : null
  const identity = {
    person,
    kind: 'identity',
    plain: JSON.stringify({ name, idNumber }),
    rank,
    nameKey: key,
    phoneKey: null,
  } as const
  const contact = {
    person,
    kind: 'contact',
    plain: JSON.stringify({ phone, address }),
    rank: 1,
    nameKey: null,
    phoneKey: phone === undefined ? null : phoneKey(phone),
  } as const
  return [
    { ...identity, statedOn: businessDay },
    ...(phone === undefined && address === undefined ? [] : [{ ...contact, statedOn: businessDay }]),
  ]
}

const listedIn = (
  feed: EventFeed,
  { known }: Account,
  { delivery, rowNo, businessDay }: RawRecord,
  event: ChangeEvent,
): ListedPerson => ({
  feed: feed.id,
  person: event.subject as PersonId,
  region: known.region,
  day: businessDay,
  delivery,
  rowNo,
  place: event.type === 'ResidentRegistered' ? event.data.householdNo : '',
})

const laterMonth = (known: string | null, { data }: ChangeEvent): string | null =>
  'month' in data && data.month > (known ?? '') ? data.month : known

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

const noticeOf = (
  mapping: Mapping,
  feed: EventFeed,
  record: RawRecord,
  plain: string,
  reason: RejectReason,
  field: string | null,
): QuarantineNotice => ({
  quarantineId: mapping.rowName(feed.id, `${reason}/${plain}`),
  feed: feed.id,
  delivery: record.delivery,
  rowNo: record.rowNo,
  businessDay: record.businessDay,
  stage: 'ingest',
  reason,
  field,
  at: record.receivedAt,
})

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
