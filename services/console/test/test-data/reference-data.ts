import type { Outcome } from '@shouwang/contracts'
import { catalogue, type Indicator } from '@shouwang/indicators'
import { loadPolicies } from '@shouwang/policy'
import type { StaffRole } from '@shouwang/postgres'
import type { Backend } from '../../src/backend/backend.ts'
import type { FeedCard, IndicatorCard, OutcomeChoice } from '../../src/backend/cards.ts'
import { majorOfDay } from '../../src/backend/major-of-day.ts'

const feed = (id: string, name: string, provider: string, overdueAfterDays: number | null = 2): FeedCard => ({
  feed: id,
  name,
  provider,
  cadence: overdueAfterDays === null ? 'E' : 'D',
  overdueAfterDays,
  legalBasis: '社会救助暂行办法',
  hasTopic: true,
  fields: [
    { name: '姓名', aliases: [], required: true, codes: [] },
    { name: '身份证号', aliases: ['证件号码'], required: true, codes: [] },
    { name: '残疾类别', aliases: ['类别'], required: true, codes: [['4', '肢体', '肢体残疾']] },
    { name: '残疾等级', aliases: ['等级'], required: true, codes: [['1', '一级']] },
    { name: '发证日期', aliases: [], required: true, codes: [] },
  ],
  columns: [
    { name: '姓名', required: true, holds: 'name' },
    { name: '身份证号', required: true, holds: 'id-number' },
    { name: '残疾类别', required: true, holds: 'plain' },
    { name: '残疾等级', required: true, holds: 'plain' },
    { name: '发证日期', required: true, holds: 'plain' },
  ],
})

const indicator = (
  id: string,
  name: string,
  direction: IndicatorCard['direction'],
  level: IndicatorCard['level'],
  programmes: string[],
): IndicatorCard => ({
  id,
  name,
  direction,
  class: 'need',
  level,
  source: 'docs/domain.md §3',
  reads: [],
  parameters: [],
  programmes,
})

const help = ['missed', 'urgent'] as const
const check = ['wrong'] as const
const all = ['missed', 'wrong', 'urgent'] as const
const choice = (
  outcome: Outcome,
  zh: string,
  en: string,
  directions: OutcomeChoice['directions'],
  noteRequired = false,
): OutcomeChoice => ({ outcome, zh, en, directions, noteRequired })

/** Indicators with words of the demonstration; the rest have those of the catalogue. */
const worded: readonly IndicatorCard[] = [
  indicator('high-medical-selfpay-12m', '年度大额医疗自付', 'missed', 'orange', ['medical-aid', 'temporary-relief']),
  indicator('single-stay-selfpay', '单次住院高自付', 'missed', 'yellow', ['medical-aid']),
  indicator('breadwinner-custody', '主要劳动力服刑/强戒', 'missed', 'orange', ['child-aid']),
  indicator('disability-subsidy-missed', '应享两补未享', 'missed', 'blue', ['care-subsidy']),
  indicator('recipient-deceased', '死亡仍在保', 'wrong', 'red', []),
  indicator('fire-loss', '火灾', 'urgent', 'red', ['temporary-relief']),
  indicator('income-below-standard', '人均收入低于标准未保', 'missed', 'orange', ['dibao']),
  indicator('unsafe-housing', '危房', 'missed', 'yellow', []),
  indicator('long-unemployment', '长期失业无保障', 'missed', 'yellow', []),
]

const cardOf = ({ judge: _, ...card }: Indicator): IndicatorCard => card

