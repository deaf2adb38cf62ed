import { changeEventData } from '@shouwang/contracts'
import type { z } from 'zod'
import type { EventFeed, ValueSource } from './feed.ts'

/**
 * The columns of which an unreadable cell does not cost the row: optional ones that the event can do without. Not those
 * that tell persons or statements apart, nor those from which something is computed: there a gap would be another fact.
 */
export const sparedColumns = (feed: EventFeed): ReadonlySet<string> => {
  const needed = new Set([feed.subject, ...feed.sourceKey.map(columnOf), ...orderedBy(feed)])
  for (const source of Object.values(feed.derived)) for (const name of computedFrom(source)) needed.add(name)
  const shape: Readonly<Record<string, z.ZodType>> = changeEventData[feed.event].shape
  for (const [field, schema] of Object.entries(shape)) {
    const source = feed.data[field] ?? field
    for (const name of schema.safeParse(null).success ? computedFrom(source) : wantedBy(source)) needed.add(name)
  }
  const spared = Object.entries(feed.columns).filter(
    ([name, { required, kind }]) => !required && !needed.has(name) && !neverSpared.has(kind),
  )
  return new Set(spared.map(([name]) => name))
}

/** A person whose number is wrong is somebody; an amount in words can be mended; a word that no table knows can be added. */
const neverSpared: ReadonlySet<string> = new Set(['id-number', 'disability-certificate', 'money', 'code'])

const columnOf = (reference: string): string => reference.split('.')[0] ?? reference

const orderedBy = (feed: EventFeed): readonly string[] => {
  const revision = feed.delivers === 'changes' ? feed.revision : undefined
  return [...(revision?.by ?? []), ...(revision?.last === undefined ? [] : [revision.last.column])]
}

/** What a computed value is made from; the first of several may be missing. */
const computedFrom = (source: ValueSource): readonly string[] =>
  typeof source === 'string' || 'constant' in source || source.transform === 'first' ? [] : source.of.map(columnOf)

/** What a value that must be there is made from: of several that stand in for each other, the last. */
const wantedBy = (source: ValueSource): readonly string[] => {
  if (typeof source === 'string') return [columnOf(source)]
  if ('constant' in source) return []
  return (source.transform === 'first' ? source.of.slice(-1) : source.of).map(columnOf)
}
