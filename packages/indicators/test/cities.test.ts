import type { Entitlement } from '@shouwang/contracts'
import { loadPolicies, policyOn } from '@shouwang/policy'
import { expect, test } from 'vitest'
import { assess, assessBy, checkHousehold, type Indicator } from '../src/index.ts'
import { Case } from './case-format.ts'
import { personOf, profileOfCase } from './profile-of-case.ts'

const day = '2026-10-31'
const policies = loadPolicies()

const lead = (programme: Indicator['programmes'][number], person: string): Indicator => ({
  id: programme,
  name: '线索',
  direction: 'missed',
  class: 'discovery',
  level: 'yellow',
  dimensions: {},
  source: '测试',
  reads: [],
  parameters: ['dibao/monthly-standard'],
  programmes: [programme],
  judge: () => ({
    status: 'fires',
    confidence: 1,
    person: personOf(person),
    reason: '线索',
    observations: [],
    facts: [],
  }),
})

const leads = [
  lead('dibao', 'grandma'),
  lead('tekun', 'grandma'),
  lead('elder-allowance', 'grandma'),
  lead('disability-living', 'father'),
  lead('orphan', 'child'),
]

/** A grandmother of 92 with a pension of 300 元, her son with a disability of the second level, and his child. */
const family = (region: string, pension = 300) =>
  profileOfCase(
    Case.parse({
      name: 'x',
      day,
      region,
      members: [
        {
          id: 'grandma',
          born: '1934-05-01',
          facts: [
            { PensionPaid: { month: '2026-10', amountYuan: pension } },
            { SelfCareGraded: { grade: 0, assessedOn: day } },
          ],
        },
        { id: 'father', born: '1980-05-01', facts: [{ DisabilityCertified: { level: 2 } }] },
        { id: 'child', born: '2016-05-01' },
      ],
      coverage: { 'social-insurance': day, 'pension-pay': day },
      expect: { status: 'clear' },
    }),
  )

const owedIn = (region: string) => {
  // Lead by lead, since 低保 and 特困 are not told side by side.
  const entitlements = leads.flatMap(
    (each) => assessBy([each])(family(region), policyOn(policies, region, day), day).entitlements,
  )
  const of = (programme: string): Entitlement =>
    entitlements.find((each) => each.programme === programme) ?? expect.fail(programme)
  return { of, yuan: (programme: string) => (of(programme).monthlyFen ?? Number.NaN) / 100 }
}

const none = Number.NaN

/**
 * By hand from the notices: 低保 is 3 × the standard less 300; 特困 the living standard and, where the city states it, the
 * care of who looks after herself; the rest as stated, or by the formula beside it.
 */
test.each([
  // 低保 1,120; 特困 1,680 + 340; 孤儿 2,800; 生活补贴 360; 高龄 90–99 200
  { city: '厦门', region: '350203001001', dibao: 3060, tekun: 2020, orphan: 2800, living: 360, elder: 200 },
  // 城市 1,075; 1.5 × 1,075 = 1,613 + 2,775 ÷ 12; 2 × 1,075; 二级 215
  { city: '东营', region: '370502001001', dibao: 2925, tekun: 1844.25, orphan: 2150, living: 215, elder: none },
  // 城市 830; 1,245; 鲁民〔2022〕56号: 2 × 830, 20% × 830
  { city: '滕州', region: '370481001001', dibao: 2190, tekun: 1245, orphan: 1660, living: 166, elder: none },
  // 城市 1,114; 1,492 (2022) + 296; 1,865; 20% × 1,114 = 222.8
  { city: '济南', region: '370102001001', dibao: 3042, tekun: 1788, orphan: 1865, living: 223, elder: 200 },
  // 城市 630; 875 + 165; 2 × 630, 20% × 630
  { city: '肥城', region: '370983001001', dibao: 1590, tekun: 1040, orphan: 1260, living: 126, elder: none },
  { city: '南昌', region: '360102001001', dibao: 2265, tekun: 1200, orphan: 1280, living: 80, elder: none },
  { city: '西安', region: '610103001001', dibao: 1920, tekun: 1320, orphan: none, living: none, elder: 200 },
  { city: '温州', region: '330302001001', dibao: 1995, tekun: none, orphan: none, living: none, elder: none },
  { city: '杭州', region: '330102001001', dibao: 3603, tekun: 2255, orphan: 2525, living: none, elder: none },
  // 分散供养全自理合计 1,490，其中基本生活 1.3 × 970
  { city: '福州', region: '350102001001', dibao: 2610, tekun: 1490, orphan: none, living: none, elder: none },
  // 蕉城 866; 1.3 × 866 = 1,125.8
  { city: '宁德', region: '350902001001', dibao: 2298, tekun: 1126, orphan: none, living: none, elder: none },
  { city: '苏州', region: '320508001001', dibao: 3324, tekun: 1941, orphan: 3120, living: none, elder: none },
  { city: '上海', region: '310101001001', dibao: 4485, tekun: 2075, orphan: none, living: none, elder: none },
])('one family in $city is told what $city pays, and nothing that another city pays', (expected) => {
  const { of, yuan } = owedIn(expected.region)
  expect({
    dibao: yuan('dibao'),
    tekun: yuan('tekun'),
    orphan: yuan('orphan'),
    living: yuan('disability-living'),
    elder: yuan('elder-allowance'),
  }).toEqual({ ...expected, city: undefined, region: undefined })
  const province = `${expected.region.slice(0, 2)}0000`
  const policy = policyOn(policies, expected.region, day)
  for (const id of ['dibao/monthly-standard', 'tekun/living-monthly', 'orphan/monthly'] as const) {
    const rule = policy.standard(id)
    if (rule === null) continue
    const near = [expected.region.slice(0, 6), `${expected.region.slice(0, 4)}00`, province]
    expect(near).toContain(rule.region)
    expect(rule).toMatchObject({ basis: 'published', publisher: expect.any(String) })
  }
  if (Number.isNaN(expected.orphan)) expect(of('orphan').why).toContain('本市尚未录入标准（孤儿基本生活费），不写金额')
})

