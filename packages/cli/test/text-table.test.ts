import { expect, test } from 'vitest'
import { displayWidth, textTable } from '../src/text-table.ts'

test('Chinese characters and full-width signs take two columns', () => {
  expect(displayWidth('网格员 W1（红）')).toBe(15)
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
