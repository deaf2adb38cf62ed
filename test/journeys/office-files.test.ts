import { readdirSync, readFileSync } from 'node:fs'
import type { ChangeEvent } from '@shouwang/contracts'
import { readRecords } from '@shouwang/intake'
import { type Door, mapped, openDoor, type ReadFile } from '@shouwang/intake/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const cases = new URL('../cases/', import.meta.url)
const bytesOf = (folder: string, fileName: string): Buffer =>
  readFileSync(new URL(`${folder}/${encodeURIComponent(fileName)}`, cases))

let door: Door
beforeAll(async () => {
  door = await openDoor()
})
afterAll(() => door.close())

const read = (folder: string, fileName: string, about: object = {}): Promise<ReadFile> =>
  door.readFile(bytesOf(folder, fileName), { fileName, ...about })
const dataOf = <T extends ChangeEvent['type']>(file: ReadFile, type: T) =>
  file.events.flatMap((event) => (event.type === type ? [event.data as Extract<ChangeEvent, { type: T }>['data']] : []))

test('a roll of one worksheet per town is read from all of them', async () => {
  const file = await read('01-roll-one-sheet-per-town', '民政_救助名册_20261107.xlsx')
  expect(file.events).toHaveLength(31)
  expect(file.end).toMatchObject({ end: 'whole', businessDay: '2026-11-07' })
  expect(file.end?.notWhole).toBeUndefined()
})

describe('a header in two rows', () => {
  test.each(['民政_救助名册_20261031.xlsx', '民政_救助名册_20261107.xlsx'])('gives %s its days', async (name) => {
    const file = await read('02-two-level-header', name)
    const rolls = dataOf(file, 'AssistanceListed')
    expect(rolls).toHaveLength(31)
    expect(rolls.map(({ from }) => from).filter((from) => from === '2025-03-01')).toHaveLength(30)
    expect(rolls[0]).toMatchObject({ to: '2026-09-30' })
  })

  test('may hold the columns that a feed requires', async () => {
    const about = { snapshotDay: '2026-10-31' }
    const file = await read('02-two-level-header', '救助名册_两级表头必填.xlsx', about)
    expect(file).toMatchObject({ feed: 'assistance-roll', refused: null })
    expect(file.events).toHaveLength(31)
  })
})

test.each(readdirSync(new URL('03-unit-outside-header/', cases)))('the loss in %s is 42,000 yuan', async (name) => {
  const file = await read('03-unit-outside-header', name)
  expect(dataOf(file, 'DisasterSuffered')).toMatchObject([{ lossFen: 4_200_000 }])
})

describe('numbers that a program wrote as decimals', () => {
  test('are the household, the region and the phone that they write out', async () => {
    const file = await read('05-float-suffix', '公安_户籍人口_20261031.csv')
    expect(file.events).toHaveLength(729)
    const at = (events: readonly ChangeEvent[]) => events.map(({ data }) => data as Record<string, unknown>)
    expect(at(file.events).every(({ householdNo }) => /^\d{12}$/.test(String(householdNo)))).toBe(true)
    expect(at(file.events).every(({ region }) => /^\d{12}$/.test(String(region)))).toBe(true)
    expect(file.mapped.every((row) => row.kind === 'accepted' && row.mended)).toBe(true)
    expect(
      file.mapped.every((row) => row.kind === 'accepted' && /^1\d{10}$/.test(row.vault[0]?.entry.phone ?? '')),
    ).toBe(true)
  })

  test('are the codes that they write out', async () => {
    const file = await read('05-float-suffix', '公安_户籍人口_代码也带点零.csv', { snapshotDay: '2026-10-31' })
    expect(dataOf(file, 'ResidentRegistered')).toMatchObject([
      { relation: 'daughter', sex: 'female' },
      { relation: 'head', sex: 'male' },
      { relation: 'spouse', sex: 'female' },
    ])
  })
})

test('nothing and for ever are known in every spelling', async () => {
  const file = await read('08-null-and-endless', '民政_救助名册_20261031.csv')
  expect(file.mapped.filter(({ kind }) => kind !== 'accepted')).toEqual([])
  expect(new Set(dataOf(file, 'AssistanceListed').map(({ to }) => to))).toEqual(new Set([null]))
})

test('rows of which Excel left out the empty last columns are whole rows', async () => {
  const file = await read('10-excel-short-rows', '民政_救助名册_20261107.csv')
  expect(file.events).toHaveLength(31)
  expect(file.end).toMatchObject({ end: 'whole' })
})

test.each(readdirSync(new URL('12-part-names/', cases)))('%s is read whatever its parts are called', async (name) => {
  const file = await read('12-part-names', name, { snapshotDay: '2026-10-31' })
  expect(file.events).toHaveLength(31)
})

test.each(readdirSync(new URL('16-month-lost-nought/', cases)))('2026.1 in %s is no month', async (name) => {
  const file = await read('16-month-lost-nought', name)
  const reasons = file.mapped.map((row) => (row.kind === 'accepted' ? 'accepted' : row.reason))
  expect(reasons).toEqual(['bad-month', 'accepted', 'accepted', 'bad-month'])
  expect(dataOf(file, 'PensionPaid').map(({ month }) => month)).toEqual(['2026-02', '2026-09'])
})

test('what stands under a roll is no people, and is named', async () => {
  const file = await read('18-footers', '民政_救助名册_20261107.csv')
  expect(file.mapped).toHaveLength(31)
  expect(file.events).toHaveLength(31)
  expect(file.remarks).toEqual({ '不是记录、没有当作人的行：合计、填报单位、制表人、填报日期、备注': 5 })
})

test('a roll whose name holds no day is asked for one', async () => {
  const file = await read('12-part-names', '民政_救助名册_样式名.xlsx')
  expect(file.refused).toContain('--snapshot-day')
})

describe('numbers of many digits over HTTP', () => {
  const overHttp = async (fileName: string, form: 'json' | 'ndjson', feed: string) => {
    const bytes = bytesOf('07-big-numbers-over-http', fileName)
    const rows = await readRecords(bytes, { form, encoding: 'utf-8' }, undefined)
    return rows.map((row) => ('cells' in row ? mapped(feed, JSON.parse(JSON.stringify(row.cells))) : row))
  }

  test('are two settlements, as in a file', async () => {
    const file = await read('07-big-numbers-over-http', 'settlements.ndjson')
    const sent = await overHttp('settlements.ndjson', 'ndjson', 'med-settlement')
    const keys = (rows: readonly object[]) => rows.map((row) => ('event' in row ? row.event : row) as ChangeEvent)
    expect(keys(sent).map(({ sourcekey, data }) => ({ sourcekey, data }))).toEqual(
      file.events.map(({ sourcekey, data }) => ({ sourcekey, data })),
    )
    expect(file.events.map(({ sourcekey }) => sourcekey)).toEqual(['350202610050000123', '350202610050000124'])
  })

  test('are the person whom they name', async () => {
    const [row] = await overHttp('id-as-number.json', 'json', 'death-certificate')
    expect(row).toMatchObject({ kind: 'accepted', vault: [{ entry: { idNumber: '350206198602240753' } }] })
  })
})
