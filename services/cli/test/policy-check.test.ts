import { caseworkParameters } from '@shouwang/casework'
import { numbersRead, programmeNumbers } from '@shouwang/indicators'
import {
  checkPolicies,
  citiesOf,
  loadPolicies,
  type NumberId,
  type PolicyBook,
  policyOn,
  standardName,
} from '@shouwang/policy'
import { expect, test } from 'vitest'

const book = loadPolicies()
const needed = [...numbersRead, ...caseworkParameters]
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
    text: '低保边缘家庭收入线（edge/income-line-monthly）2023-07-01 为 1680，与 dibao/monthly-standard × edge/income-multiple = 2240 不符',
  })
  expect(findings(changed('350200', 'orphan/monthly', once(-1))).map(({ kind }) => kind)).toContain('impossible')
})

test('every number that a rule reads is there for every city, or is a named gap of it', () => {
  const gaps = findings().filter(({ kind }) => kind === 'gap')
  for (const region of citiesOf(book)) {
    const policy = policyOn(book, region, day)
    for (const id of needed) {
      if (policy.standard(id as NumberId) !== null || isList(id)) continue
      if (!isForSome(id))
        expect(gaps).toContainEqual({ kind: 'gap', region, text: `${standardName(id as NumberId)}尚未录入` })
    }
  }
})

const isList = (id: string): boolean =>
  book.rules.some(
    (rule) => rule.id === id && rule.file.values.some((dated) => 'value' in dated && Array.isArray(dated.value)),
  )

/** Tiers that a city may have or not: of 低保 in the country, heating in the north, an allowance from 70, a subsidy that differs by level. */
const isForSome = (id: string): boolean =>
  /^heating\/|dibao\/rural-tier-low|elder-allowance\/monthly-from-70|(living|care|care-(full|half|self))-monthly(-level-\d|-least)?$/.test(
    id,
  ) && id !== 'tekun/living-monthly'

test('twelve cities and their provinces keep sourced numbers, and fewer than thirty are our own choice', () => {
  expect(citiesOf(book).length).toBeGreaterThanOrEqual(12)
  const chosen = book.rules.filter(({ file }) => file.values.some(({ source }) => source.basis === 'default'))
  expect(chosen.length).toBeLessThan(30)
})
