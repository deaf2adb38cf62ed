import { type ChangeEvent, changeEventData, type Day, type PersonId, type RejectReason } from '@shouwang/contracts'
import type { Pseudonymiser, VaultEntry } from '@shouwang/identity'
import { eventKey } from './event-key.ts'
import type { EventFeed } from './feed.ts'
import { Refusal, refuse } from './refusal.ts'
import { type Row, type RowReader, rowReader } from './row-reader.ts'
import { blamed, type MakeValue, makeValue } from './value.ts'
import { vaultReader } from './vault-reader.ts'

/** Where a row came from, and the days by which it is judged. */
export type RowContext = {
  readonly delivery: string
  /** Its place in the delivery, from 1. */
  readonly rowNo: number
  /** The day that the delivery counts for. */
  readonly businessDay: Day
  /** ISO instant with offset. */
  readonly receivedAt: string
  /** The day of receipt, where a snapshot's business day lies before it: days up to it are not in the future. */
  readonly today?: Day
}

export type AcceptedRow = {
  readonly kind: 'accepted'
  readonly event: ChangeEvent
  /** True when anything was not as the standard writes it. */
  readonly mended: boolean
  /** What the vault is to know of each person whom the row names. */
  readonly vault: readonly { readonly person: PersonId; readonly entry: VaultEntry }[]
  /** Words that only the vault may keep. */
  readonly notes?: readonly { readonly person: PersonId; readonly sourceKey: string; readonly text: string }[]
}

export type QuarantinedRow = {
  readonly kind: 'quarantined'
  readonly reason: RejectReason
  /** The header as the row has it, else as the catalogue has it first; null when it is the row as a whole. */
  readonly field: string | null
}

export type MappedRow = AcceptedRow | QuarantinedRow

/** Turns one row of a feed into its change event, or says why not. Bad input is a value; it throws only on a bug. */
export const mapRow = (
  feed: EventFeed,
  row: Record<string, unknown>,
  context: RowContext,
  identity: Pseudonymiser,
): MappedRow => mapperOf(feed)(row, context, identity)

type Mapper = (row: Record<string, unknown>, context: RowContext, identity: Pseudonymiser) => MappedRow

const mappers = new WeakMap<EventFeed, Mapper>()

const mapperOf = (feed: EventFeed): Mapper => {
  const known = mappers.get(feed)
  if (known !== undefined) return known
  const made = compile(feed)
  mappers.set(feed, made)
  return made
}

const compile = (feed: EventFeed): Mapper => {
  const reader = rowReader(feed)
  const data = dataMaker(feed, reader)
  const key = eventKey(feed, reader.names)
  const vault = vaultReader(feed, reader.names)
  const subjectOf = makeValue(`${feed.subject}.person`, reader.names)
  return (sent, context, identity) => {
    const row = reader.read(sent, context, identity)
    if ('kind' in row) return row
    const stated = data(row, identity)
    if ('kind' in stated) return stated
    const subject = subjectOf(row.values, identity)
    if (typeof subject !== 'string') return reader.blame(row, refuse('missing-value'), feed.subject)
    const keyed = key(row, context.businessDay, identity)
    const event = { ...envelope(feed, context, subject), ...keyed, type: feed.event, data: stated.data } as ChangeEvent
    const notes = vault.notes(row.values, subject, keyed.sourcekey)
    const accepted = { kind: 'accepted', event, mended: row.mended, vault: vault.entries(row.values) } as const
    return notes.length === 0 ? accepted : { ...accepted, notes }
  }
}

const envelope = (
  feed: EventFeed,
  { delivery, rowNo, businessDay, receivedAt, today = businessDay }: RowContext,
  subject: PersonId,
) => ({
  specversion: '1.0',
  id: `${delivery}/${rowNo}`,
  source: `/feeds/${feed.id}`,
  subject,
  time: receivedAt,
  feed: feed.id,
  provider: feed.provider,
  delivery,
  businessday: businessDay,
  asof: today,
})

/** Fields come in the order of the event's schema, so that equal statements are equal texts. */
const dataMaker = (feed: EventFeed, reader: RowReader) => {
  const fields = Object.entries(changeEventData[feed.event].shape).map(([field, schema]) => {
    const source = feed.data[field] ?? field
    const make: MakeValue = makeValue(source, reader.names)
    return { field, make, nullable: schema.safeParse(null).success, column: blamed(source) }
  })
  return (row: Row, identity: Pseudonymiser): { data: Record<string, unknown> } | QuarantinedRow => {
    const data: Record<string, unknown> = {}
    for (const { field, make, nullable, column } of fields) {
      const value = make(row.values, identity)
      if (value instanceof Refusal) return reader.blame(row, value, column)
      if (value === null && !nullable) return reader.blame(row, refuse('missing-value'), column)
      data[field] = value
    }
    return { data }
  }
}
