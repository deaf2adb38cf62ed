import { readdirSync, readFileSync } from 'node:fs'
import type { Day } from '@shouwang/contracts'
import { type Feed, loadFeeds } from '@shouwang/feeds'
import { keyFromText, pseudonymiser } from '@shouwang/identity'
import { describe, expect, test } from 'vitest'
import { refuseSpoilt } from '../src/file-rows.ts'
import { checkFile } from '../src/index.ts'
import { layouts, spellings } from './spellings.ts'

type Table = readonly (readonly string[])[]

const feeds = loadFeeds()
const identity = pseudonymiser(keyFromText('0f'.repeat(32)))
const folder = new URL('../../feeds/test/samples/', import.meta.url)

const quoted = (cell: string): string => (/[",\n\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
const csv = (table: Table): string => table.map((row) => `${row.map(quoted).join(',')}\n`).join('')

/** What a file says, row by row: its facts, or why a row is refused. */
const factsOf = async (
  fileName: string,
  table: Table,
  named?: string,
): Promise<{ feed: string | null; facts: readonly string[] }> => {
  const facts: string[] = []
  const { feed } = await checkFile({ feeds, identity }, one(csv(table)), {
    ...{ fileName, feed: named, asOf: '2026-10-31' as Day },
    onRow: (_, row) => {
      if (row.kind === 'quarantined') facts.push(`refused: ${row.reason}`)
      else if ('event' in row && row.event !== undefined) {
        const { type, subject, data } = row.event
        facts.push(JSON.stringify([type, subject, data]))
      } else facts.push(row.kind)
    },
  })
  return { feed, facts }
}

async function* one(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

type Sample = { readonly file: string; readonly table: Table; readonly feed: Feed; readonly facts: readonly string[] }

const read = async (file: string): Promise<Sample> => {
  const text = readFileSync(new URL(encodeURIComponent(file), folder), 'utf8').trimEnd()
  const table = text.split('\n').map((line) => line.split(','))
  const { feed: id, facts } = await factsOf(file, table)
  const feed = feeds.find((each) => each.id === id)
  if (feed === undefined) throw new Error(`${file} was not recognised`)
  return { file, table, feed, facts }
}

const isReference = (file: string): boolean => ['regions.csv', 'staff.csv'].includes(file)
const samples = await Promise.all(
  readdirSync(folder)
    .filter((file) => file.endsWith('.csv') && !isReference(file))
    .map(read),
)

const kindOf = (feed: Feed, header: string): string | undefined =>
  Object.values(feed.columns).find(({ headers }) => headers.includes(header))?.kind

/** The samples in which a kind of column stands, each with its cells of that kind spelt so; those that nothing changes in are left out. */
const spelt = (kind: string, spell: (cell: string) => string): { readonly sample: Sample; readonly table: Table }[] =>
  samples.flatMap((sample) => {
    const [headers = [], ...rows] = sample.table
    const ofKind = headers.map((header) => kindOf(sample.feed, header) === kind)
    const table = [
      headers,
      ...rows.map((row) => row.map((cell, at) => (ofKind[at] && cell !== '' ? spell(cell) : cell))),
    ]
    return csv(table) === csv(sample.table) ? [] : [{ sample, table }]
  })

const everySpelling = Object.entries(spellings).flatMap(([kind, ways]) =>
  Object.entries(ways).map(([way, spell]) => ({ kind, way, spell })),
)

test.each(everySpelling)('$kind, $way: every file says what it says in plain spelling', async ({ kind, spell }) => {
  const files = spelt(kind, spell)
  expect(files).not.toHaveLength(0)
  for (const { sample, table } of files)
    expect(await factsOf(sample.file, table, sample.feed.id), sample.file).toMatchObject({ facts: sample.facts })
})

describe('a table', () => {
  test.each(Object.entries(layouts))('with %s says what it says without', async (_, lay) => {
    for (const { file, table, feed, facts } of samples)
      expect(await factsOf(file, lay(table)), file).toEqual({ feed: feed.id, facts })
  })
})

describe('a register of which a spreadsheet has taken the noughts', () => {
  const register = (...relations: string[]) =>
    relations.map((relation, at) => ({
      公民身份号码: ['35020319790602784342', '350203198108047825'][at] ?? '',
      与户主关系: relation,
    }))
  const feed = feeds.find(({ id }) => id === 'resident-register') as Feed

  test('is refused by the column: the 01 of a head of household would be a spouse', () => {
    const refuse = refuseSpoilt(feed, '户籍人口.csv')
    const rows = register('1', '10').map((cells, at) => ({ rowNo: at + 1, cells }))
    expect(() => refuse(rows)).toThrow(/与户主关系/)
  })

  test.each([[['01', '10']], [['0', '1']], [['02', '12', '1']], [['本人', '1']]])('%j is taken', (relations) => {
    const rows = register(...relations).map((cells, at) => ({ rowNo: at + 1, cells }))
    expect(() => refuseSpoilt(feed, '户籍人口.csv')(rows)).not.toThrow()
  })
})
