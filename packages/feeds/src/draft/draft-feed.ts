import { parse, stringify } from 'yaml'
import { lookup } from '../code-table.ts'
import { type EventFeed, eventFeeds, type Feed } from '../feed.ts'
import { layoutFit } from '../layout-fit.ts'
import { fitOf, likelyMeaning, type SampleColumn } from './guess-column.ts'

/** What a file shows: its name, and its columns with what stands in them. */
export type Sample = { readonly fileName: string; readonly columns: readonly SampleColumn[] }

/** A feed drafted from a sample, and what somebody must look at before it is used. */
export type Draft = {
  readonly text: string
  /** Which header of the file each column reads; null where the file has none for it. */
  readonly columns: readonly { readonly column: string; readonly header: string | null; readonly guessed: boolean }[]
  /** Headers of the file that nobody reads. */
  readonly unread: readonly string[]
  /** Words that the code tables did not know, and what each was taken for; null where nothing is near. */
  readonly words: readonly { readonly table: string; readonly word: string; readonly meaning: string | null }[]
}

type Declaration = {
  columns: Record<string, { headers: string[] } & Record<string, unknown>>
  tables?: Record<string, { codes?: Record<string, string[]> } & Record<string, unknown>>
} & Record<string, unknown>

/** The feed whose layout a file comes nearest to; undefined where it has fewer than two columns in common with any. */
export const nearestFeed = (headers: readonly string[], feeds: readonly Feed[]): EventFeed | undefined => {
  const scored = eventFeeds(feeds).map((feed) => {
    const { found, missing } = layoutFit(feed, headers)
    return { feed, found, score: found - missing.length }
  })
  const best = scored.sort((a, b) => b.score - a.score || (a.feed.id < b.feed.id ? -1 : 1))[0]
  return best === undefined || best.found < fewestShared ? undefined : best.feed
}

const fewestShared = 2
/** A column with more different words than this is no column of codes. */
const mostWords = 40

/**
 * Drafts a feed for a file after one whose facts it tells: the file's headers are added to the columns that they are for,
 * by their names or by what stands under them, and words that the code tables do not know to the meaning that is nearest.
 */
export const draftFeed = (
  sample: Sample,
  like: { readonly feed: EventFeed; readonly text: string },
  named: { readonly id: string; readonly name: string; readonly provider: string },
): Draft => {
  const { feed } = like
  const declared = parse(like.text, { schema: 'failsafe' }) as Declaration
  const found = headersFound(feed, sample)
  for (const [column, { header, guessed }] of found)
    if (guessed) (declared.columns[column] as { headers: string[] }).headers.unshift(header)
  const words = wordsUnknown(feed, sample, found)
  for (const { table, word, meaning } of words) {
    const codes = meaning === null ? undefined : codesOf(declared, table)
    if (codes !== undefined && meaning !== null) codes[meaning] = [...(codes[meaning] ?? []), word]
  }
  const { pull: _pull, capture: _capture, ...kept } = declared
  const read = new Set([...found.values()].map(({ header }) => header))
  return {
    text: stringify({ ...kept, ...named, fileNames: [named.name] }, { defaultStringType: 'PLAIN', lineWidth: 0 }),
    columns: Object.keys(feed.columns).map((column) => {
      const at = found.get(column)
      return { column, header: at?.header ?? null, guessed: at?.guessed ?? false }
    }),
    unread: sample.columns.map(({ header }) => header).filter((header) => !read.has(header)),
    words,
  }
}

type Found = ReadonlyMap<string, { readonly header: string; readonly guessed: boolean }>

/** Which header is for which column: first by name, then by what it holds, the columns that a row can't do without first. */
const headersFound = (feed: EventFeed, { columns }: Sample): Found => {
  const found = new Map<string, { header: string; guessed: boolean }>()
  const names = columns.map(({ header }) => header)
  for (const [column, declared] of Object.entries(feed.columns)) {
    const alone = { ...feed, columns: { [column]: declared }, retract: { headers: [], codes: [] } }
    const header = names.find((name) => layoutFit(alone, [name]).found === 1)
    if (header !== undefined) found.set(column, { header, guessed: false })
  }
  const left = Object.entries(feed.columns).filter(([column]) => !found.has(column))
  for (const [column, declared] of left.sort(([, a], [, b]) => Number(b.required) - Number(a.required))) {
    const taken = new Set([...found.values()].map(({ header }) => header))
    const free = columns.filter(({ header }) => !taken.has(header))
    const best = free.map((one) => ({ one, fit: fitOf(declared, one, feed.tables) })).sort((a, b) => b.fit - a.fit)[0]
    if (best !== undefined && best.fit > 0) found.set(column, { header: best.one.header, guessed: true })
  }
  return found
}

const wordsUnknown = (feed: EventFeed, { columns }: Sample, found: Found): Draft['words'] =>
  Object.entries(feed.columns).flatMap(([column, declared]) => {
    const table = declared.kind === 'code' ? feed.tables[declared.table] : undefined
    const texts = columns.find(({ header }) => header === found.get(column)?.header)?.texts ?? []
    const words = [...new Set(texts.map((text) => text.trim()))]
    if (table === undefined || declared.kind !== 'code' || words.length > mostWords) return []
    const find = lookup(table)
    return words
      .filter((word) => find(word) === undefined)
      .map((word) => ({ table: declared.table, word, meaning: likelyMeaning(table, word) ?? null }))
  })

const codesOf = ({ tables = {} }: Declaration, table: string): Record<string, string[]> | undefined => {
  const declared = tables[table]
  if (declared === undefined) return undefined
  declared.codes ??= {}
  return declared.codes
}
