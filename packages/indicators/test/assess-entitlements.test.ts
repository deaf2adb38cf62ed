import { loadPolicies, policyOn } from '@shouwang/policy'
import { expect, test } from 'vitest'
import { assessBy, type Indicator, topUp } from '../src/index.ts'
import { Case } from './case-format.ts'
import { personOf, profileOfCase } from './profile-of-case.ts'

const day = '2026-10-31'
const policy = policyOn(loadPolicies(), null, day)

const lead = (programmes: Indicator['programmes'], more: Partial<Indicator> = {}): Indicator => ({
  id: 'lead',
  name: '线索',
  direction: 'missed',
  class: 'discovery',
  level: 'yellow',
  dimensions: {},
  source: '测试',
  reads: [],
  parameters: [],
  programmes,
  judge: () => ({
    status: 'fires',
    confidence: 1,
    person: personOf('li'),
    reason: '近12个月自付偏高',
    observations: [],
    facts: [],
  }),
  ...more,
})

const entitlements = (example: Record<string, unknown>, ...indicators: Indicator[]) => {
  const parsed = Case.parse({ name: 'x', day, expect: { status: 'clear' }, ...example })
  return assessBy(indicators)(profileOfCase(parsed), policy, day).entitlements
}

const allIncomeKnown = Object.fromEntries(['social-insurance', 'pension-pay'].map((feed) => [feed, day]))

test('the top-up is the standard for all members less their income, rounded up once', () => {
  expect(topUp(112_000 * 3, 112_033)).toBe(224_000)
  expect(topUp(112_000, 200_000)).toBe(0)
  expect(topUp(112_000, undefined)).toBe(null)
})

test('dibao that may be owed comes with its amount where the income is known', () => {
  const pension = { PensionPaid: { month: '2026-10', amountYuan: 300.5 } }
  const members = [{ id: 'li', born: '1950-01-01', facts: [pension] }, { id: 'wang' }]
  expect(entitlements({ members, coverage: allIncomeKnown }, lead(['dibao']))).toEqual([
    {
      programme: 'dibao',
      name: '最低生活保障',
      person: null,
      standing: 'possibly-owed',
      monthlyFen: 194_000,
      why: `近12个月自付偏高。金额未计入：{${personOf('wang')}}未见正式收入（可能灵活就业），以核对结果为准。金额按已过期的最低生活保障标准计算，以最新文件为准。`,
      source: '社会救助暂行办法第九条至第十三条',
    },
  ])
  expect(entitlements({ members }, lead(['dibao']))).toMatchObject([{ programme: 'dibao', monthlyFen: null }])
})

test('an indicator that compares an entitlement with its roll makes it likely owed', () => {
  const members = [{ id: 'li', born: '1934-10-31' }]
  expect(entitlements({ members }, lead(['elder-allowance'], { class: 'need' }))).toMatchObject([
    { programme: 'elder-allowance', person: personOf('li'), standing: 'likely-owed', monthlyFen: 20_000 },
  ])
})

test('what a household holds is not owed to it, nor what that excludes', () => {
  const members = [{ id: 'li', facts: [{ AssistanceListed: { programme: 'dibao', householdMonthlyYuan: 800 } }] }]
  expect(entitlements({ members }, lead(['dibao', 'edge', 'medical-aid']))).toMatchObject([
    { programme: 'dibao', person: null, standing: 'held', monthlyFen: 80_000 },
    { programme: 'medical-aid', standing: 'possibly-owed' },
  ])
})

test('a family on one roll holds its programme once', () => {
  const listed = { facts: [{ AssistanceListed: { programme: 'dibao' } }] }
  expect(
    entitlements({
      members: [
        { id: 'li', ...listed },
        { id: 'wang', ...listed },
      ],
    }),
  ).toHaveLength(1)
})

test('someone who has died or is held is on a roll wrongly', () => {
  const listed = { AssistanceListed: { programme: 'dibao' } }
  const members = [
    { id: 'li', facts: [listed, { DeathReported: {} }] },
    { id: 'wang', facts: [listed] },
  ]
  expect(entitlements({ members })).toMatchObject([
    { programme: 'dibao', person: null, standing: 'held' },
    { programme: 'dibao', person: personOf('li'), standing: 'wrongly-held' },
  ])
})

test('an allowance paid for the month of a death was paid rightly, one for a later month was not', () => {
  const died = { DeathReported: { day: '2026-09-12' } }
  const paidIn = (month: string) =>
    entitlements({ members: [{ id: 'li', facts: [died, { ElderAllowancePaid: { month } }] }] })
  expect(paidIn('2026-09')).toEqual([])
  expect(paidIn('2026-10')).toMatchObject([{ programme: 'elder-allowance', standing: 'wrongly-held' }])
})

test('what a death leaves to ask for is asked for the family, not for the dead', () => {
  const members = [{ id: 'li', facts: [{ DeathReported: {} }] }, { id: 'wang' }]
  expect(entitlements({ members }, lead(['unattended-child', 'medical-aid']))).toMatchObject([
    { programme: 'medical-aid', person: null },
    { programme: 'unattended-child', person: null },
  ])
})

test('help that one lead names for a member is not named again for the whole family', () => {
  const ofNobody = lead(['medical-aid'], {
    id: 'other',
    judge: () => ({ status: 'fires', confidence: 1, person: null, reason: '支出过大', observations: [], facts: [] }),
  })
  expect(entitlements({ members: [{ id: 'li' }] }, ofNobody, lead(['medical-aid']))).toMatchObject([
    { programme: 'medical-aid', person: personOf('li') },
  ])
})

test('the weaker of two programmes that exclude each other is held wrongly', () => {
  const facts = [{ AssistanceListed: { programme: 'tekun' } }, { DisabilitySubsidyListed: { kind: 'care' } }]
  expect(entitlements({ members: [{ id: 'li', facts }] })).toMatchObject([
    { programme: 'disability-care', standing: 'wrongly-held' },
    { programme: 'tekun', standing: 'held' },
  ])
})

test('a lead of wrong coverage owes nothing', () => {
  expect(entitlements({ members: [{ id: 'li' }] }, lead(['dibao'], { direction: 'wrong' }))).toEqual([])
})

test('every indicator names programmes that are described', async () => {
  const { catalogue } = await import('../src/index.ts')
  const unknown = catalogue.flatMap(({ id, programmes }) =>
    programmes.filter((programme) => !policy.programmes.has(programme)).map((programme) => `${id}: ${programme}`),
  )
  expect(unknown).toEqual([])
})
