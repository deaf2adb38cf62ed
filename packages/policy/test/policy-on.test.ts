import { expect, test } from 'vitest'
import { BeforeFirstValue, type ListId, type NumberId, numbersOf, policyOn } from '../src/index.ts'
import { bookOf, dated, fileOf, number } from './policy-directory.ts'

const file = fileOf('350200')
const standard = 'dibao/monthly-standard'

test('money in yuan is given in whole fen, ratios as they are', () => {
  const book = bookOf({ [file]: number(dated('2024-07-01', 1120.55)) })
  expect(policyOn(book, null, '2025-01-01').number(standard)).toMatchObject({
    value: 112055,
    unit: 'fen/person/month',
    from: '2024-07-01',
    source: '测试',
    publisher: '民政局',
    region: '350200',
  })
})

test('a past day uses the numbers of that day, and a day before the first value says when it starts', () => {
  const book = bookOf({ [file]: number(dated('2024-07-01', 1000) + dated('2025-07-01', 1120)) })
  const valueOn = (day: string) => policyOn(book, '350203001201', day).number(standard).value
  expect([valueOn('2024-07-01'), valueOn('2025-06-30'), valueOn('2025-07-01')]).toEqual([100000, 100000, 112000])
  expect(() => valueOn('2024-06-30')).toThrow(new BeforeFirstValue('最低生活保障标准', '2024-06-30', '2024-07-01'))
})

test('a town overrides its county, the county its city, the city its province, the province the nation', () => {
  const book = bookOf({
    [fileOf('000000')]: number(dated('2020-01-01', 1)),
    [fileOf('350000')]: number(dated('2020-01-01', 2)),
    [file]: number(dated('2020-01-01', 3)),
    [fileOf('350203')]: number(dated('2025-01-01', 4)),
    [fileOf('350203007')]: number(dated('2025-01-01', 6)),
    'regions/350203/place.yaml': 'name: 思明区',
    'regions/350203007/place.yaml': 'name: 一个镇',
    [fileOf('350000', 'other/number')]: number(dated('2020-01-01', 5)),
  })
  const value = (region: string | null, day: string) => policyOn(book, region, day).number(standard).value
  expect(value('350203001201', '2026-01-01')).toBe(400)
  expect(value('350203007201', '2026-01-01')).toBe(600)
  expect(value('350203001201', '2024-01-01')).toBe(300)
  expect(value('350211001201', '2026-01-01')).toBe(300)
  expect(policyOn(book, '350203001201', '2026-01-01').number('other/number' as NumberId).value).toBe(500)
})

test('a household without a region is judged by the home region, one that lives elsewhere never', () => {
  const book = bookOf({
    [file]: number(dated('2020-01-01', 3)),
    [fileOf('000000', 'a/b')]: number(dated('2020-01-01', 1)),
  })
  expect(policyOn(book, null, '2026-01-01').number(standard).value).toBe(300)
  const elsewhere = policyOn(book, '110101001001', '2026-01-01')
  expect(elsewhere.standard(standard)).toBeNull()
  expect(elsewhere.number('a/b' as NumberId).value).toBe(100)
})

test('whose numbers a region has is the nearest area around it that keeps some', () => {
  const book = bookOf({
    [file]: number(dated('2024-07-01', 1120)),
    [fileOf('350212', 'dibao/x')]: number(dated('2024-07-01', 1)),
    [fileOf('000000', 'dibao/x')]: number(dated('2024-07-01', 1)),
    'regions/350212/place.yaml': 'name: 同安区',
  })
  const asked = ['350212001201', '350203', '440300', '000000', '']
  expect(asked.map((region) => numbersOf(book, region))).toEqual(['350212', '350200', '000000', '000000', '350200'])
})

test('a number that nobody wrote names the file to add', () => {
  const book = bookOf({ [file]: number(dated('2020-01-01', 3)) })
  expect(() => policyOn(book, null, '2026-01-01').number('dibao/other' as NumberId)).toThrow(
    /add packages\/policy\/regions\/350200\/dibao\/other\.yaml/,
  )
  expect(() => policyOn(book, null, '2026-01-01').list(standard as ListId)).toThrow(/number and list/)
})

test('equal numbers have an equal version, and a changed number changes it', () => {
  const values = dated('2024-07-01', 1000) + dated('2025-07-01', 1000) + dated('2026-07-01', 1120)
  const book = bookOf({ [file]: number(values) })
  const version = (day: string) => policyOn(book, '350203001201', day).version
  expect(version('2024-08-01')).toBe(version('2025-08-01'))
  expect(version('2026-07-01')).not.toBe(version('2026-06-30'))
})

test('town and country differ by the committee in the region, and both are known where it does not tell', () => {
  const book = bookOf({ [file]: number(dated('2024-01-01', 'urban: 1075, rural: 930')) })
  const rule = (region: string) => policyOn(book, region, '2026-01-01').number(standard)
  expect(rule('350203001001')).toMatchObject({ value: 107500, byArea: null })
  expect(rule('350203001201')).toMatchObject({ value: 93000, byArea: null })
  for (const region of ['350203', '350203001000'])
    expect(rule(region)).toMatchObject({ value: 107500, byArea: { urban: 107500, rural: 93000 } })
})

