import { caseworkParameters, reportParameters } from '@shouwang/casework'
import { numbersRead, policyNumbersRead, programmeNumbers } from '@shouwang/indicators'
import {
  checkPolicies,
  citiesOf,
  loadPolicies,
  type NumberId,
  type PolicyBook,
  placeStandards,
  policyDirectory,
  policyOn,
} from '@shouwang/policy'
import { expect, test } from 'vitest'

const book = loadPolicies()
const needed = [...numbersRead, ...caseworkParameters, ...reportParameters]
const read = [...needed, ...programmeNumbers(book)]
const day = '2026-11-29'
const findings = (changed: PolicyBook = book) => checkPolicies(changed, day, read)

const changed = (
  region: string,
  id: string,
  change: (file: PolicyBook['rules'][number]['file']) => unknown,
): PolicyBook => ({
  ...book,
  rules: book.rules.map((rule) =>
    rule.region === region && rule.id === id
      ? { ...rule, file: change(rule.file) as PolicyBook['rules'][number]['file'] }
      : rule,
  ),
})

test('a number that no rule reads fails', () => {
  expect(findings().filter(({ kind }) => kind === 'unread')).toEqual([])
  const unread = checkPolicies(
    book,
    day,
    read.filter((id) => id !== 'fire-loss/loss'),
  )
  expect(unread).toContainEqual({
    kind: 'unread',
    region: '000000',
    text: '火灾家庭损失标准（fire-loss/loss）没有规则读取',
  })
})

test('no number that ships contradicts another or cannot be', () => {
  expect(findings().filter(({ kind }) => kind === 'conflict' || kind === 'impossible')).toEqual([])
})

test('a line that is not what its formula gives, and a number that cannot be, are named', () => {
  const once = (value: number) => (file: PolicyBook['rules'][number]['file']) => ({
    ...file,
    values: [{ ...file.values.at(-1), value }],
  })
  expect(findings(changed('350200', 'edge/income-line-monthly', once(1680)))).toContainEqual({
    kind: 'conflict',
    region: '350200',
    text: '低保边缘家庭收入标准（edge/income-line-monthly）2023-07-01 为 1680，与 dibao/monthly-standard × edge/income-multiple = 2240 不符',
  })
  expect(findings(changed('350200', 'orphan/monthly', once(-1))).map(({ kind }) => kind)).toContain('impossible')
})

test('every number that a rule reads or a programme asks for is there for every city, or is a named gap of it', () => {
  const gaps = findings().filter(({ kind }) => kind === 'gap')
  const awaited = [...book.programmes.values()].flatMap(({ awaits }) => awaits)
  let gap = 0
  for (const region of citiesOf(book)) {
    const policy = policyOn(book, region, day)
    for (const id of new Set([...read, ...awaited])) {
      if (policy.standard(id as NumberId) !== null || isList(id)) continue
      const standard = placeStandards.find(({ anyOf }) => anyOf.includes(id))
      expect(standard, `${id} is asked for and no standard of a place`).toBeDefined()
      const isTold = standard?.anyOf.some((each) => policy.rules.has(each))
      if (isTold || standard?.spared?.where(policy)) continue
      expect(gaps).toContainEqual({ kind: 'gap', region, text: `${standard?.label}尚未录入` })
      gap += 1
    }
  }
  expect(gap).toBeGreaterThan(0)
})

test('care money and heating are gaps where a city lacks them, and heating only where towns are heated', () => {
  const gapsIn = (region: string) =>
    findings().flatMap((each) => (each.region === region && each.kind === 'gap' ? [each.text] : []))
  expect(gapsIn('370400')).toEqual(
    expect.arrayContaining(['特困人员照料护理费（全护理）尚未录入', '冬季取暖补助（城市）尚未录入']),
  )
  expect(gapsIn('350900')).toContain('特困人员照料护理费（全护理）尚未录入')
  expect(gapsIn('350100').join()).not.toContain('取暖')
})

const isList = (id: string): boolean =>
  book.rules.some(
    (rule) => rule.id === id && rule.file.values.some((dated) => 'value' in dated && Array.isArray(dated.value)),
  )

test('twelve cities and their provinces keep sourced numbers, and fewer than thirty are our own choice', () => {
  expect(citiesOf(book).length).toBeGreaterThanOrEqual(12)
  const chosen = book.rules.filter(({ file }) => file.values.some(({ source }) => source.basis === 'default'))
  expect(chosen.length).toBeLessThan(30)
})

const source = 'source: { title: 通知, publisher: 民政局, confidence: high }'
const drafted = (region: string, id: string, unit: string, value: string): readonly [string, string] => [
  `regions/${region}/${id}.yaml`,
  `label: 草案\nunit: ${unit}\nreviewed: 2026-11-01\nvalues:\n  - { from: 2026-01-01, ${value}, ${source} }\n`,
]
const findingsOf = (...files: readonly (readonly [string, string])[]) => {
  const changed = loadPolicies(policyDirectory, new Map(files))
  return checkPolicies(changed, day, [...policyNumbersRead(changed), ...needed], day)
}

test('what a formula comes to is held against what can be, and what it needs of its city is a gap of that city', () => {
  expect(
    findingsOf(
      drafted('350100', 'tekun/care-self-monthly', 'yuan/person/month', 'formula: "100 − dibao/monthly-standard"'),
    ),
  ).toContainEqual({
    kind: 'impossible',
    region: '350100',
    text: '草案（tekun/care-self-monthly）按 100 − 970 元 算得 -870，不可能',
  })
  expect(
    findingsOf(drafted('330300', 'orphan/monthly', 'yuan/person/month', 'formula: "2 × tekun/living-monthly"')),
  ).toContainEqual({
    kind: 'gap',
    region: '330300',
    text: '草案（orphan/monthly）要按 tekun/living-monthly 计算，本地尚未录入',
  })
})

test('a number that a programme awaits is read once a city enters it', () => {
  const text = (kind: string) => (each: { kind: string }) => each.kind === kind
  expect(findingsOf(drafted('350200', 'medical-aid/ratio', 'ratio', 'value: 0.7')).filter(text('unread'))).toEqual([])
})

test('a number that is said to have been reviewed on a day to come is no number that anybody reviewed', () => {
  const [path, text] = drafted('350200', 'medical-aid/ratio', 'ratio', 'value: 0.7')
  expect(findingsOf([path, text.replace('2026-11-01', '2036-11-01')])).toContainEqual({
    kind: 'impossible',
    region: '350200',
    text: '草案（medical-aid/ratio）的复核日 2036-11-01 还没有到',
  })
})
