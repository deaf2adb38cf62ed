import { readdirSync, readFileSync } from 'node:fs'
import { ChangeEvent } from '@shouwang/contracts'
import { expect, test } from 'vitest'
import { businessDayFromFileName, mapRow, recogniseFeed, referenceReader } from '../src/index.ts'
import { context, feeds, identity } from './row-of.ts'

const directory = new URL('./samples/', import.meta.url)
const files = readdirSync(directory)

type Sample = { readonly headers: readonly string[]; readonly rows: readonly Record<string, unknown>[] }

const sample = (file: string): Sample => {
  const lines = readFileSync(new URL(encodeURIComponent(file), directory), 'utf8')
    .trimEnd()
    .split('\n')
  if (file.endsWith('.ndjson')) {
    const rows = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
    return { headers: Object.keys(rows[0] ?? {}), rows }
  }
  const [headers = [], ...cells] = lines.map((line) => line.split(','))
  return { headers, rows: cells.map((row) => Object.fromEntries(headers.map((header, at) => [header, row[at]]))) }
}

const map = (file: string) => {
  const { headers, rows } = sample(file)
  const found = recogniseFeed(headers, feeds, file)
  if (!('feed' in found)) throw new Error(`${file} was not recognised: ${found.near.map(({ why }) => why).join('; ')}`)
  const { feed } = found
  if (feed.delivers === 'reference') return rows.map(referenceReader(feed, context.businessDay))
  const businessDay = businessDayFromFileName(file) ?? context.businessDay
  return rows.map((row, at) => mapRow(feed, row, { ...context, rowNo: at + 1, businessDay }, identity))
}

test.each(files)('%s is recognised by its headers alone', (file) => {
  const { headers } = sample(file)
  const named = recogniseFeed(headers, feeds, file)
  expect(named).toHaveProperty('feed')
  expect(recogniseFeed(headers, feeds)).toEqual(named)
})

test.each(files.filter((file) => !file.includes('残疾人证')))('every row of %s is accepted', (file) => {
  expect(map(file).filter(({ kind }) => kind === 'quarantined')).toEqual([])
})

const identifying =
  /身份|证件号|残疾人证号|姓名|电话|号牌|单元号|信用代码|单位名称|住址|地址|内容|所有人|权利人|psn_(cert_no|name)/

test.each(files)('the events of %s are valid and hold no ID number, name, phone or plate', (file) => {
  const { rows } = sample(file)
  for (const [at, result] of map(file).entries()) {
    if (result.kind === 'quarantined' || !('event' in result)) continue
    expect(ChangeEvent.parse(result.event)).toEqual(result.event)
    const text = JSON.stringify(result.event)
    for (const [header, value] of Object.entries(rows[at] ?? {}))
      if (identifying.test(header) && String(value).length > 1) expect(text).not.toContain(value)
  }
})

test('of the disability certificates exactly the six bad ones are set aside, each for its own fault', () => {
  const results = map('残联_残疾人证.csv')
  expect(results.filter(({ kind }) => kind === 'quarantined')).toEqual([
    { kind: 'quarantined', reason: 'bad-id-number', field: '残疾人证号' },
    { kind: 'quarantined', reason: 'unknown-code', field: '残疾等级' },
    { kind: 'quarantined', reason: 'bad-id-number', field: '残疾人证号' },
    { kind: 'quarantined', reason: 'missing-value', field: '残疾人证号' },
    { kind: 'quarantined', reason: 'unknown-code', field: '残疾类别' },
    { kind: 'quarantined', reason: 'future-date', field: '办证日期' },
  ])
  expect(results.filter((result) => result.kind === 'accepted' && result.mended)).toHaveLength(2)
})
