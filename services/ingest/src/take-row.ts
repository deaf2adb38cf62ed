import type { ChangeEvent, PersonId, QuarantineNotice, RawRecord, RejectReason } from '@shouwang/contracts'
import { absenceTells, type EventFeed, type UnnamedRow } from '@shouwang/feeds'
import type { VaultEntry } from '@shouwang/identity'
import type { ListedPerson, UnnamedLead, VaultStatement } from '@shouwang/postgres'
import type { Account, Batch } from './batch.ts'
import type { FeedRecord, Mapping, ReadRow } from './feed-record.ts'
import { renames } from './stated-names.ts'

/** Takes one row into the batch: its event and what the vault learns by it, or the row set aside with the reason. */
export const takeRow = (
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

/** What is told of a row set aside, without its words. */
export const noticeOf = (
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

/** What a row said, opened. */
export const plainOf = (mapping: Mapping, { sealed, row, delivery }: RawRecord): string =>
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
