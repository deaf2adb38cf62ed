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
    /values\.0\.source\.url: 不是完整的网址/,
  )
})

test('an unknown key, an unknown unit, a wrong day and days out of order are refused', () => {
  expect(refusal(`${number(dated('2024-07-01', 1))}\nauthor: me`)).toThrow(/author: 不认识这个键/)
  expect(refusal(number(dated('2024-07-01', 1), 'dollars'))).toThrow(/unit: /)
  expect(refusal(number(dated('2024-02-30', 1)))).toThrow(/values\.0\.from: /)
  expect(refusal(number(dated('2024-07-01', 1) + dated('2023-07-01', 2)))).toThrow(/2023-07-01 要晚于 2024-07-01/)
  expect(refusal(number(dated('2024-07-01', 'value: [a]')))).toThrow(/values\.0\.value: /)
})

test('a span that ends before it starts, or reaches into the next, is refused', () => {
  expect(refusal(number(dated('2024-07-01', 1, ', until: 2024-06-30')))).toThrow(
    /values\.0\.until: 2024-06-30 不能早于 2024-07-01/,
  )
  expect(refusal(number(dated('2024-07-01', 1, ', until: 2025-07-01') + dated('2025-07-01', 2)))).toThrow(
    /values\.1\.from: 2025-07-01 要晚于 2025-07-01/,
  )
})

test('a value is one number, one formula, or one for town and country', () => {
  expect(refusal(number(dated('2024-07-01', 'value: 1, urban: 2')))).toThrow(
    /values\.0\.value: 写 value、formula，或 urban 和 rural，取一种/,
  )
  expect(refusal(number(dated('2024-07-01', 'until: 2025-07-01')))).toThrow(
    /values\.0\.value: 写 value、formula，或 urban 和 rural，取一种/,
  )
})

