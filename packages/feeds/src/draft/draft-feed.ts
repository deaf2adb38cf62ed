import { withoutIdentifiers } from '@shouwang/identity'
import { dump, FAILSAFE_SCHEMA, load } from 'js-yaml'
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
  /** All headers of the file. */
  readonly headers: readonly string[]
  /** Headers of the file that nobody reads. */
  readonly unread: readonly string[]
  /** Words that the code tables did not know, and what each was taken for; null where nothing is near. */
  readonly words: readonly { readonly table: string; readonly word: string; readonly meaning: string | null }[]
}

/** What somebody decided of a draft: which header a column reads, or none; and what words of the file mean. */
export type DraftChoices = {
  readonly columns?: Readonly<Record<string, string | null>> | undefined
  readonly words?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined
}

type Declaration = {
  columns: Record<string, { headers: string[] } & Record<string, unknown>>
  tables?: Record<string, { codes?: Record<string, string[]> } & Record<string, unknown>>
} & Record<string, unknown>

/**
 * The feed whose layout a file comes nearest to; undefined where it has fewer than two columns in common with any, or only such as
 * many feeds have: a number, a name and a day tell of no fire.
 */
export const nearestFeed = (headers: readonly string[], feeds: readonly Feed[]): EventFeed | undefined => {
  const known = eventFeeds(feeds)
  const telling = headers.filter((header) => {
    const having = known.filter((feed) => layoutFit(feed, [header]).found > 0).length
    return having > 0 && having <= mostHaving
  })
  const scored = known.flatMap((feed) => {
    const { found, missing } = layoutFit(feed, headers)
    return layoutFit(feed, telling).found === 0 ? [] : [{ feed, found, score: found - missing.length }]
  })
  const best = scored.sort((a, b) => b.score - a.score || (a.feed.id < b.feed.id ? -1 : 1))[0]
  return best === undefined || best.found < fewestShared ? undefined : best.feed
}

const fewestShared = 2
/** A header that more feeds have says nothing of what a file tells. */
const mostHaving = 4
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
  choices: DraftChoices = {},
): Draft => {
  const { feed } = like
  const declared = load(like.text, { schema: FAILSAFE_SCHEMA }) as Declaration
  const found = headersFound(feed, sample, choices.columns ?? {})
  readHeaders(declared, found)
  const words = wordsUnknown(feed, sample, found, choices.words ?? {})
  for (const { table, word, meaning } of words) {
    const codes = meaning === null ? undefined : codesOf(declared, table)
    if (codes !== undefined && meaning !== null) codes[meaning] = [...(codes[meaning] ?? []), word]
  }
  const { pull: _pull, capture: _capture, ...kept } = declared
  const read = new Set([...found.values()].map(({ header }) => header))
  return {
    text: dump({ ...kept, ...named, fileNames: [named.name] }, { schema: FAILSAFE_SCHEMA, lineWidth: -1 }),
    columns: Object.keys(feed.columns).map((column) => {
      const at = found.get(column)
      return { column, header: at?.header ?? null, guessed: at?.guessed ?? false }
    }),
    headers: sample.columns.map(({ header }) => header),
    unread: sample.columns.map(({ header }) => header).filter((header) => !read.has(header)),
    words,
  }
}

type Found = ReadonlyMap<string, { readonly header: string; readonly guessed: boolean }>

/** Each column reads its header first, and none reads what was found to be for another. */
const readHeaders = ({ columns }: Declaration, found: Found): void => {
  for (const [column, declared] of Object.entries(columns)) {
    const own = found.get(column)?.header
    const others = new Set([...found].flatMap(([name, { header }]) => (name === column ? [] : [header])))
    const left = declared.headers.filter((header) => header !== own && !others.has(header))
    const read = own === undefined ? left : declared.headers.includes(own) ? declared.headers : [own, ...left]
    if (read.length > 0) declared.headers = read
  }
}

/** Which header is for which column: as somebody chose, then by name, then by what it holds, the columns that a row can't do without first. */
const headersFound = (feed: EventFeed, { columns }: Sample, chosen: NonNullable<DraftChoices['columns']>): Found => {
  const found = new Map<string, { header: string; guessed: boolean }>()
  for (const [column, header] of Object.entries(chosen))
    if (column in feed.columns && columns.some((one) => one.header === header) && header !== null)
      found.set(column, { header, guessed: false })
  const decided = new Set(Object.values(chosen))
  const names = columns.map(({ header }) => header).filter((header) => !decided.has(header))
  const open = Object.entries(feed.columns).filter(([column]) => !(column in chosen))
  for (const [column, declared] of open) {
    const alone = { ...feed, columns: { [column]: declared }, retract: { headers: [], codes: [] } }
    const header = names.find((name) => layoutFit(alone, [name]).found === 1)
    if (header !== undefined) found.set(column, { header, guessed: false })
  }
  const left = open.filter(([column]) => !found.has(column))
  for (const [column, declared] of left.sort(([, a], [, b]) => Number(b.required) - Number(a.required))) {
    const taken = new Set([...found.values()].map(({ header }) => header))
    const free = columns.filter(({ header }) => !taken.has(header))
    const best = free.map((one) => ({ one, fit: fitOf(declared, one, feed.tables) })).sort((a, b) => b.fit - a.fit)[0]
    if (best !== undefined && best.fit > 0) found.set(column, { header: best.one.header, guessed: true })
  }
  return found
}

const wordsUnknown = (
  feed: EventFeed,
  { columns }: Sample,
  found: Found,
  chosen: NonNullable<DraftChoices['words']>,
): Draft['words'] =>
  Object.entries(feed.columns).flatMap(([column, declared]) => {
    const table = declared.kind === 'code' ? feed.tables[declared.table] : undefined
    const texts = columns.find(({ header }) => header === found.get(column)?.header)?.texts ?? []
    const words = [...new Set(texts.map((text) => text.trim()))]
    if (table === undefined || declared.kind !== 'code' || words.length > mostWords) return []
    const find = lookup(table)
    return (
      words
        // A table that was filled from a column of people would keep them.
        .filter((word) => find(word) === undefined && withoutIdentifiers(word) === word)
        .map((word) => ({
          ...{ table: declared.table, word },
          meaning: chosen[declared.table]?.[word] ?? likelyMeaning(table, word) ?? null,
        }))
    )
  })

const codesOf = ({ tables = {} }: Declaration, table: string): Record<string, string[]> | undefined => {
  const declared = tables[table]
  if (declared === undefined) return undefined
  declared.codes ??= {}
  return declared.codes
}
