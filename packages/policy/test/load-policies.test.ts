import { expect, test } from 'vitest'
import { loadPolicies, rulesInForce } from '../src/index.ts'
import { bookOf, dated, directoryWith, fileOf, number, places } from './policy-directory.ts'

const file = fileOf('350200')
const refusal = (text: string) => () => bookOf({ [file]: text })

test('every number that ships is dated, sourced and in a known unit', () => {
  const book = loadPolicies()
  expect(rulesInForce(book, null, '2026-10-31').length).toBeGreaterThan(0)
  expect(book.programmes.get('dibao')?.papers).not.toEqual([])
})

test('a value without a source is refused, naming the file and the key', () => {
  expect(refusal(number('  - { from: 2024-07-01, value: 1120 }\n'))).toThrow(
    /regions\/350200\/dibao\/monthly-standard\.yaml: values\.0\.source/,
  )
})

test('a published value names who published it and how sure that is, or says that it is our own', () => {
  const sourced = (source: string) => number(`  - { from: 2024-07-01, value: 1, source: { ${source} } }\n`)
  expect(refusal(sourced('title: 测试'))).toThrow(
    /values\.0\.source\.publisher: [\s\S]*values\.0\.source\.confidence: /,
  )
  expect(refusal(sourced('title: 测试, basis: default'))).not.toThrow()
  expect(refusal(sourced('title: 测试, publisher: 局, confidence: high, url: www.gov.cn/…/1.htm'))).toThrow(
    /values\.0\.source\.url: Invalid URL/,
  )
})

test('an unknown key, an unknown unit, a wrong day and days out of order are refused', () => {
  expect(refusal(`${number(dated('2024-07-01', 1))}\nauthor: me`)).toThrow(/author: Unrecognized key/)
  expect(refusal(number(dated('2024-07-01', 1), 'dollars'))).toThrow(/unit: /)
  expect(refusal(number(dated('2024-02-30', 1)))).toThrow(/values\.0\.from: /)
  expect(refusal(number(dated('2024-07-01', 1) + dated('2023-07-01', 2)))).toThrow(/must come after 2024-07-01/)
  expect(refusal(number(dated('2024-07-01', 'value: [a]')))).toThrow(/values\.0\.value: /)
})

test('a span that ends before it starts, or reaches into the next, is refused', () => {
  expect(refusal(number(dated('2024-07-01', 1, ', until: 2024-06-30')))).toThrow(
    /values\.0\.until: 2024-06-30 must not come before 2024-07-01/,
  )
  expect(refusal(number(dated('2024-07-01', 1, ', until: 2025-07-01') + dated('2025-07-01', 2)))).toThrow(
    /values\.1\.from: 2025-07-01 must come after 2025-07-01/,
  )
})

test('a value is one number, one formula, or one for town and country', () => {
  expect(refusal(number(dated('2024-07-01', 'value: 1, urban: 2')))).toThrow(/values\.0\.value: state one of/)
  expect(refusal(number(dated('2024-07-01', 'until: 2025-07-01')))).toThrow(/values\.0\.value: state one of/)
})

test('a formula that cannot be read is refused, with what is wrong', () => {
  expect(refusal(number(dated('2024-07-01', 'formula: "1.3 × ("')))).toThrow(
    /values\.0\.formula: "\(" is missing at the end/,
  )
  expect(refusal(number(dated('2024-07-01', 'urban: "1.3 & 2"')))).toThrow(/values\.0\.urban: cannot read "& 2"/)
})

test('a formula over a number that no region has, or from itself, or with the wrong unit is refused', () => {
  const formula = (text: string) => number(dated('2024-07-01', `formula: "${text}"`))
  expect(refusal(formula('wage/least × 2'))).toThrow(`${file}: values.0.formula: no region has a number "wage/least"`)
  const other = fileOf('350200', 'tekun/living-monthly')
  expect(() =>
    bookOf({ [file]: formula('tekun/living-monthly ÷ 1.3'), [other]: formula('1.3 × dibao/monthly-standard') }),
  ).toThrow(
    `${file}: formula: is computed from itself: dibao/monthly-standard → tekun/living-monthly → dibao/monthly-standard`,
  )
  const standard = { [file]: number(dated('2024-07-01', 1)) }
  expect(() => bookOf({ ...standard, [other]: formula('dibao/monthly-standard × dibao/monthly-standard') })).toThrow(
    `${other}: values.0.formula: multiplies money by money`,
  )
  expect(() =>
    bookOf({ ...standard, [other]: number(dated('2024-07-01', 'formula: "dibao/monthly-standard × 2"'), 'ratio') }),
  ).toThrow(`${other}: values.0.formula: gives money, and the unit is ratio`)
})

test('one number in two units is refused', () => {
  expect(() =>
    bookOf({ [file]: number(dated('2024-07-01', 1)), [fileOf('350000')]: number(dated('2024-07-01', 1), 'ratio') }),
  ).toThrow(`${file}: unit: yuan/person/month differs from ratio in ${fileOf('350000')}`)
})

test('a city without its province, and a place without a name, are refused', () => {
  const { 'regions/350000/place.yaml': _, ...withoutProvince } = places
  expect(() => loadPolicies(directoryWith({ ...withoutProvince, [file]: number(dated('2024-07-01', 1)) }))).toThrow(
    'regions/350200: its province is missing; add regions/350000/place.yaml',
  )
  expect(() => bookOf({ [fileOf('350203')]: number(dated('2024-07-01', 1)) })).toThrow(
    'regions/350203/place.yaml: name: is missing',
  )
})

test('every problem of every file is reported at once', () => {
  const load = () =>
    bookOf({
      [file]: 'label: x',
      'regions/xiamen/dibao.yaml': number(dated('2024-07-01', 1)),
      'programmes/dibao.yaml': 'name: 低保',
    })
  expect(load).toThrow(/monthly-standard\.yaml[\s\S]*programmes\/dibao\.yaml[\s\S]*regions\/xiamen\/dibao\.yaml/)
})
