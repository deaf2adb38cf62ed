import { Day, LeadChannel, LeadKind, LeadUrgency, RegionCode } from '@shouwang/contracts'
import type { Pseudonymiser } from '@shouwang/identity'
import { z } from 'zod'
import { eventKey } from './event-key.ts'
import type { EventFeed } from './feed.ts'
import type { RowContext, UnnamedRow } from './mapped-row.ts'
import { rowReader } from './row-reader.ts'
import { makeValue } from './value.ts'

const Told = z.object({
  channel: LeadChannel,
  kind: LeadKind,
  urgency: LeadUrgency,
  day: Day,
  region: RegionCode.nullable(),
})

type ReadUnnamed = (
  sent: Record<string, unknown>,
  context: RowContext,
  identity: Pseudonymiser,
) => UnnamedRow | undefined

/**
 * Compiles what a row of a feed tells of somebody whose number it does not have; undefined where it names somebody, is wrong in
 * another way too, or tells nothing for which anybody has to go.
 */
export const unnamedReader = (feed: EventFeed): ReadUnnamed => {
  const { unnamed, subject } = feed
  const person = feed.columns[subject]
  if (unnamed === undefined || person === undefined) return () => undefined
  const reader = rowReader({ ...feed, columns: { ...feed.columns, [subject]: { ...person, required: false } } })
  const { names } = reader
  const key = eventKey(feed, names)
  const make = {
    channel: makeValue(unnamed.channel, names),
    kind: makeValue(unnamed.kind, names),
    urgency: makeValue(unnamed.urgency, names),
    day: makeValue(feed.data.day ?? 'day', names),
  }
  const regions = Object.entries(feed.columns).flatMap(([name, { kind }]) => (kind === 'region' ? [name] : []))
  // A key that is one of a person's, such as a day, would make one lead of what befell several.
  const tellsApart = feed.sourceKey.some((name) => feed.columns[name]?.kind === 'identifier')
  const { who, phone, place, words } = unnamed
  return (sent, context, identity) => {
    const row = reader.read(sent, context, identity)
    if ('kind' in row || row.retracted) return undefined
    const at = (name: string | undefined): unknown => (name === undefined ? null : row.values[names.get(name) ?? -1])
    const text = (name: string | undefined): string => {
      const value = at(name)
      return typeof value === 'string' ? value : ''
    }
    if (at(subject) !== null) return undefined
    const told = Told.safeParse({
      channel: make.channel(row.values, identity),
      kind: make.kind(row.values, identity),
      urgency: make.urgency(row.values, identity),
      day: make.day(row.values, identity),
      region: at(regions[0]) ?? null,
    })
    if (!told.success) return undefined
    const { sourcekey } = key(row, context.businessDay, identity)
    const spoken = { who: text(who), phone: text(phone), place: text(place), words: text(words) }
    const sourceKey = tellsApart ? sourcekey : JSON.stringify([sourcekey, spoken])
    return { ...told.data, ...spoken, sourceKey }
  }
}
