import { expect, test } from 'vitest'
import { plainText, workbook } from '../src/api/workbook.ts'
import { capitalYuan } from '../src/views/capital-yuan.ts'
import { partsOf, textOf } from './read-workbook.ts'

test('what a person wrote is never computed by the program that opens the sheet', async () => {
  const evil = ['=HYPERLINK("http://x.example","点这里")', '+1+1', '-2+3', '@SUM(A1)', '\t=1']
  const bytes = await workbook([{ name: '表', columns: [['备注', 20]], rows: evil.map((text) => [text]) }])
  const parts = partsOf(bytes)
  expect([...parts.keys()].some((name) => name.endsWith('sheet1.xml'))).toBe(true)
  expect(textOf(bytes)).not.toMatch(/<f[ >]/)
  for (const text of evil) expect(plainText(text).startsWith("'")).toBe(true)
})

test('a sum is a number that a sheet adds up, and an ordinary text stays as it is', async () => {
  const bytes = await workbook([{ name: '表', columns: [['金额', 12]], rows: [[1234.5], ['李*明'], [null]] }])
  expect(textOf(bytes)).toMatch(/<v>1234\.5<\/v>/)
  expect(textOf(bytes)).toContain('李*明')
})

test.each([
  [6_600_000, '陆万陆仟元整'],
  [20_000, '贰佰元整'],
  [100_500, '壹仟零伍元整'],
  [1_000_105, '壹万零壹元零伍分'],
  [112_030, '壹仟壹佰贰拾元叁角整'],
  [87_000_000, '捌拾柒万元整'],
  [10_000_000_100, '壹亿零壹元整'],
  [50, '伍角整'],
  [0, '零元整'],
])('%i 分 is %s in capital characters', (fen, words) => {
  expect(capitalYuan(fen)).toBe(words)
})
