import type { Feed } from './feed.ts'
import { headerReadings, normalHeader } from './header.ts'

/** Which of some headers a layout declares, and which columns it does not find among them. */
export type LayoutFit = {
  /** Columns found. */
  readonly found: number
  /** The first headers of required columns that are not there. */
  readonly missing: readonly string[]
  /** Headers that no column declares: what stands under them is not read. */
  readonly strangers: readonly string[]
}

/** How a feed's layout fits the headers of a table, however they are spelt and whatever unit they end in. */
export const layoutFit = (feed: Feed, headers: readonly string[]): LayoutFit => {
  const columns = columnsByHeader(feed)
  const found = new Set<number>()
  const strangers: string[] = []
  for (const header of headers) {
    const places = placesOf(columns, header)
    if (places === undefined) strangers.push(header)
    for (const place of places ?? []) found.add(place)
  }
  const missing = Object.values(feed.columns).flatMap(({ required, headers: [first = ''] }, place) =>
    required && !found.has(place) ? [first] : [],
  )
  const own = Object.keys(feed.columns).length
  return { found: [...found].filter((place) => place < own).length, missing, strangers }
}

/** True for a header that some column of the feeds declares. */
export const isDeclared = (feeds: readonly Feed[]): ((header: string) => boolean) => {
  const known = new Set(feeds.flatMap((feed) => [...columnsByHeader(feed).keys()]))
  return (header) => headerReadings(header).some(({ name }) => known.has(name))
}

const placesOf = (columns: ReadonlyMap<string, readonly number[]>, header: string): readonly number[] | undefined => {
  for (const { name } of headerReadings(header)) {
    const places = columns.get(name)
    if (places !== undefined) return places
  }
  return undefined
}

const byFeed = new WeakMap<Feed, ReadonlyMap<string, readonly number[]>>()

/** The places of columns by their headers; the column that withdraws a row stands behind them. */
const columnsByHeader = (feed: Feed): ReadonlyMap<string, readonly number[]> => {
  const known = byFeed.get(feed)
  if (known !== undefined) return known
  const made = new Map<string, number[]>()
  const declared = Object.values(feed.columns).map(({ headers }) => headers)
  const all = feed.delivers === 'reference' ? declared : [...declared, feed.retract.headers]
  for (const [place, headers] of all.entries())
    for (const header of headers) {
      const name = normalHeader(header)
      made.set(name, [...(made.get(name) ?? []), place])
    }
  byFeed.set(feed, made)
  return made
}
