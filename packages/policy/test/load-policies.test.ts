import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type ListId, loadPolicies, type NumberId, numbersOf, policyOn, rulesInForce } from '../src/index.ts'

const directories: string[] = []
afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true })
})

const directoryWith = (files: Record<string, string>): string => {
  const directory = mkdtempSync(join(tmpdir(), 'policy-'))
  directories.push(directory)
  mkdirSync(join(directory, 'regions'))
  mkdirSync(join(directory, 'programmes'))
  for (const [path, text] of Object.entries({ 'home.yaml': 'region: "350200"', ...files })) {
    mkdirSync(dirname(join(directory, path)), { recursive: true })
    writeFileSync(join(directory, path), text)
  }
  return directory
}

const standard = (values: string, unit = 'yuan/person/month') =>
  `label: 最低生活保障标准\nunit: ${unit}\nreviewed: 2026-09-30\nvalues:\n${values}`
const dated = (from: string, value: number | string) =>
  `  - { from: ${from}, value: ${value}, source: { title: 测试 } }\n`
const file = 'regions/350200/dibao/monthly-standard.yaml'
const refusal = (text: string) => () => loadPolicies(directoryWith({ [file]: text }))

test('every number that ships is dated, sourced and in a known unit', () => {
  const book = loadPolicies()
  expect(rulesInForce(book, null, '2026-10-31').length).toBeGreaterThan(0)
  expect(book.programmes.get('dibao')?.papers).not.toEqual([])
})

test('a value without a source is refused, naming the file and the key', () => {
  expect(refusal(standard('  - { from: 2024-07-01, value: 1120 }\n'))).toThrow(
    /regions\/350200\/dibao\/monthly-standard\.yaml: values\.0\.source/,
  )
})

test('an unknown key, an unknown unit, a wrong day and days out of order are refused', () => {
  expect(refusal(`${standard(dated('2024-07-01', 1))}\nauthor: me`)).toThrow(/author: Unrecognized key/)
  expect(refusal(standard(dated('2024-07-01', 1), 'dollars'))).toThrow(/unit: /)
  expect(refusal(standard(dated('2024-02-30', 1)))).toThrow(/values\.0\.from: /)
  expect(refusal(standard(dated('2024-07-01', 1) + dated('2023-07-01', 2)))).toThrow(/must come after 2024-07-01/)
  expect(refusal(standard(dated('2024-07-01', '[a]')))).toThrow(/values\.0\.value: /)
})

test('every problem of every file is reported at once', () => {
  const load = () =>
    loadPolicies(
      directoryWith({
        [file]: 'label: x',
        'regions/xiamen/dibao.yaml': standard(dated('2024-07-01', 1)),
        'programmes/dibao.yaml': 'name: 低保',
      }),
    )
  expect(load).toThrow(/monthly-standard\.yaml[\s\S]*regions\/xiamen\/dibao\.yaml[\s\S]*programmes\/dibao\.yaml/)
})

test('money in yuan is given in whole fen, ratios as they are', () => {
  const book = loadPolicies(directoryWith({ [file]: standard(dated('2024-07-01', 1120.55)) }))
  expect(policyOn(book, null, '2025-01-01').number('dibao/monthly-standard')).toMatchObject({
    value: 112055,
    unit: 'fen/person/month',
    from: '2024-07-01',
    source: '测试',
    region: '350200',
  })
})

test('a past day uses the numbers of that day, and a day before the first value says when it starts', () => {
  const book = loadPolicies(directoryWith({ [file]: standard(dated('2024-07-01', 1000) + dated('2025-07-01', 1120)) }))
  const valueOn = (day: string) => policyOn(book, '350203001201', day).number('dibao/monthly-standard').value
  expect([valueOn('2024-07-01'), valueOn('2025-06-30'), valueOn('2025-07-01')]).toEqual([100000, 100000, 112000])
  expect(() => valueOn('2024-06-30')).toThrow(
    new RangeError('"最低生活保障标准" has no value on 2024-06-30; its first one starts 2024-07-01'),
  )
})

test('a county overrides its city, the city its province, the province the nation', () => {
  const at = (region: string) => `regions/${region}/dibao/monthly-standard.yaml`
  const book = loadPolicies(
    directoryWith({
      [at('000000')]: standard(dated('2020-01-01', 1)),
      [at('350000')]: standard(dated('2020-01-01', 2)),
      [at('350200')]: standard(dated('2020-01-01', 3)),
      [at('350203')]: standard(dated('2025-01-01', 4)),
      'regions/350000/other/number.yaml': standard(dated('2020-01-01', 5)),
    }),
  )
  const value = (region: string | null, day: string) =>
    policyOn(book, region, day).number('dibao/monthly-standard').value
  expect(value('350203001201', '2026-01-01')).toBe(400)
  expect(value('350203001201', '2024-01-01')).toBe(300)
  expect(value('350211001201', '2026-01-01')).toBe(300)
  expect(policyOn(book, '350203001201', '2026-01-01').number('other/number' as NumberId).value).toBe(500)
})

test('a household without a region, or registered where no numbers are kept, is judged by the home region', () => {
  const book = loadPolicies(directoryWith({ [file]: standard(dated('2020-01-01', 3)) }))
  for (const region of [null, '110101001001'])
    expect(policyOn(book, region, '2026-01-01').number('dibao/monthly-standard').value).toBe(300)
})

test('a number that nobody wrote names the file to add', () => {
  const book = loadPolicies(directoryWith({ [file]: standard(dated('2020-01-01', 3)) }))
  expect(() => policyOn(book, null, '2026-01-01').number('dibao/other' as NumberId)).toThrow(
    /add packages\/policy\/regions\/.*dibao\/other\.yaml/,
  )
  expect(() => policyOn(book, null, '2026-01-01').list('dibao/monthly-standard' as ListId)).toThrow(/number and list/)
})

test('equal numbers have an equal version, and a changed number changes it', () => {
  const book = loadPolicies(
    directoryWith({
      [file]: standard(dated('2024-07-01', 1000) + dated('2025-07-01', 1000) + dated('2026-07-01', 1120)),
    }),
  )
  const version = (day: string) => policyOn(book, '350203001201', day).version
  expect(version('2024-08-01')).toBe(version('2025-08-01'))
  expect(version('2026-07-01')).not.toBe(version('2026-06-30'))
})

test('a region is judged by the numbers of the nearest area around it that keeps some, else by those of the home region', () => {
  const book = loadPolicies(
    directoryWith({
      [file]: standard(dated('2024-07-01', 1120)),
      'regions/350212/dibao/x.yaml': standard(dated('2024-07-01', 1)),
    }),
  )
  expect(['350212001201', '350203', '440300', '000000'].map((region) => numbersOf(book, region))).toEqual([
    '350212',
    '350200',
    '350200',
    '350200',
  ])
})
