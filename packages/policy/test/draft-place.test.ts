import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { draftPlace, gapsOf, loadPolicies, policyPage } from '../src/index.ts'
import { bookOf, dated, directoryWith, fileOf, number, places } from './policy-directory.ts'

const tekun = fileOf('350000', 'tekun/living-monthly')
const files = {
  ...places,
  [fileOf('350200')]: number(dated('2024-01-01', 1000) + dated('2025-01-01', 1120)),
  [tekun]: number(dated('2020-01-01', 'formula: "1.3 × dibao/monthly-standard"')),
}

test('a new city starts with drafts of what it has to enter, which say what its province gives', () => {
  const drafts = draftPlace(bookOf(files), '350300', '莆田市', '2026-11-29')
  expect(drafts[0]).toEqual({ path: 'regions/350300/place.yaml', text: 'name: 莆田市\n' })
  const draft = (id: string) => drafts.find(({ path }) => path === `regions/350300/${id}.yaml.draft`)?.text
  expect(draft('dibao/monthly-standard')).toContain('label: 最低生活保障标准\nunit: yuan/person/month\n')
  expect(draft('tekun/living-monthly')).toMatch(/^# 350000 已有：1\.3 × dibao\/monthly-standard；/)
})

test('a province that nobody has named comes with its city', () => {
  const drafts = draftPlace(bookOf(files), '371000', '威海市', '2026-11-29')
  expect(drafts.map(({ path }) => path)).toContain('regions/370000/place.yaml')
})

test('drafts are judged by nobody, and all that they ask for stays a gap until it is entered', () => {
  const directory = directoryWith(files)
  for (const { path, text } of draftPlace(loadPolicies(directory), '350300', '莆田市', '2026-11-29')) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), text)
  }
  const book = loadPolicies(directory)
  expect(gapsOf(book, '350300', '2026-11-29')).toContain('最低生活保障标准')
  expect(policyPage(book, '350300', '2026-11-29')).toMatchObject({ name: '莆田市', numbersOf: '350000', numbers: [] })
})

test('the page of a place shows what held before, and what its province computes', () => {
  const { name, numbers, gaps } = policyPage(bookOf(files), '350200', '2026-11-29')
  expect(name).toBe('厦门市')
  expect(numbers).toMatchObject([
    {
      id: 'dibao/monthly-standard',
      value: 112_000,
      before: { value: 100_000, from: '2024-01-01' },
      regionName: '厦门市',
    },
    { id: 'tekun/living-monthly', value: 145_600, formula: '1.3 × 1,120 元', regionName: '福建省' },
  ])
  expect(gaps).toContain('孤儿基本生活费')
})
