import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadTerms } from '../src/index.ts'
import { daysOfTopics } from '../src/keep-terms.ts'
import { keptSince, monthsOfFeed } from '../src/terms.ts'

const ownFile = (text: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'terms-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'terms.yaml'), text)
  return join(folder, 'terms.yaml')
}

test('every kind says how long and on what basis, and the audit is kept for ever', () => {
  const terms = loadTerms()
  expect(Object.values(terms).filter(({ basis, label }) => basis.length < 8 || label.length < 2)).toEqual([])
  expect(terms.audit).toMatchObject({ months: null, atLeast: 6 })
  expect(terms['sign-in'].months).toBeGreaterThanOrEqual(6)
})

test('a city writes its own terms with their basis, by feed where one differs', () => {
  const terms = loadTerms(ownFile('records: { months: 12, feeds: { funeral: 60 }, basis: 市数据办〔2026〕3号 }'))
  expect(terms.records).toMatchObject({ months: 12, kafkaDays: 30, basis: '市数据办〔2026〕3号' })
  expect([monthsOfFeed(terms, 'funeral'), monthsOfFeed(terms, 'tax')]).toEqual([60, 12])
  expect(terms.tasks).toEqual(loadTerms().tasks)
})

test.for([
  ['cases: { months: 120, basis: 市里规定 }', /个案.*至少保存 360 个月，写了 120 个月/],
  ['audit: { months: 6, basis: 市里规定 }', /审计逐行相连/],
  ['records: { months: 12 }', /records\.basis/],
  ['rows: { months: 12, basis: 市里规定 }', /保存期限文件/],
  ['records: [', /读不出来/],
] as const)('what law or the form does not allow is refused in one sentence: %s', ([text, why]) => {
  expect(() => loadTerms(ownFile(text))).toThrow(why)
})

test('a term ends on the same day of the month, or on its last', () => {
  expect(keptSince(6, '2026-08-31')).toBe('2026-02-28')
  expect(keptSince(24, '2026-10-31')).toBe('2024-10-31')
  expect(keptSince(null, '2026-10-31')).toBeNull()
})

test('topics on Kafka forget by their term, those of a held feed and all of a held person never', () => {
  const topics = ['records.tax', 'records.funeral', 'change-events.v1']
  const none = { persons: [], households: [], feeds: [] }
  const days = (held: Partial<typeof none> | { persons: readonly string[] } | { feeds: readonly string[] }) =>
    Object.fromEntries(daysOfTopics(loadTerms(), topics, { ...none, ...held }))
  expect(days({})).toEqual({ 'records.tax': 30, 'records.funeral': 30, 'change-events.v1': 30 })
  expect(days({ feeds: ['tax'] })).toMatchObject({ 'records.tax': null, 'records.funeral': 30 })
  expect(new Set(Object.values(days({ persons: ['p_1'] })))).toEqual(new Set([null]))
})
