import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import type { RawRecord } from '@shouwang/contracts'
import type { EventFeed, MappedRow } from '@shouwang/feeds'
import { checkDigit } from '@shouwang/identity'
import { readRecords } from '@shouwang/intake'
import { type Door, mapped, openDoor, sheetRow, workbook } from '@shouwang/intake/testing'
import fc from 'fast-check'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pullFeed } from '../src/pulls/pull-feed.ts'
import { streamRecord } from '../src/stream-row.ts'

/** A cell as somebody writes it: as text, or as a number where `number` says so. */
type Cell = { readonly text: string; readonly number?: boolean }
type Line = Readonly<Record<string, Cell>>

let door: Door
let server: ServerType
let feed: EventFeed
let answer = '[]'
beforeAll(async () => {
  door = await openDoor()
  const department = new Hono().get('/rows', (c) => c.body(answer, 200, { 'content-type': 'application/json' }))
  server = await new Promise((resolve) => {
    const started = serve({ fetch: department.fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(started))
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/rows`
  const declared = door.intake.feeds.find(({ id }) => id === 'disaster') as EventFeed
  feed = { ...declared, pull: { url, cron: '5 * * * *' } }
})
afterAll(async () => {
  server.close()
  await door.close()
})

const json = (line: Line): string =>
  `{${Object.entries(line)
    .map(([header, { text, number }]) => `${JSON.stringify(header)}:${number === true ? text : JSON.stringify(text)}`)
    .join(',')}}`
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
const csv = (line: Line): string =>
  `${Object.keys(line).join(',')}\n${Object.values(line)
    .map(({ text }) => quoted(text))
    .join(',')}\n`
const xlsx = (line: Line): Buffer =>
  workbook({
    sheets: {
      a:
        sheetRow(1, ...Object.keys(line)) +
        sheetRow(
          2,
          ...Object.values(line).map(({ text, number }) => (number === true ? `<c><v>${text}</v></c>` : text)),
        ),
    },
  })

const fromFile = async (bytes: Uint8Array, fileName: string): Promise<MappedRow | undefined> => {
  const { mapped } = await door.readFile(bytes, { fileName, feed: 'disaster' })
  return mapped[0]
}
const fromHttp = async (line: Line): Promise<MappedRow | undefined> => {
  const [row] = await readRecords(Buffer.from(json(line)), { form: 'json', encoding: 'utf-8' }, feed)
  return row !== undefined && 'cells' in row ? mapped('disaster', JSON.parse(JSON.stringify(row.cells))) : undefined
}
const clock = { now: () => '2026-11-07T09:00:00Z', today: () => '2026-11-07' }
const fromKafka = (line: Line): MappedRow => {
  const message = { topic: 'records.disaster', partition: 0, offset: 0, key: 'k', value: json(line) }
  const { record } = streamRecord(message, 'disaster', clock)
  return mapped('disaster', record.row ?? {})
}
const fromPull = async (line: Line): Promise<MappedRow | undefined> => {
  answer = `[${json(line)}]`
  const before = door.recordsIn('disaster').length
  const events = {
    pulled: () => undefined,
    pullFailed: (_: string, error: unknown) => {
      throw error
    },
  }
  const { signal } = new AbortController()
  await pullFeed({ intake: door.intake, today: clock.today, secret: () => undefined, events, signal }, feed)
  const record: RawRecord | undefined = door.recordsIn('disaster')[before]
  return record === undefined ? undefined : door.mappedOf('disaster', record)
}

/** What a row came to: its fact, or why there is none. */
const outcomeOf = (row: MappedRow | undefined) => {
  if (row?.kind !== 'accepted') return row === undefined ? 'no row' : `${row.reason} ${row.field}`
  const { subject, sourcekey, data } = row.event
  return { subject, sourcekey, data }
}

const text = (written: string): Cell => ({ text: written })
const number = (written: string): Cell => ({ text: written, number: true })
const wide = (written: string): string =>
  written.replace(/\d/g, (digit) => '０１２３４５６７８９'[Number(digit)] ?? digit)

const household = fc
  .integer({ min: 350_100_000_000, max: 350_199_999_999 })
  .map(String)
  .chain((digits) =>
    fc.constantFrom(
      text(digits),
      text(`${digits}.0`),
      text(` ${wide(digits)} `),
      text(`${digits[0]}.${digits.slice(1)}E11`),
      text('3.5E11'),
      number(digits),
    ),
  )
const person = fc.integer({ min: 0, max: 999 }).chain((nth) => {
  const body = `35020319790602${String(nth).padStart(3, '0')}`
  const id = body + checkDigit(body)
  return fc.constantFrom(text(id), text(id.toLowerCase()), text(wide(id)), text(` ${id.slice(0, 6)} ${id.slice(6)}`))
})
const day = fc.constantFrom(
  ...[
    '2026-10-05',
    '2026/10/5',
    '2026.10.5',
    '2026年10月5日',
    '20261005',
    '２０２６-１０-０５',
    '2026-10-05 08:30',
  ].map(text),
  ...['2026.1', '2026-10-04T18:40:00Z', '46300', '去年', '2026⁄10⁄5'].map(text),
  number('20261005'),
  number('46300'),
)
const amount = fc
  .integer({ min: 1, max: 9_999_999 })
  .chain((yuan) =>
    fc.constantFrom(
      text(String(yuan)),
      text(`${yuan}.00`),
      text(`￥${yuan.toLocaleString('en-US')}元`),
      text(`${yuan / 10_000}万`),
      text('\\N'),
      text('￥-'),
      text('1.2E+05'),
      number(String(yuan)),
      number(`${yuan}.5`),
    ),
  )
const line = fc
  .record({ 户号: household, 身份证号: person, 日期: day, 损失金额: amount })
  .map((cells): Line => ({ ...cells, 姓名: text('某人'), 灾种: text('台风洪涝'), 情况: text('房屋倒塌') }))

test('the same row is the same fact, or the same refusal, through every door', async () => {
  await fc.assert(
    fc.asyncProperty(line, async (row) => {
      const byFile = outcomeOf(await fromFile(Buffer.from(csv(row)), '应急_灾情.csv'))
      expect(outcomeOf(await fromFile(Buffer.from(`${json(row)}\n`), '应急_灾情.ndjson'))).toEqual(byFile)
      expect(outcomeOf(await fromFile(xlsx(row), '应急_灾情.xlsx'))).toEqual(byFile)
      expect(outcomeOf(await fromHttp(row))).toEqual(byFile)
      expect(outcomeOf(fromKafka(row))).toEqual(byFile)
      expect(outcomeOf(await fromPull(row))).toEqual(byFile)
    }),
    { numRuns: 60 },
  )
})

test('an ID number that came as a number is its person or a refusal, never another person', async () => {
  const nth = fc.integer({ min: 0, max: 999 }).filter((n) => checkDigit(idBody(n)) !== 'X')
  await fc.assert(
    fc.asyncProperty(nth, async (n) => {
      const id = idBody(n) + checkDigit(idBody(n))
      const cells = { 户号: text('350100000034'), 身份证号: text(id), 日期: text('2026-10-05') }
      const right = outcomeOf(fromKafka({ ...cells, 姓名: text('某人'), 灾种: text('台风') }))
      const row = { ...cells, 身份证号: number(id), 姓名: text('某人'), 灾种: text('台风') }
      const outcomes = [await fromHttp(row), fromKafka(row), await fromFile(xlsx(row), '应急_灾情.xlsx')].map(outcomeOf)
      for (const outcome of outcomes)
        if (typeof outcome === 'object') expect(outcome).toEqual(right)
        else expect(outcome).toBe('rounded-number 身份证号')
      // What a program that counts in doubles would have sent.
      const rounded = fromKafka({ ...row, 身份证号: number(String(Number(id))) })
      expect(outcomeOf(rounded)).toBe('rounded-number 身份证号')
    }),
    { numRuns: 60 },
  )
})

const idBody = (nth: number): string => `35020319790602${String(nth).padStart(3, '0')}`
