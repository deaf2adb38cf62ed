import { readFileSync } from 'node:fs'
import type { MappedRow } from '../src/index.ts'
import { feeds, mapped } from './row-of.ts'

/** How one office's rows are read: the first row of its sample, the same typed by hand, and one that can't be meant. */
export type OfficeRows = {
  readonly feed: string
  readonly file: string
  readonly says: Readonly<Record<string, unknown>>
  /** Other headers and spellings for the same. */
  readonly mended: Readonly<Record<string, string>>
  readonly refused: Readonly<Record<string, string>>
  readonly reason: string
}

type Row = Readonly<Record<string, string>>

/** The first row of a sample file. */
export const sampleRow = (file: string): Row => {
  const text = readFileSync(new URL(`./samples/${encodeURIComponent(file)}.csv`, import.meta.url), 'utf8')
  const [headers = [], cells = []] = text.split('\n').map((line) => line.split(','))
  return Object.fromEntries(headers.map((header, at) => [header, cells[at] ?? '']))
}

/** What the catalogue makes of a row; a refused one without the mark that it leaves. */
export const readAs = (feed: string, row: Row): MappedRow => mapped(feed, row)

/** The row with other headers for the same columns, and its person's number with a wide letter. */
export const typedByHand = (feed: string, row: Row, instead: Row): Row => {
  const columns = Object.values(feeds.find(({ id }) => id === feed)?.columns ?? {})
  const bare = (header: string): string => header.replace(/（.*）$/, '')
  const replaced = columns.flatMap(({ headers }) =>
    Object.keys(instead).some((header) => headers.includes(bare(header))) ? headers : [],
  )
  const others = Object.entries(row).filter(([header]) => !replaced.includes(header))
  return { ...Object.fromEntries(others), ...instead, 身份证号: row.身份证号?.replace('X', 'ｘ') ?? '' }
}