/** Everything of a demo backend that does not change. */
export const REFERENCE = {
  regions: [
    ['350200000000', '厦门市', ''],
    ['350203000000', '思明区', '350200000000'],
    ['350203001000', '滨湖街道', '350203000000'],
    ['350203001201', '东风社区', '350203001000'],
    ['350203001202', '红旗村', '350203001000'],
    ['350205000000', '海沧区', '350200000000'],
    ['350205001000', '滨湖街道', '350205000000'],
    ['350205001201', '东风社区', '350205001000'],
  ],
  staff: [
    ['W0001', '林英文', 'grid-worker', '350203001201'],
    ['W0002', '戚德', 'grid-worker', '350203001202'],
    ['W0013', '刘文兰', 'grid-worker', '350205001201'],
    ['X0001', '何静', 'coordinator', '350203001000'],
    ['Q0001', '许明', 'district', '350203000000'],
    ['Q0002', '沈洁', 'district', '350205000000'],
  ],
  outcomes: [
    choice('eligible-apply', '符合条件，已协助申请', 'Eligible, application started', help),
    choice('temp-aid-given', '已给予临时救助', 'Temporary aid given', help),
    choice('transfer', '转相关部门办理', 'Referred to another department', help, true),
    choice('yishi-yiyi', '提请一事一议', 'Put before the case conference', help, true),
    choice('already-covered', '已享受相应救助', 'Already receives this aid', help),
    choice('not-eligible', '不符合条件', 'Not eligible', help, true),
    choice('self-resolved', '困难已缓解', 'Resolved by the family itself', help, true),
    choice('refused', '本人拒绝', 'Help refused', help, true),
    choice('confirmed-stop', '核实，建议停发', 'Confirmed: propose to stop', check, true),
    choice('false-match', '比对错误', 'Matched to the wrong person', all, true),
    choice('nobody-home', '家中无人', 'Nobody at home', all),
    choice('not-found', '未见到本人', 'Not met in person', all),
    choice('moved', '已搬离', 'Moved away', all, true),
    choice('keep-watching', '继续观察', 'Keep watching', all, true),
  ],
  feeds: [
    feed('disability-cert', '残疾人证', '市残联'),
    feed('med-settlement', '医保结算明细', '市医疗保障局'),
    feed('social-insurance', '社会保险缴费', '市人力资源和社会保障局', 35),
    feed('prison-inmate', '服刑人员', '市司法局', 35),
    feed('cremation', '火化名单', '市殡仪服务中心'),
    feed('fire', '火灾', '市消防救援支队', null),
    feed('resident-register', '户籍人口', '市公安局', null),
  ],
  indicators: [...worded, ...catalogue.filter(({ id }) => !worded.some((known) => known.id === id)).map(cardOf)],
  programmes: [
    {
      id: 'medical-aid',
      name: '医疗救助',
      summary: '对合规自付费用按比例救助，先保险后救助。',
      papers: ['医疗费用结算单', '身份证', '户口本'],
      ask: ['最近一年住过几次院、在哪里住的？', '有没有商业保险或单位报销？', '家里现在靠什么收入？'],
      source: '厦门市医疗救助实施办法',
      appealDays: 60,
      recipientsPublic: false,
    },
    {
      id: 'dibao',
      name: '最低生活保障',
      summary: '收入低于低保标准的家庭按月补差。',
      papers: ['户口本', '收入证明'],
      ask: ['家里现在一起吃住的有哪些人？', '每个人这一年靠什么收入？'],
      source: '社会救助暂行办法',
      appealDays: 60,
      recipientsPublic: true,
    },
    {
      id: 'temporary-relief',
      name: '临时救助',
      summary: '遭遇突发困难的家庭，急难的可先行救助。',
      papers: ['身份证', '困难情况说明'],
      ask: ['现在吃住有没有着落？', '有没有亲友可以暂时投靠？'],
      source: '厦门市临时救助办法',
      appealDays: 60,
      recipientsPublic: false,
    },
    {
      id: 'care-subsidy',
      name: '重度残疾人护理补贴',
      summary: '一、二级残疾人按月发放。',
      papers: ['残疾人证', '银行卡'],
      ask: ['平时谁照顾？', '有没有申请过两项补贴？'],
      source: '厦门市残疾人两项补贴办法',
      appealDays: 60,
      recipientsPublic: false,
    },
    {
      id: 'child-aid',
      name: '事实无人抚养儿童保障',
      summary: '父母均不能履行抚养责任的儿童，按月发放基本生活费。',
      papers: ['户口本', '父母情况证明'],
      ask: ['孩子现在跟谁生活？', '上学有没有困难？'],
      source: '厦门市儿童保障办法',
      appealDays: 60,
      recipientsPublic: false,
    },
  ],
  policyOn: () => ({
    name: '厦门市',
    version: 'a1b2c3',
    numbersOf: '350200',
    gaps: ['孤儿基本生活费'],
    numbers: [
      {
        id: 'dibao/monthly-standard',
        label: '最低生活保障标准',
        value: 112_000,
        unit: 'fen/person/month',
        from: '2023-07-01',
        until: '2025-06-30',
        source: '厦门市关于调整困难群众基本生活保障标准的通知',
        basis: 'published',
        publisher: '厦门市民政局',
        document: null,
        url: null,
        confidence: 'medium',
        reviewed: '2026-11-28',
        note: null,
        region: '350200',
        regionName: '厦门市',
        formula: null,
        byArea: null,
        runOut: 'ended',
        before: { value: 100_500, byArea: null, from: '2022-05-01' },
        reference: false,
      },
    ],
  }),
  reports: {
    weekly: async ({ region, until }: { region: string; until: string }) => ({
      from: '2026-10-25',
      to: until,
      regions: [
        {
          region,
          name: '厦门市',
          opened: 6,
          closed: 2,
          overdue: 1,
          inHand: 2,
          helped: 1,
          unconfirmed: 0,
          givenFen: 200000,
          byOffices: 1,
          officesFen: 80000,
        },
      ],
      indicators: [
        {
          indicator: 'high-medical-selfpay-12m',
          name: '年度大额医疗自付',
          judged: 3,
          confirmed: 1,
          refuted: 1,
          decided: 0,
          upheld: 0,
        },
      ],
    }),
    month: async ({ from, to }: { region: string; from: string; to: string }) => ({
      ...{ from, to },
      regions: [
        {
          ...{ region: '350203000000', name: '思明区', opened: 12, closed: 8, overdue: 1, inHand: 2 },
          ...{ helped: 3, unconfirmed: 0, givenFen: 450000, byOffices: 1, officesFen: 80000 },
        },
      ],
      indicators: [
        {
          indicator: 'high-medical-selfpay-12m',
          name: '年度大额医疗自付',
          judged: 5,
          confirmed: 4,
          refuted: 1,
          decided: 2,
          upheld: 2,
        },
      ],
    }),
    shadow: async () => [
      { indicator: 'grandparents-raising', way: 'missed' as const, judged: 4, confirmed: 1, refuted: 2 },
      { indicator: 'grandparents-raising', way: 'wrong' as const, judged: 9, confirmed: 0, refuted: 9 },
    ],
    major: majorOfDay(loadPolicies()),
    payments: async () => ({ confirmed: 0, waiting: 0, decidedNotPaid: [], otherAmount: [], paidNotDecided: [] }),
    ledger: async () => [
      {
        feed: 'disability-cert',
        day: '2026-10-30',
        received: 19,
        accepted: 13,
        quarantined: 6,
        applied: 13,
        duplicate: 0,
        stale: 0,
        quarantinedLater: 0,
        balanced: true,
      },
    ],
  },
} satisfies Pick<Backend, 'feeds' | 'indicators' | 'programmes' | 'policyOn' | 'reports'> & {
  outcomes: readonly OutcomeChoice[]
  regions: readonly (readonly [string, string, string])[]
  staff: readonly (readonly [string, string, StaffRole, string])[]
}
