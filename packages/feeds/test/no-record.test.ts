import { expect, test } from 'vitest'
import type { Feed } from '../src/feed.ts'
import { noRecord, noRecordText } from '../src/no-record.ts'
import { feeds } from './row-of.ts'

const roll = noRecord(feeds.find(({ id }) => id === 'assistance-roll') as Feed)
const headers = ['家庭编号', '身份证号', '姓名', '救助类型', '状态']
const line = (...cells: readonly string[]) =>
  roll(Object.fromEntries(headers.map((name, at) => [name, cells[at] ?? ''])))

test.each([
  [['合计', '16户', '31人'], '合计'],
  [['—以下无正文—'], '页脚'],
  [['──────'], '页脚'],
  [['', '', '小 计', '31'], '小计'],
  [['总计：31人'], '总计'],
  [['填报单位（盖章）：民政办'], '填报单位'],
  [['制表人：张某某', '', '审核人：李某某'], '制表人'],
  [['审核', ''], '审核'],
  [['填报日期：2026年10月31日'], '填报日期'],
  [['备注：本表一式三份'], '备注'],
  [['注：以上数据截至月底'], '注'],
  [['联系电话：0592-1234567'], '联系电话'],
  [headers, '重复的表头'],
  [['1', '2', '3', '4', '5'], '列号'],
  [['第1页', '共3页'], '页脚'],
  [['共31人'], '共31人'],
  [['以上共计31人'], '以上共计'],
  [['16户合计', '', '', '31'], '16户合计'],
  [['（以下无正文）'], '页脚'],
  [['END'], '页脚'],
  [['截止日期：2026年10月31日'], '截止日期'],
  [['*注：含单人保'], '注'],
  [['附件：说明一份'], '附件'],
  [['金额单位：元'], '金额单位'],
  [['2026年11月7日'], '落款'],
  [['二〇二六年十一月七日'], '落款'],
  [['厦门市思明区民政局（盖章）'], '落款'],
] as const)('the line %j is no record: %s', (cells, kind) => {
  expect(line(...cells)).toBe(kind)
})

test.each([
  [['JZ350100000016', '350212195509202254', '钟勇杰', '低保', '在保']],
  [['合计', '350212195509202254', '钟勇杰', '低保', '在保']],
  [['JZ1', '', '注小明', '低保', '在保']],
  [['', '3.50212E+17', '钟勇杰', '低保', '在保']],
  [['JZ1', '不详', '备注', '低保', '在保']],
  [['', '', '钟勇杰']],
])('the line %j is a record', (cells) => {
  expect(line(...cells)).toBeUndefined()
})

test('a line that is not cut into cells is told by its text', () => {
  expect(noRecordText('"合计",31,,,,,,,,,')).toBe('合计')
  expect(noRecordText('制表人：张某某,,,,,,,')).toBe('制表人')
  expect(noRecordText('350212195509202254,合计')).toBeUndefined()
})
