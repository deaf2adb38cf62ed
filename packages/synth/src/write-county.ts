import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import type { Day } from '@shouwang/contracts'
import iconv from 'iconv-lite'
import { type CountyOptions, synthCounty, type Truth } from './county.ts'
import { type FeedId, type FeedRow, feeds, type Layout, layouts } from './layouts.ts'
import type { Span } from './span.ts'

/** What was written: the files by feed, and how much they hold. */
export type WrittenCounty = {
  readonly asOf: Day
  readonly households: number
  readonly people: number
  readonly rows: number
  readonly files: Readonly<Record<FeedId, string>>
}

/**
 * Writes a county into a directory as its departments would hand it over, with regions.csv, staff.csv, expected.csv and
 * expected.json beside. Streams to disk; `told` hears of the rows written so far.
 */
export const writeCounty = async (
  directory: string,
  options: CountyOptions,
  told: (rows: number) => void = () => {},
): Promise<WrittenCounty> => {
  await mkdir(directory, { recursive: true })
  const county = synthCounty(options)
  const files = Object.fromEntries(feeds.map((feed) => [feed, fileNameOf(feed, county.span)])) as Record<FeedId, string>
  const writers = new Map(feeds.map((feed) => [feed, fileWriter(join(directory, files[feed]), feed)]))
  let [households, people, rows] = [0, 0, 0]
  for (const sent of county.rows()) {
    await writers.get(sent.feed)?.write(sent)
    rows += 1
    if (rows % rowsBetweenNews === 0) told(rows)
    if (sent.feed !== 'resident-register') continue
    people += 1
    if (sent.row.与户主关系 === '0') households += 1
  }
  await Promise.all([...writers.values()].map((writer) => writer.close()))
  const reference = {
    'regions.csv': county.regions,
    'staff.csv': county.staff,
    'expected.csv': [...county.truth()].map(expectedRow),
  }
  for (const [name, list] of Object.entries(reference)) await writeFile(join(directory, name), csvText(list))
  const rejectedRows = Object.fromEntries(
    Object.entries(county.rejected).map(([feed, count]) => [files[feed as FeedId], count]),
  )
  const summary = { asOf: county.span.to, rejectedRows, households, people, rows }
  await writeFile(join(directory, 'expected.json'), `${JSON.stringify(summary, null, 2)}\n`)
  told(rows)
  return { asOf: county.span.to, households, people, rows, files }
}

/** The name of a feed's file; a snapshot's carries the day that it is the state of. */
const fileNameOf = (feed: FeedId, span: Span): string => {
  const { file, snapshot }: Layout = layouts[feed]
  const day = snapshot === 'register' ? span.registerDay : snapshot === undefined ? undefined : span.to
  return `${file}${day === undefined ? '' : `_${day.replaceAll('-', '')}`}.${feed === 'med-settlement' ? 'ndjson' : 'csv'}`
}

const rowsBetweenNews = 10_000
const bufferedCharacters = 1 << 16

/** Collects rows and writes them in larger pieces, waiting where the disk is slower. */
const fileWriter = (path: string, feed: FeedId) => {
  const { headers, encoding, title }: Layout = layouts[feed]
  const isJson = feed === 'med-settlement'
  const stream = createWriteStream(path)
  let held = isJson
    ? ''
    : `${encoding === 'utf-8-bom' ? '\uFEFF' : ''}${title === undefined ? '' : csvLine([title])}${csvLine(headers)}`
  const flush = async () => {
    const bytes = encoding === 'gb18030' ? iconv.encode(held, 'gb18030') : Buffer.from(held)
    held = ''
    await written(stream, bytes)
  }
  return {
    write: async ({ row }: FeedRow) => {
      const cells: Readonly<Record<string, string | number>> = row
      held += isJson ? `${JSON.stringify(row)}\n` : csvLine(headers.map((header) => cells[header] ?? ''))
      if (held.length > bufferedCharacters) await flush()
    },
    close: async () => {
      await flush()
      stream.end()
      await finished(stream)
    },
  }
}

const written = async (stream: WriteStream, bytes: Buffer): Promise<void> => {
  if (!stream.write(bytes)) await once(stream, 'drain')
}

const expectedRow = (truth: Truth) => ({
  scenario: truth.scenario,
  household_no: truth.householdNo,
  head_id: truth.headId,
  village: truth.village,
  must_fire: truth.mustFire.join(' '),
  must_not_fire: truth.mustNotFire.join(' '),
  note: truth.note,
})

const csvText = (rows: readonly Readonly<Record<string, string>>[]): string =>
  [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))].map(csvLine).join('')

const csvLine = (cells: readonly (string | number)[]): string => `${cells.map(csvCell).join(',')}\r\n`

const csvCell = (cell: string | number): string =>
  /[",\r\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell)
