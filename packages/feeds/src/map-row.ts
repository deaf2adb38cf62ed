import { type ChangeEvent, changeEventData } from '@shouwang/contracts'
import type { Pseudonymiser } from '@shouwang/identity'
import { orderOfCapture } from './capture.ts'
import { envelope } from './envelope.ts'
import { eventKey } from './event-key.ts'
import type { EventFeed } from './feed.ts'
import type { MappedRow, RefusedRow, RowContext } from './mapped-row.ts'
import type { PersonCell } from './person-cell.ts'
import { CellRefusal, refuseCell } from './refusal.ts'
import { type ReadRow, rowReader } from './row-reader.ts'
import { absenceTells, setAside } from './set-aside.ts'
import { unnamedReader } from './unnamed-row.ts'
import { blamed, type MakeValue, makeValue } from './value.ts'
import { vaultReader } from './vault-reader.ts'

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
  const accept = withUnnamed(feed, acceptor(feed))
  if (!absenceTells(feed)) return accept
  const withPerson = setAside(feed)
  return (sent, context, identity) => {
    const mapped = accept(sent, context, identity)
    return mapped.kind === 'accepted' ? mapped : withPerson(mapped, sent, context, identity)
  }
}

/** A row that lacks nothing but whom it is about still tells that somebody is in need. */
const withUnnamed = (feed: EventFeed, accept: Mapper): Mapper => {
  if (feed.unnamed === undefined) return accept
  const read = unnamedReader(feed)
  return (sent, context, identity) => {
    const mapped = accept(sent, context, identity)
    if (mapped.kind === 'accepted' || mapped.reason !== 'missing-value') return mapped
    const unnamed = read(sent, context, identity)
    return unnamed === undefined ? mapped : { ...mapped, unnamed }
  }
}

const acceptor = (feed: EventFeed): Mapper => {
  const reader = rowReader(feed)
  const data = dataMaker(feed, reader.names)
  const key = eventKey(feed, reader.names)
  const vault = vaultReader(feed, reader.names)
  const subjectOf = makeValue(`${feed.subject}.person`, reader.names)
  const differs = birthReader(feed, reader.names)
  const captured = feed.delivers === 'changes' && feed.capture !== undefined
  return (sent, context, identity) => {
    const row = reader.read(sent, context, identity)
    if ('kind' in row) return row
    const stated = data(row, identity)
    if ('kind' in stated) return stated
    const subject = subjectOf(row.values, identity)
    if (typeof subject !== 'string') return row.blame(refuseCell('missing-value'), feed.subject)
    const keyed = key(row, context.businessDay, identity)
    const order = captured ? orderOfCapture(sent) : undefined
    const ordered = order === undefined ? keyed : { ...keyed, revision: order }
    const event = {
      ...envelope(feed, context, subject),
      ...ordered,
      type: feed.event,
      data: stated.data,
    } as ChangeEvent
    const notes = vault.notes(row.values, subject, keyed.sourcekey)
    const accepted = { kind: 'accepted', event, mended: row.mended, vault: vault.entries(row.values) } as const
    const remarks = differs(row.values, stated.data) ? [...(row.remarks ?? []), birthDiffers] : row.remarks
    if (notes.length === 0 && remarks === undefined) return accepted
    return { ...accepted, ...(notes.length === 0 ? {} : { notes }), ...(remarks === undefined ? {} : { remarks }) }
  }
}

const birthDiffers = '出生日期与身份证号不符'

/** Whether a register gives its person another birth date than the ID number does. */
const birthReader = (feed: EventFeed, names: ReadonlyMap<string, number>) => {
  const subject = names.get(feed.subject) ?? -1
  return (values: readonly unknown[], { birthDate }: Record<string, unknown>): boolean =>
    typeof birthDate === 'string' && (values[subject] as PersonCell | null)?.birthDate !== birthDate
}

/** Fields come in the order of the event's schema, so that equal statements are equal texts. */
const dataMaker = (feed: EventFeed, names: ReadonlyMap<string, number>) => {
  const fields = Object.entries(changeEventData[feed.event].shape).map(([field, schema]) => {
    const source = feed.data[field] ?? field
    const make: MakeValue = makeValue(source, names)
    return { field, make, nullable: schema.safeParse(null).success, column: blamed(source) }
  })
  return (row: ReadRow, identity: Pseudonymiser): { data: Record<string, unknown> } | RefusedRow => {
    const data: Record<string, unknown> = {}
    for (const { field, make, nullable, column } of fields) {
      const value = make(row.values, identity)
      if (value instanceof CellRefusal) return row.blame(value, column)
      if (value === null && !nullable) return row.blame(refuseCell('missing-value'), column)
      data[field] = value
    }
    return { data }
  }
}
