import { expect, test } from 'vitest'
import { growingTable, textTable } from '../src/output/text-table.ts'

test('Chinese characters and full-width signs take two columns, an emoji and a combined letter as many as they show', () => {
  const table = textTable(
    [{ heading: '说明' }, { heading: '数', number: true }],
    [
      ['网格员 W1（红）', '1'],
      ['👨‍👩‍👧 e\u0301', '2'],
    ],
  )
  expect(table).toBe('说明             数\n网格员 W1（红）   1\n👨‍👩‍👧 e\u0301              2\n')
})

test('columns line up whatever they hold, and numbers stand to the right', () => {
  const table = textTable(
    [{ heading: '名称' }, { heading: '行', number: true }, { heading: '' }],
    [
      ['残疾人证', '19', '有问题'],
      ['fire', '3', ''],
    ],
  )
  expect(table).toBe('名称      行\n残疾人证  19  有问题\nfire       3\n')
})

test('a table that is written in parts has its headings once, and keeps its columns unless a wider cell comes', () => {
  const table = growingTable([{ heading: '名称' }, { heading: '行' }])
  expect(table([['fire', '3']])).toBe('名称  行\nfire  3\n')
  expect(table([['残联', '4']])).toBe('残联  4\n')
  expect(table([['残疾人证', '5']])).toBe('残疾人证  5\n')
  expect(table([['fire', '6']])).toBe('fire      6\n')
})