test('a formula that cannot be read is refused, with what is wrong', () => {
  expect(refusal(number(dated('2024-07-01', 'formula: "1.3 × ("')))).toThrow(/values\.0\.formula: 末尾缺“\(”/)
  expect(refusal(number(dated('2024-07-01', 'urban: "1.3 & 2"')))).toThrow(/values\.0\.urban: 读不懂“& 2”/)
})

test('a formula over a number that no region has, or from itself, or with the wrong unit is refused', () => {
  const formula = (text: string) => number(dated('2024-07-01', `formula: "${text}"`))
  expect(refusal(formula('wage/least × 2'))).toThrow(`${file}: values.0.formula: 没有一个地方有标准“wage/least”`)
  const other = fileOf('350200', 'tekun/living-monthly')
  expect(() =>
    bookOf({ [file]: formula('tekun/living-monthly ÷ 1.3'), [other]: formula('1.3 × dibao/monthly-standard') }),
  ).toThrow(`${file}: formula: 由自己算出自己：dibao/monthly-standard → tekun/living-monthly → dibao/monthly-standard`)
  const standard = { [file]: number(dated('2024-07-01', 1)) }
  expect(() => bookOf({ ...standard, [other]: formula('dibao/monthly-standard × dibao/monthly-standard') })).toThrow(
    `${other}: values.0.formula: 钱乘了钱`,
  )
  expect(() =>
    bookOf({ ...standard, [other]: number(dated('2024-07-01', 'formula: "dibao/monthly-standard × 2"'), 'ratio') }),
  ).toThrow(`${other}: values.0.formula: 算出来是钱，单位却是 ratio`)
})

test('one number in two units is refused', () => {
  expect(() =>
    bookOf({ [file]: number(dated('2024-07-01', 1)), [fileOf('350000')]: number(dated('2024-07-01', 1), 'ratio') }),
  ).toThrow(`${file}: unit: yuan/person/month 与 ${fileOf('350000')} 的 ratio 不同`)
})

test('a city without its province, and a place without a name, are refused', () => {
  const { 'regions/350000/place.yaml': _, ...withoutProvince } = places
  expect(() => loadPolicies(directoryWith({ ...withoutProvince, [file]: number(dated('2024-07-01', 1)) }))).toThrow(
    'regions/350200: 它所在的省还没有；请加上 regions/350000/place.yaml',
  )
  expect(() => bookOf({ [fileOf('350203')]: number(dated('2024-07-01', 1)) })).toThrow(
    'regions/350203/place.yaml: 没有这个文件；请写上地名',
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

test('a circle that closes only on a day on which a nearer value has ended, or has not begun, is refused', () => {
  const multiple = number(dated('2020-01-01', 'formula: "1.3 × dibao/monthly-standard"'))
  const ended = number(dated('2023-07-01', 1680, ', until: 2025-06-30'))
  const load = () =>
    bookOf({
      [fileOf('350000', 'tekun/living-monthly')]: multiple,
      [fileOf('350200', 'tekun/living-monthly')]: ended,
      [file]: number(dated('2023-07-01', 'formula: "tekun/living-monthly ÷ 1.3"')),
    })
  expect(load).toThrow(
    `${file}: formula: 由自己算出自己：dibao/monthly-standard → tekun/living-monthly → dibao/monthly-standard`,
  )
})

test('a formula that divides by nought is refused, and one whose divisor is nought on a day gives no number', () => {
  for (const text of ['5 ÷ 0', 'ceil(5, 0)', 'dibao/share × 2 + 1 ÷ (2 − 2)'])
    expect(() =>
      bookOf({
        [file]: number(dated('2024-07-01', `formula: "${text}"`)),
        [fileOf('350200', 'dibao/share')]: number(dated('2024-07-01', 0), 'ratio'),
      }),
    ).toThrow(`${file}: values.0.formula: 除以了零`)
  const book = bookOf({
    [file]: number(dated('2024-07-01', 'formula: "dibao/whole ÷ dibao/share"')),
    [fileOf('350200', 'dibao/share')]: number(dated('2024-07-01', 0), 'ratio'),
    [fileOf('350200', 'dibao/whole')]: number(dated('2024-07-01', 500)),
  })
  expect(rulesInForce(book, '350200', '2026-10-31').map(({ id }) => id)).toEqual(['dibao/share', 'dibao/whole'])
})

test('a text of blanks is none, and what is not written at all is said to be missing', () => {
  const sourced = (title: string, publisher: string) =>
    number(
      `  - { from: 2024-07-01, value: 1, source: { title: ${title}, publisher: ${publisher}, confidence: high } }\n`,
    )
  expect(refusal(sourced('" "', '局'))).toThrow(/source\.title: 是空的/)
  expect(refusal(sourced('通知', '" "'))).toThrow(/source\.publisher: 是空的/)
  expect(refusal(sourced('null', '局'))).toThrow(/source\.title: 没有写/)
})

test('a file that is no YAML, or whose name ends otherwise, is one line that says where', () => {
  expect(refusal('label: [x\nunit: y: z')).toThrow(/^政策文件有误，请改正：\n\S+: 不是 YAML（第 2 行第 1 列）：[^\n]+$/)
  expect(() => bookOf({ 'regions/350200/dibao/monthly-standard.yml': number(dated('2024-07-01', 1)) })).toThrow(
    'regions/350200/dibao/monthly-standard.yml: 要放在 regions/<6 位区划，或 9 位乡镇>/<类别>/<标准>.yaml',
  )
})

test('a draft changes the numbers and programmes of places, and not whose numbers are meant where nobody says', () => {
  const draft = (path: string) => () => loadPolicies(directoryWith(places), new Map([[path, 'region: "350000"']]))
  expect(draft('home.yaml')).toThrow('home.yaml: 草案只能改动 regions/ 或 programmes/ 下的文件')
  expect(draft('region/350200/dibao/monthly-standard.yaml')).toThrow('草案只能改动')
  expect(() => loadPolicies(directoryWith({ ...places, 'home.yaml': 'region: "440300"' }))).toThrow(
    'home.yaml: region: 没有 regions/440300/place.yaml',
  )
})
