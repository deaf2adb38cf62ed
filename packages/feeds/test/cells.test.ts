import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellText, isBlank } from '../src/cell-text.ts'
import { isEndless, isNoDay, readDay, readMonth } from '../src/day-cell.ts'
import { readIdentifier } from '../src/identifier-cell.ts'
import { readArea, readFen, readNumber, readShare } from '../src/number-cell.ts'
import type { RowReading } from '../src/reading.ts'
import { CellRefusal } from '../src/refusal.ts'
import { identity } from './row-of.ts'

const read = (reader: (text: string, reading: RowReading, cell: unknown) => unknown, cell: unknown) => {
  const reading: RowReading = { mended: false, limit: '2026-10-31', identity }
  const value = reader(cellText(cell) ?? '', reading, cell)
  return value instanceof CellRefusal ? value.reason : reading.mended ? [value, 'mended'] : value
}
const day = (cell: unknown) => read((text, reading, raw) => readDay(raw, text, reading), cell)
const month = (cell: unknown) => read((text, reading, raw) => readMonth(raw, text, reading), cell)
const yuan = (cell: unknown) => read((text, reading) => readFen(text, 'yuan', false, reading), cell)

test.each([
  ['2026-10-05', '2026-10-05'],
  ['2026-10-05 18:40:00', '2026-10-05'],
  ['2026-10-05T18:40:00+08:00', '2026-10-05'],
  ['2026-10-04T18:40:00Z', '2026-10-05'],
  ['2026-10-05T01:00:00+09:00', '2026-10-05'],
  // Summer time: midnight of these days was an hour earlier elsewhere in the zone's history.
  ['1988-06-30T15:00:00Z', '1988-07-01'],
  ['1988-06-30T23:30:00+08:00', '1988-07-01'],
  ['1941-06-30T15:00:00Z', '1941-07-01'],
  ['1985-06-30T15:30:00Z', '1985-06-30'],
  ['2024-02-29', '2024-02-29'],
  [46248, '2026-08-14'],
  [46248.75, '2026-08-14'],
])('the day %s is read as %s', (cell, expected) => {
  expect(day(cell)).toBe(expected)
})

test.each([
  ['2026/10/5', '2026-10-05'],
  ['2026.10.5', '2026-10-05'],
  ['二〇二六年十月五日', '2026-10-05'],
  ['一九八五年十二月三十一日', '1985-12-31'],
  ['2026/10/5 上午 12:00:00', '2026-10-05'],
  ['05-Oct-2026', '2026-10-05'],
  ['05OCT2026:00:00:00', '2026-10-05'],
  ['Oct  5 2026 12:00AM', '2026-10-05'],
  ['Mon Oct 05 00:00:00 CST 2026', '2026-10-05'],
  // Java prints midnight of a summer in which clocks were moved so; another zone's CDT is no day of ours.
  ['Fri Jul 01 00:00:00 CDT 1988', '1988-07-01'],
  ['20261006', '2026-10-06'],
  [20261006, '2026-10-06'],
  ['20261006184000', '2026-10-06'],
  ['2026年10月5日', '2026-10-05'],
  ['2026年10月5号', '2026-10-05'],
  ['2026/10/5 9:05', '2026-10-05'],
  ['２０２６－１０－０５', '2026-10-05'],
  ['46248', '2026-08-14'],
  ['2024.8', '2024-08-01'],
  [2024.8, '2024-08-01'],
  ['202408', '2024-08-01'],
])('the day %s is mended to %s', (cell, expected) => {
  expect(day(cell)).toEqual([expected, 'mended'])
})

test.each([
  '2026-02-30',
  '2023-02-29',
  '2026-13-01',
  '26-10-05',
  '10/05/2026',
  '去年',
  '00000000',
  2026.1,
  '2026.1',
  '1026-10-05',
])('the day %s is refused', (cell) => {
  expect(day(cell)).toBe('bad-date')
})

test('every day of two centuries is read back from each way of writing it', () => {
  const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(days, (date) => {
      const iso = date.toISOString().slice(0, 10)
      const [y, m, d] = iso.split('-')
      for (const text of [`${y}/${Number(m)}/${Number(d)}`, `${y}${m}${d}`, `${y}年${Number(m)}月${Number(d)}日`])
        expect(day(text)).toEqual([iso, 'mended'])
      expect(day(iso)).toBe(iso)
    }),
  )
})

test.each([
  ['2026-09', '2026-09'],
  ['2026.9', ['2026-09', 'mended']],
  ['2026.10', ['2026-10', 'mended']],
  ['202609', ['2026-09', 'mended']],
  [202609, ['2026-09', 'mended']],
  ['2026年9月', ['2026-09', 'mended']],
  ['2026年09月份', ['2026-09', 'mended']],
  ['2026-09-30', '2026-09'],
  ['2026-13', 'bad-month'],
  [2026.1, 'bad-month'],
  ['2026.1', 'bad-month'],
  ['2026年1月', ['2026-01', 'mended']],
  ['202610.0', ['2026-10', 'mended']],
])('the month %s is read as %s', (cell, expected) => {
  expect(month(cell)).toEqual(expected)
})