test('a family in the country is told the standard of the country', () => {
  expect(owedIn('370502001201').yuan('dibao')).toBe(3 * 930 - 300)
})

test('where it is not known whether a family lives in town or country no amount is named, and both standards are', () => {
  const { of } = owedIn('370502001000')
  expect(of('dibao')).toMatchObject({ monthlyFen: null, why: expect.stringContaining('城市1,075元、农村930元') })
  const { fires } = assessBy(leads)(family('370502001000'), policyOn(policies, '370502001000', day), day)
  expect(fires[0]?.advice).toContain('最低生活保障标准城乡不同（城市1,075元、农村930元），先确认住在城镇还是农村')
})

test('an amount by a notice that has run out says so', () => {
  expect(owedIn('350203001001').of('tekun').why).toContain(
    '金额按已过期的特困人员基本生活标准、特困照料护理标准（全自理）计算，以最新文件为准',
  )
})

test('no number that is not published for the place is the basis of an amount', () => {
  for (const rule of policies.rules)
    for (const { source } of rule.file.values)
      if (/^(dibao|tekun|orphan|disability-subsidy|elder-allowance)\/.*monthly/.test(rule.id))
        expect(source.basis).toBe('published')
})

test('a family in a place that has entered nothing is judged, and what needs a standard is unknown and says why', () => {
  const region = '650102001001'
  const assessed = assess(family(region), policyOn(policies, region, day), day)
  const missing = assessed.unknown.flatMap((each) => each.missing)
  expect(missing).toContain('最低生活保障标准（本市尚未录入标准）')
  expect(missing).toContain('高龄津贴起始年龄（本市尚未录入标准）')
  expect(assessed.entitlements.filter(({ monthlyFen }) => monthlyFen !== null)).toEqual([])
})

test('where it is not known whether a family lives in town or country, what lies between both standards is not known', () => {
  const known = (region: string, pension: number) => {
    const checked = checkHousehold(family(region, pension), policyOn(policies, region, day), day)
    const [income] = checked.programmes.find(({ programme }) => programme === 'dibao')?.conditions ?? []
    return [income?.state, income?.seen, income?.text]
  }
  const text = '家庭人均月收入低于当地标准（城市1,075元、农村930元）'
  const yearly = (perHead: number) => perHead * 3
  expect(known('370502001000', yearly(1000))).toEqual([
    'not-known',
    '人均月收入1,000元，城乡标准不同，住在城镇还是农村未知',
    text,
  ])
  expect(known('370502001000', yearly(800))[0]).not.toBe('not-met')
  expect(known('370502001000', yearly(1200))).toEqual(['not-met', '人均月收入1,200元', text])
  expect(known('370502001001', yearly(1000))[2]).toBe('家庭人均月收入低于1,075元')
})

test('an amount that lacks a multiple names the multiple, and not the standard that the city has entered', () => {
  const { programmes } = checkHousehold(family('350203001001'), policyOn(policies, '350203001001', day), day)
  expect(programmes.find(({ programme }) => programme === 'temporary-relief')?.amount?.text).toBe(
    '本市尚未录入标准（临时救助封顶（低保标准倍数）），不写金额',
  )
})

test('in Shandong temporary relief begins at three times the standard of towns, for a family in the country too', () => {
  const region = '370502001201'
  const { programmes } = checkHousehold(family(region), policyOn(policies, region, day), day)
  const amount = programmes.find(({ programme }) => programme === 'temporary-relief')?.amount
  expect([amount?.leastFen, amount?.mostFen]).toEqual([3 * 107_500, 12 * 93_000])
})
