import { expect, test } from 'vitest'
import { businessDayFromFileName, recogniseFeed } from '../src/index.ts'
import { feeds } from './row-of.ts'

const recognised = (headers: readonly string[], file?: string) => {
  const found = recogniseFeed(headers, feeds, file)
  return 'feed' in found ? found.feed.id : found.near.map(({ feed, missing }) => [feed.id, ...missing])
}

test('headers are compared without marks, width and blanks', () => {
  expect(recognised(['\uFEFF身份证号', ' 姓 名 ', '费款所属期', '缴费基数（元）', '单位名称'])).toBe('social-insurance')
})

test('the name of a file decides between layouts that look alike', () => {
  const headers = ['身份证号', '姓名', '死亡日期']
  expect(recognised(headers, '卫健_死亡证明.csv')).toBe('death-certificate')
})

test('a file that lacks a column is told which one, before any guess', () => {
  const found = recogniseFeed(['身份证号', '姓名', '待遇类别', '金额'], feeds, '人社_养老金发放.csv')
  if ('feed' in found) throw new Error(`taken for ${found.feed.id}`)
  expect(found.near[0]).toMatchObject({
    missing: ['发放月'],
    why: '像“养老金发放”（人社），但缺少列：发放月/发放月份/待遇月份',
  })
})

test('a file named after one feed and laid out like another is not taken for either', () => {
  const headers = ['身份证号', '姓名', '月津贴', '发放月']
  expect(recognised(headers, '养老金发放.csv')).toEqual(expect.arrayContaining([['pension-pay', '待遇类别', '金额']]))
})

test('a list of strange headers is near nothing', () => {
  expect(recognised(['a', 'b'])).toEqual([])
})

test.each([
  ['公安_户籍人口_20260630.csv', '2026-06-30'],
  ['名册2026-10-31.xlsx', '2026-10-31'],
  ['名册_2026年10月31日.xlsx', '2026-10-31'],
  ['20260101_20261031.csv', '2026-10-31'],
  ['名册_2026年9月3日.xlsx', '2026-09-03'],
  ['名册2026-9-30.xlsx', '2026-09-30'],
  ['名册2026.9.30(最终).xlsx', '2026-09-30'],
  ['名册_20260930153000.xlsx', '2026-09-30'],
  ['名册_20260930_1530.xlsx', '2026-09-30'],
  ['名册２０２６０９３０.xlsx', '2026-09-30'],
  ['名册二〇二六年九月三十日.xlsx', '2026-09-30'],
  ['名册二○二六年十二月二十一日.xlsx', '2026-12-21'],
  // A span whose end leaves out its year, the day of the export, and a number behind the day that is none.
  ['名册2026.9.1-9.30.xlsx', '2026-09-30'],
  ['名册2026年9月1日至9月30日.xlsx', '2026-09-30'],
  ['名册2025年12月1日—1月31日.xlsx', '2026-01-31'],
  ['20260930名册_20261015导出.xlsx', '2026-09-30'],
  ['名册2026-9-30_导出20261015.xlsx', '2026-09-30'],
  ['名册_20261015导出.xlsx', '2026-10-15'],
  ['名册2026-10-31-1.2版.xlsx', '2026-10-31'],
  ['名册2026年9月.xlsx', undefined],
  ['批次350200202610310001.csv', undefined],
  ['名册_20261399.csv', undefined],
  ['名册.csv', undefined],
])('the file %s counts for %s', (file, day) => {
  expect(businessDayFromFileName(file)).toBe(day)
})
