import { loadPolicies, type Policy, type PolicyBook, policyOn } from '@shouwang/policy'
import { expect, test } from 'vitest'
import { assess, assessBy, type Indicator } from '../src/index.ts'
import { Case } from './case-format.ts'
import { profileOfCase } from './profile-of-case.ts'

const shipped = loadPolicies()

/** The shipped numbers, and a standard of Xiamen that rises on 1 July 2027. */
const rising: PolicyBook = {
  ...shipped,
  rules: shipped.rules.map((rule) => {
    const [first] = rule.file.values
    if (rule.region !== '350200' || rule.id !== 'dibao/monthly-standard' || first === undefined) return rule
    const values = [...rule.file.values, { ...first, from: '2027-07-01', value: 1200 }]
    return { ...rule, file: { ...rule.file, values } as typeof rule.file }
  }),
}

const family = (region: string) =>
  profileOfCase(
    Case.parse({
      name: 'x',
      day: '2027-06-01',
      region,
      members: [{ id: 'li', born: '1980-05-01', facts: [] }],
      coverage: {},
      expect: { status: 'clear' },
    }),
  )

const asks = (read: (policy: Policy) => void): Indicator => ({
  id: 'asks',
  name: '线索',
  direction: 'missed',
  class: 'discovery',
  level: 'yellow',
  dimensions: {},
  source: '测试',
  reads: [],
  parameters: [],
  programmes: [],
  judge: (_, policy) => {
    read(policy)
    return { status: 'clear' }
  },
})

const reviewOn = (indicator: Indicator, region: string, day: string) =>
  assessBy([indicator])(family(region), policyOn(rising, region, day), day).reviewOn

const standard = asks((policy) => policy.number('dibao/monthly-standard'))
const other = asks((policy) => policy.number('dependant/minor-age'))
const xiamen = '350203001001'

test('a standard that rises on 1 July is read of a day before as it was', () => {
  const valueOn = (day: string) => policyOn(rising, xiamen, day).number('dibao/monthly-standard').value
  expect([valueOn('2027-06-30'), valueOn('2027-07-01')]).toEqual([112_000, 120_000])
})

test('a household that was judged by a standard is due again on the day it rises, and no other is', () => {
  expect(reviewOn(standard, xiamen, '2027-06-01')).toBe('2027-07-01')
  expect(reviewOn(other, xiamen, '2027-06-01')).toBeNull()
  expect(reviewOn(standard, xiamen, '2027-07-01')).toBeNull()
  expect(reviewOn(standard, '370502001001', '2027-06-01')).toBeNull()
})

test('the whole catalogue is due again no later than the day on which the standard rises', () => {
  const { reviewOn: on } = assess(family(xiamen), policyOn(rising, xiamen, '2027-06-01'), '2027-06-01')
  expect(on !== null && on <= '2027-07-01').toBe(true)
})

test('a rule that law brought on a day is judged by from then on, and who is judged before is due again on that day', () => {
  let asked = 0
  const counting = asks(() => {
    asked += 1
  })
  const rule: Indicator = { ...counting, from: '2027-07-01', until: '2027-12-31' }
  const due = (day: string) => assessBy([rule])(family(xiamen), policyOn(shipped, xiamen, day), day).reviewOn
  expect([due('2027-06-30'), asked]).toEqual(['2027-07-01', 0])
  expect([due('2027-07-01'), asked]).toEqual(['2028-01-01', 1])
  expect([due('2028-01-01'), asked]).toEqual([null, 1])
})

test('heating aid that reaches families of the edge since 2026-01-29 is missed by nobody the winter before', () => {
  const listed = profileOfCase(
    Case.parse({
      name: 'x',
      day: '2026-01-10',
      region: '610103001001',
      members: [
        { id: 'leng', relation: 'head', born: '1960-01-01', facts: [{ AssistanceListed: { programme: 'dibao' } }] },
      ],
      coverage: { 'subsidy-card': '2026-01-05' },
      expect: { status: 'clear' },
    }),
  )
  const cardOf = (day: string) => (feed: string) => (feed === 'subsidy-card' ? { day, throughMonth: null } : undefined)
  const shadowOn = (day: string) =>
    assess({ ...listed, coverage: cardOf(day) }, policyOn(shipped, '610103001001', day), day)
      .shadow?.map(({ indicator }) => indicator)
      .includes('heating-aid-missed') ?? false
  expect([shadowOn('2026-01-28'), shadowOn('2026-02-10')]).toEqual([false, true])
})
