import type { FiringVerdict, Level } from '@shouwang/contracts'

/** One reason of a test task; `{0}` stands for the first member. */
export type Lead = {
  readonly indicator: string
  readonly level: Exclude<Level, 'none'>
  /** `{0}` stands for the first member. */
  readonly reason: string
  readonly feed: string
  readonly provider: string
  readonly type: string
  readonly day: string
  readonly observations?: FiringVerdict['observations']
  readonly advice?: readonly string[]
}

export const medical: Lead = {
  indicator: 'high-medical-selfpay-12m',
  level: 'red',
  reason: '{0}近12个月住院、门诊合规自付 66,000 元，超过 20,000 元的预警标准，至今没有享受医疗救助。',
  feed: 'med-settlement',
  provider: '市医疗保障局',
  type: 'MedicalSettled',
  day: '2026-10-28',
  observations: [
    {
      label: '近12个月合规自付',
      observed: 6_600_000,
      threshold: 2_000_000,
      unit: 'fen',
      rule: { id: 'medical/annual-selfpay', from: '2025-01-01', source: '厦门市医疗救助实施办法' },
    },
    { label: '病种', observed: '恶性肿瘤', threshold: null, unit: 'text', rule: null },
  ],
  advice: ['自付超过 50,000 元，可提请“一事一议”。'],
}

export const medicalAid = {
  programme: 'medical-aid',
  name: '医疗救助',
  standing: 'likely-owed',
  monthlyFen: null,
  why: '合规自付已过起付线，可按规定比例救助。',
  source: '厦门市医疗救助实施办法',
} as const
export const dibaoHeld = {
  programme: 'dibao',
  name: '最低生活保障',
  standing: 'held',
  monthlyFen: 112_000,
  why: '社会救助名册在册。',
  source: null,
} as const

export const custody: Lead = {
  indicator: 'breadwinner-custody',
  level: 'orange',
  reason: '{0}自2026-09-12起服刑，家中还有未成年子女，原有收入中断。',
  feed: 'prison-inmate',
  provider: '市司法局',
  type: 'CustodyStarted',
  day: '2026-10-10',
}

export const subsidy: Lead = {
  indicator: 'disability-subsidy-missed',
  level: 'blue',
  reason: '{0}2026-09-01领取二级残疾人证，两项补贴名册中至今没有本人。',
  feed: 'disability-cert',
  provider: '市残联',
  type: 'DisabilityCertified',
  day: '2026-10-30',
}

export const death: Lead = {
  indicator: 'recipient-deceased',
  level: 'red',
  reason: '{0}于2026-10-19去世（卫健、殡葬两个来源一致），救助名册上仍在发放低保金。',
  feed: 'cremation',
  provider: '市殡仪服务中心',
  type: 'DeathReported',
  day: '2026-10-22',
  advice: ['次月起停发前须当面核实，注意家属情绪。'],
}

export const fire: Lead = {
  indicator: 'fire-loss',
  level: 'red',
  reason: '2026-10-30夜间家中失火，厨房和卧室烧毁，暂无处居住。',
  feed: 'fire',
  provider: '市消防救援支队',
  type: 'FireReported',
  day: '2026-10-31',
}

export const temporaryAid = {
  programme: 'temporary-relief',
  name: '临时救助',
  standing: 'likely-owed',
  monthlyFen: 336_000,
  why: '突发火灾，基本生活暂时困难，可先行救助。',
  source: '厦门市临时救助办法',
} as const