test('a place that has entered only one of town and country says so of the other', () => {
  const book = bookOf({ [file]: number(dated('2024-01-01', 'urban: 1075')) })
  expect(policyOn(book, '350203001201', '2026-01-01').standard(standard)).toBeNull()
  expect(policyOn(book, '350203', '2026-01-01').standard(standard)?.byArea).toEqual({ urban: 107500, rural: null })
})

test('a formula of the province is computed from the standard of the city, and explained with its values', () => {
  const tekun = 'tekun/living-monthly'
  const book = bookOf({
    [file]: number(dated('2024-01-01', 'urban: 1120, rural: 801') + dated('2025-07-01', 'urban: 1200, rural: 900')),
    [fileOf('350000', tekun)]: number(dated('2020-01-01', 'formula: "ceil(1.3 × dibao/monthly-standard, 1)"')),
    [fileOf('350000', 'orphan/monthly')]: number(dated('2020-01-01', 'formula: "2 × urban:dibao/monthly-standard"')),
    'regions/350100/place.yaml': 'name: 福州市',
  })
  const policy = policyOn(book, '350203001201', '2024-06-01')
  expect(policy.number(tekun)).toMatchObject({ value: 104200, formula: '1.3 × 801 元，向上取整到 1', region: '350000' })
  expect(policy.number('orphan/monthly')).toMatchObject({ value: 224000, formula: '2 × 1,120 元' })
  expect(policyOn(book, '350203001201', '2025-07-01').number(tekun).value).toBe(117000)
  expect(policyOn(book, '350102001201', '2025-07-01').standard(tekun)).toBeNull()
})

test.each([
  ['dibao/monthly-standard × 25% ÷ 12', 30],
  ['dibao/monthly-standard / 12 - 20', 100],
  ['percent(20, dibao/monthly-standard)', 288],
  ['min(dibao/monthly-standard, 2000, 1500) + max(1, 2)', 1442],
  ['(dibao/monthly-standard + 10) × 0.1', 145],
  ['ceil(dibao/monthly-standard × 0.1401, 10)', 210],
  ['round(dibao/monthly-standard × 0.1401, 1)', 202],
  ['ceil(1075 × 0.2, 1)', 215],
])('of 1,440 元, %s is %d 元', (formula, yuan) => {
  const book = bookOf({
    [file]: number(dated('2020-01-01', 1440)),
    [fileOf('350200', 'a/b')]: number(dated('2020-01-01', `formula: "${formula}"`)),
  })
  expect(policyOn(book, null, '2026-01-01').number('a/b' as NumberId).value).toBe(yuan * 100)
})

test('a number past its end, or unreviewed for thirteen months, is run out', () => {
  const book = bookOf({
    [file]: number(dated('2023-07-01', 1120, ', until: 2025-06-30')),
    [fileOf('350200', 'a/b')]: number(dated('2023-07-01', 1)),
    [fileOf('350200', 'a/c')]: number(dated('2023-07-01', 'formula: "2 × dibao/monthly-standard"')),
  })
  const runOut = (id: string, day: string) => policyOn(book, null, day).number(id as NumberId).runOut
  expect([runOut(standard, '2025-06-30'), runOut(standard, '2025-07-01')]).toEqual([null, 'ended'])
  expect(runOut('a/c', '2025-07-01')).toBe('ended')
  expect([runOut('a/b', '2027-10-30'), runOut('a/b', '2027-10-31')]).toEqual([null, 'unreviewed'])
})

test('a county whose own value has ended is judged by the city, which has a newer one', () => {
  const book = bookOf({
    [file]: number(dated('2024-01-01', 1075)),
    [fileOf('350203')]: number(dated('2023-01-01', 1004, ', until: 2023-12-31')),
    'regions/350203/place.yaml': 'name: 思明区',
  })
  const value = (day: string) => policyOn(book, '350203', day).number(standard).value
  expect([value('2023-12-31'), value('2024-01-01')]).toEqual([100400, 107500])
})

test('a policy tells from which day another value of a number, or of what its formula reads, holds', () => {
  const book = bookOf({
    [file]: number(dated('2024-07-01', 1000) + dated('2025-07-01', 1120)),
    [fileOf('350000', 'a/b')]: number(dated('2020-01-01', 'formula: "2 × dibao/monthly-standard"')),
  })
  const changes = (region: string, day: string) => Object.fromEntries(policyOn(book, region, day).changesOn)
  expect(changes('350203', '2025-06-30')).toEqual({ [standard]: '2025-07-01', 'a/b': '2025-07-01' })
  expect(changes('350203', '2025-07-01')).toEqual({})
  expect(changes('110101', '2025-06-30')).toEqual({})
})
