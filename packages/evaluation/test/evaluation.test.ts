import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { evaluated, MeasureId, measures, standardsOn } from '@shouwang/evaluation'
import { loadEvaluation } from '@shouwang/evaluation/catalogue'
import { expect, test } from 'vitest'

const book = loadEvaluation()

test('the evaluation has 3 indicators, 12 contents and 16 standards, and each standard has a measure of its own', () => {
  const contents = book.indicators.flatMap((indicator) => indicator.contents)
  const standards = contents.flatMap((content) => content.standards)
  expect([book.indicators.length, contents.length, standards.length]).toEqual([3, 12, 16])
  expect(standards.map(({ measure }) => measure).sort()).toEqual([...MeasureId.options].sort())
  expect(standardsOn(book, '2026-10-31')).toHaveLength(16)
})

test('what the sources do not give is named, and what is ours says that it is', () => {
  expect(book.notGiven.join()).toContain('各叫什么')
  for (const { target } of standardsOn(book, '2026-10-31'))
    expect(target.source !== undefined || target.basis === 'default').toBe(true)
})

test('nothing is counted by worker', () => {
  expect(new Set(Object.values(measures).map(({ units }) => units))).toEqual(new Set(['towns', 'departments']))
})

test('before the first target of a standard nothing is evaluated by it', () => {
  expect(standardsOn(book, '2020-01-01').map(({ id }) => id)).toEqual(['reds-contacted'])
})

test('a unit meets a target that it just reaches, misses one above, and says nothing where there was nothing to count', () => {
  expect(
    evaluated(
      [
        { unit: 'b', of: 0, met: 0 },
        { unit: 'a', of: 20, met: 19 },
        { unit: 'c', of: 20, met: 18 },
      ],
      0.95,
    ),
  ).toMatchObject([
    { unit: 'a', share: 0.95, meets: true },
    { unit: 'b', share: null, meets: null },
    { unit: 'c', meets: false },
  ])
})

test.each([
  ['days: 10, basis: default', 'basis: default', 'counted within days'],
  ['basis: default }]', 'atMost: 2, basis: default }]', 'atMost'],
  ['measure: rows-accepted', 'measure: rows-nice', 'measure'],
  ['id: reserve-kept', 'id: rows-usable', 'is there twice'],
])('a file with %s written as %s is refused with what is wrong', (from, to, told) => {
  const file = join(mkdtempSync(join(tmpdir(), 'evaluation-')), 'assistance.yaml')
  const text = readFileSync(new URL('../catalogue/assistance.yaml', import.meta.url), 'utf8')
  writeFileSync(file, text.replace(from, to))
  expect(() => loadEvaluation(file)).toThrow(told)
})
