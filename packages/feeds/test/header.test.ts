import { expect, test } from 'vitest'
import { headerReadings, isUnit, unitInTitles } from '../src/header.ts'
import { titledHeaders } from '../src/titled-headers.ts'
import { accepted, feeds, mapped } from './row-of.ts'

const li = '11010519491231002X'
const loss = (header: string) => ({ 身份证号: li, 日期: '2026-10-26', 灾种: '台风洪涝', [header]: '4.2' })

test.each([
  ...[
    '损失金额（万元）',
    '损失金额(万元)',
    '损失金额【万元】',
    '损失金额[万元]',
    '损失金额〔万元〕',
    '损失金额/万元',
    '损失金额_万元',
  ],
  ...[
    '损失金额：万元',
    '损失金额-万元',
    '损失金额 万元',
    '损失金额万元',
    '损失金额(万)',
    '损失金额（单位：万元）',
    '损失金额(以万元计)',
  ],
  ...[
    '损失金额（人民币万元）',
    '损失⾦额（万元）',
    '损失金额（必填）（万元）',
    '损失金额（万元）（必填）',
    '*损失金额（万元）',
    '7.损失金额（万元）',
    '（七）损失金额（万元）',
  ],
])('the loss under %s is 42,000 yuan', (header) => {
  expect(accepted('disaster', loss(header)).event.data).toMatchObject({ lossFen: 4_200_000 })
})

test.each([
  ['损失金额（千元）', 420_000],
  ['损失金额（元）', 420],
  ['损失金额', 420],
  ['损失金额（元/月）', 420],
  ['损失金额（必填）', 420],
])('the loss under %s is %s fen', (header, lossFen) => {
  expect(accepted('disaster', loss(header)).event.data).toMatchObject({ lossFen })
})

test('a unit that nobody knows sets the row aside, naming its column', () => {
  const header = '损失金额（美元）'
  expect(mapped('disaster', loss(header))).toMatchObject({ kind: 'quarantined', reason: 'bad-amount', field: header })
})

test('a header that is declared whole is not cut', () => {
  expect(headerReadings('金额')[0]).toEqual({ name: '金额', unit: undefined })
})

test.each([
  [['2026年灾情表', '填报单位：同安区应急管理局 单位：万元'], 'wan'],
  [['填报单位：同安区应急管理局'], undefined],
  [['计量单位：元'], 'yuan'],
  [['（单位: 万元）'], 'wan'],
  [['灾害损失情况表（万元）'], 'wan'],
  [['单位：人、万元'], 'wan'],
  [['单位：元、万元'], undefined],
  [['主管单位 民政局'], undefined],
  [['本表金额以万元计'], 'wan'],
  [['以万元为单位'], 'wan'],
  [['说明：以上金额单位均为万元'], 'wan'],
  [['注：金额为千元。'], 'thousand-yuan'],
  [['填报单位：万元县应急局'], undefined],
  [['以户为单位'], undefined],
] as const)('the lines %j say that money is in %s', (titles, unit) => {
  expect(unitInTitles(titles)).toBe(unit)
})

test('the unit of a title stands behind every column of money that has none', () => {
  const headers = ['身份证号', '损失金额', '金额（元）']
  expect(titledHeaders(feeds, headers, ['单位：万元'])).toEqual(['身份证号', '损失金额（万元）', '金额（元）'])
})

test('a unit alone is told from a name', () => {
  expect(['万元', '（元）', '[万元]', '㎡'].every(isUnit)).toBe(true)
  expect(['状态', '', '姓名', '低保'].some(isUnit)).toBe(false)
})
