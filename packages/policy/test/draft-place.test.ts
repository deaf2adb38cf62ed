import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { draftPlace, gapsOf, loadPolicies, policyDirectory, policyPage } from '../src/index.ts'
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
  expect(draft('tekun/living-monthly')).toMatch(/^# 福建省已有：1\.3 × dibao\/monthly-standard；/)
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

test('a draft says what is given in yuan and who gives it, and that heating is for towns that are heated', () => {
  const income = number(dated('2025-01-17', 'urban: 54188, rural: 23119'), 'yuan/person/year')
  const book = bookOf({ ...files, [fileOf('000000', 'income/disposable-per-head-yearly')]: income })
  const draftOf = (region: string, id: string) =>
    draftPlace(book, region, '某市', '2026-11-29').find(({ path }) => path === `regions/${region}/${id}.yaml.draft`)
      ?.text
  expect(draftOf('350300', 'income/disposable-per-head-yearly')).toContain(
    '# 全国已有：城市 54,188 元，农村 23,119 元；与它相同的，不用这个文件。',
  )
  expect(draftOf('350300', 'heating/urban-yearly')).toContain('# 非采暖地区不发取暖救助，不用这个文件。')
  expect(draftOf('371000', 'heating/urban-yearly')).not.toContain('非采暖')
  expect(draftOf('350300', 'disability-subsidy/living-monthly')).toContain('living-monthly-level-1')
})

test('a municipality keeps its own name, and a province that is new is named', () => {
  const named = (region: string, name: string) =>
    draftPlace(bookOf(files), region, name, '2026-11-29').flatMap(({ path, text }) =>
      path.endsWith('place.yaml') ? [[path, text]] : [],
    )
  expect(named('120000', '天津市')).toEqual([['regions/120000/place.yaml', 'name: 天津市\n']])
  expect(named('440300', '深圳市')).toContainEqual(['regions/440000/place.yaml', 'name: 广东省\n'])
})

test('a filled draft of every standard loads beside what ships, since it states the unit that rules ask for', () => {
  const filled = draftPlace(loadPolicies(), '371000', '威海市', '2026-11-29').map(
    ({ path, text }): [string, string] => [
      path.replace(/\.draft$/, ''),
      text
        .replace('from: #', 'from: 2026-01-01 #')
        .replace('value: #', 'value: 1 #')
        .replace('title: #', 'title: 通知 #')
        .replace('publisher: #', 'publisher: 威海市民政局 #')
        .replace('confidence: #', 'confidence: high #'),
    ],
  )
  expect(filled.length).toBeGreaterThan(25)
  const book = loadPolicies(policyDirectory, new Map(filled))
  expect(gapsOf(book, '371000', '2026-11-29')).toEqual([])
  expect(() => loadPolicies(policyDirectory, new Map([[filled[1]?.[0] ?? '', 'label: x']]))).toThrow(/没有写/)
})

test('a standard that is entered for towns alone is a gap of the country', () => {
  const gapsWith = (value: string) =>
    gapsOf(
      bookOf({ ...places, [fileOf('350200')]: number(dated('2024-01-01', value)) }),
      '350200',
      '2026-11-29',
    ).filter((each) => each.startsWith('最低生活保障标准'))
  expect(gapsWith('urban: 1000')).toEqual(['最低生活保障标准（农村）'])
  expect(gapsWith('urban: 1000, rural: 800')).toEqual([])
  expect(gapsWith('value: 1000')).toEqual([])
})
