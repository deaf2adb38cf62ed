import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type EventFeed, eventFeeds, layoutFit, mapRow, recogniseFeed } from '../src/index.ts'
import { context, feeds, identity } from './row-of.ts'

type Row = Readonly<Record<string, unknown>>
const directory = new URL('./samples/', import.meta.url)

/** The first row of a sample that is accepted as it stands, and its feed. */
const goodRow = (file: string): { readonly feed: EventFeed; readonly row: Row } | undefined => {
  const lines = readFileSync(new URL(encodeURIComponent(file), directory), 'utf8')
    .trimEnd()
    .split('\n')
  const [headers = [], ...cells] = lines.map((line) => line.split(','))
  const rows: readonly Row[] = file.endsWith('.ndjson')
    ? lines.map((line) => JSON.parse(line) as Row)
    : cells.map((row) => Object.fromEntries(headers.map((header, at) => [header, row[at] ?? ''])))
  const found = recogniseFeed(Object.keys(rows[0] ?? {}), feeds, file)
  if (!('feed' in found) || found.feed.delivers === 'reference') return undefined
  const { feed } = found
  const row = rows.find((each) => read(feed, each).kind === 'accepted')
  return row === undefined ? undefined : { feed, row }
}
const read = (feed: EventFeed, row: Row) => mapRow(feed, row, context, identity)

const samples = readdirSync(directory).flatMap((file) => goodRow(file) ?? [])

/** The header under which a row has a column that a feed declares. */
const headerOf = (feed: EventFeed, row: Row, column: string): string | undefined => {
  const declared = feed.columns[column]
  const only = { ...feed, columns: { [column]: declared } } as EventFeed
  return Object.keys(row).find((header) => layoutFit(only, [header]).found > 0)
}

const wide = (text: string): string => text.replace(/\d/g, (digit) => '０１２３４５６７８９'[Number(digit)] ?? digit)

test('every feed whose rows a department sends has a sample; what our own forms write has none', () => {
  const shown = new Set(samples.map(({ feed }) => feed.id))
  const ours = ['street-lead', 'visit-supporters', 'window-registration']
  expect(eventFeeds(feeds).flatMap(({ id }) => (shown.has(id) || ours.includes(id) ? [] : [id]))).toEqual([])
})

test.each(samples)(
  'a good row of $feed.id is read, and a number in wide digits is mended to the same',
  ({ feed, row }) => {
    const [person] = Object.entries(feed.columns).flatMap(([column, { kind }]) =>
      kind === 'id-number' || kind === 'disability-certificate' ? (headerOf(feed, row, column) ?? []) : [],
    )
    if (person === undefined) return expect.fail(`${feed.id} names nobody`)
    const [good, typed] = [read(feed, row), read(feed, { ...row, [person]: ` ${wide(String(row[person]))} ` })]
    if (good.kind !== 'accepted' || typed.kind !== 'accepted')
      return expect.fail(`${feed.id}: ${JSON.stringify(typed)}`)
    expect(typed.mended).toBe(true)
    expect(typed.event.data).toEqual(good.event.data)
    expect([typed.event.subject, typed.event.sourcekey]).toEqual([good.event.subject, good.event.sourcekey])
  },
)

test.each(samples)('a row of $feed.id without what the feed requires is refused for that field', ({ feed, row }) => {
  const required = Object.entries(feed.columns).flatMap(([column, declared]) =>
    declared.required ? (headerOf(feed, row, column) ?? []) : [],
  )
  expect(required.length).toBeGreaterThan(0)
  for (const header of required)
    expect(read(feed, { ...row, [header]: '' })).toMatchObject({ kind: 'quarantined', field: header })
})