test.each([
  ['1200.5', 120050],
  [1200.5, 120050],
  ['0', 0],
  ['1.005', 101],
  [0.1 + 0.2, 30],
  ['1,200.50', [120050, 'mended']],
  ['￥1,200元', [120000, 'mended']],
  ['１２００', [120000, 'mended']],
  ['1.2万', [1200000, 'mended']],
  ['3万元', [3000000, 'mended']],
  ['RMB 1,200', [120000, 'mended']],
  ['人民币1200元整', [120000, 'mended']],
  ['1.2千元', [120000, 'mended']],
  ['1200 CNY', [120000, 'mended']],
  ['1200美元', 'bad-amount'],
  ['1200元/年', 'bad-amount'],
  ['-5', 'bad-amount'],
  ['1,20', 'bad-amount'],
  ['1.2E+05', 'bad-amount'],
  ['约1200', 'bad-amount'],
  ['1.2w', 'bad-amount'],
  ['12000000000000000', 'bad-amount'],
])('the amount %s is read as %s 分', (cell, expected) => {
  expect(yuan(cell)).toEqual(expected)
})

test('a column in 万元 counts so, unless a cell names its own unit', () => {
  const wan = (cell: unknown) => read((text, reading) => readFen(text, 'wan', false, reading), cell)
  expect(wan('1.2')).toBe(1200000)
  expect(wan('1.2万')).toEqual([1200000, 'mended'])
  expect(wan('12000元')).toEqual([1200000, 'mended'])
})

test('areas, shares and numbers are read with the signs that offices add', () => {
  expect(read((text, reading) => readArea(text, reading), '96.5㎡')).toBe(96.5)
  expect(read((text, reading) => readArea(text, reading), '-1')).toBe('bad-number')
  expect(read(readShare, '1/3')).toBe(33.33)
  expect(read(readShare, '50%')).toBe(50)
  expect(read(readShare, '单独所有')).toBe(100)
  expect(read(readShare, '1/0')).toBe('bad-number')
  expect(read(readShare, '150')).toBe('bad-number')
  expect(read(readNumber, '1,200')).toEqual([1200, 'mended'])
  expect(read(readNumber, '十二')).toBe('bad-number')
})

test('what a database can not keep does not leave a cell', () => {
  expect(cellText(' \uFEFF厦\u200B门\u0000市\uD800 ')).toBe('厦门 市\uFFFD')
  expect(cellText({ nested: true })).toBeNull()
  expect(cellText(['list'])).toBeNull()
})

test.each([
  '',
  '-',
  '—',
  '/',
  '无',
  '暂无',
  '不详',
  'NULL',
  '\\N',
  '(null)',
  '[NULL]',
  '（null）',
  'None',
  'nan',
  '#N/A',
  '￥-',
  '¥ - ',
  '“”',
])('%j is nothing', (cell) => {
  expect(isBlank(cellText(cell) ?? '')).toBe(true)
})

test.each(['0', '0.00', '无业', '王无', 'A', '空军', '-5', '未婚'])('%j is something', (cell) => {
  expect(isBlank(cell)).toBe(false)
})

test.each([
  '长期',
  '长期有效',
  '永久',
  '至今',
  '9999/12/31',
  '99991231',
  '9999年12月31日',
  '9999-12-31 00:00:00',
  '2099-12-31',
])('%s is for ever', (cell) => {
  expect(isEndless(cell)).toBe(true)
})

test.each(['0000-00-00', '0000-00-00 00:00:00', '1900-01-00', '1900/1/0', '0001-01-01', '0'])(
  '%s is no day',
  (cell) => {
    expect(isNoDay(cell)).toBe(true)
  },
)

test.each([
  ['350100000041', '350100000041'],
  [350100000041, '350100000041'],
  ['350100000041.0', ['350100000041', 'mended']],
  ['3.50100000041E11', ['350100000041', 'mended']],
  ['3.50100000041e+11', ['350100000041', 'mended']],
  ['３５０１００００００４１', ['350100000041', 'mended']],
  ['JZ350100000041', 'JZ350100000041'],
  ['3.5E11', 'rounded-number'],
  ['3.501E+11', 'rounded-number'],
  ['3.5021219550920225E17', 'rounded-number'],
  ['350212195509202254.0', 'rounded-number'],
  [350212195509202240, 'rounded-number'],
])('the household %s is read as %s', (cell, expected) => {
  expect(read((text, reading, raw) => readIdentifier(raw, text, reading), cell)).toEqual(expected)
})

test('a number of hundreds of digits is none', () => {
  expect(read(readNumber, '9'.repeat(400))).toBe('bad-number')
})

test('a day in a summer time that nobody here kept is no day', () => {
  expect(day('Wed Jul 01 00:00:00 CDT 2026')).toBe('bad-date')
})

test('until a month is until its last day, and not gone since its first', () => {
  const end = (cell: unknown) => read((text, reading, raw) => readDay(raw, text, reading, 'last'), cell)
  for (const cell of ['2026年9月', '2026-09', '202609', 2026.9, '2026.9'])
    expect(end(cell)).toEqual(['2026-09-30', 'mended'])
  expect(end('2024-02')).toEqual(['2024-02-29', 'mended'])
  expect(end('2026-13')).toBe('bad-date')
  expect(end('2026-9-1')).toEqual(['2026-09-01', 'mended'])
})
