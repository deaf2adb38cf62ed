import type { Day } from '@shouwang/contracts'
import { coverageStatus, livingMembersFacts } from '@shouwang/household'
import type { Policy, Rule } from '@shouwang/policy'
import { clear, type Indicator } from '../indicator.ts'
import { type HouseholdMedical, householdMedical, mayHavePaid } from '../readings/medical-window.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { yuanText } from '../wording/yuan-text.ts'

const absolute = 'high-medical-selfpay-12m/absolute'
const lowIncome = 'high-medical-selfpay-12m/absolute-low-income'
const ratio = 'high-medical-selfpay-12m/disposable-income-ratio'
const disposable = 'income/disposable-per-head-yearly'
const conference = 'case-conference/medical-selfpay'

/**
 * 年度大额医疗自付: within twelve months the living members paid at least the standard themselves, in scope and net of
 * refunds; a lower standard holds for families on the assistance roll, and a 刚性支出 family counts as answered up to
 * the 一事一议 line. Source: 西安、滨州医保预警, 常州监测 (docs/domain.md §3, S42–S45, S47, ART-0).
 */
export const highMedicalSelfpay12m: Indicator = {
  id: 'high-medical-selfpay-12m',
  name: '年度大额医疗自付',
  direction: 'missed',
  class: 'discovery',
  level: 'orange',
  dimensions: { expenditure: 65, health: 45 },
  source: '西安、滨州医疗保障局因病致贫预警；常州市低收入人口动态监测',
  reads: ['MedicalSettled', ...livingMembersFacts],
  quietWithout: ['MedicalSettled'],
  parameters: [absolute, lowIncome, ratio, disposable, conference],
  programmes: ['medical-aid', 'rigid', 'edge', 'temporary-relief'],
  judge: (profile, policy, day) => {
    const low = policy.number(lowIncome)
    if (!mayHavePaid(profile, low.value)) return clear
    const medical = householdMedical(profile, day, 12)
    const paid = medical.inScopeSelfPaidFen
    if (paid < low.value) return clear
    const listed = coverageStatus(profile, day)
    const { rule, threshold } = listed === 'listed' ? { rule: low, threshold: low.value } : standard(policy)
    if (paid < threshold) return listed === 'unknown' ? awaitingRoll : clear
    const line = policy.number(conference)
    const exceptional = paid >= line.value
    if (!exceptional && coverageStatus(profile, day, ['rigid']) === 'listed') return clear
    return {
      status: 'fires',
      level: exceptional ? 'red' : 'orange',
      confidence: 0.9,
      person: medical.payers[0]?.person ?? null,
      reason: `${sentence(medical, day)}，达到${yuanText(threshold)}标准`,
      observations: [
        heldAgainst(rule, { label: '近12个月合规自付', observed: paid, threshold, unit: 'fen' }),
        shownOnly({ label: '近12个月个人负担', observed: medical.personalBurdenFen, unit: 'fen' }),
        heldAgainst(line, { label: '一事一议标准', observed: paid, threshold: line.value, unit: 'fen' }),
      ],
      facts: medical.facts,
      advice: advice(exceptional, line, listed),
      reviewOn: medical.reviewOn,
    }
  },
}

const standard = (policy: Policy): { rule: Rule; threshold: number } => {
  const fixed = policy.number(absolute)
  const share = policy.number(ratio)
  const income = policy.standard(disposable)
  if (income === null) return { rule: fixed, threshold: fixed.value }
  const shared = Math.round(share.value * income.value)
  return shared < fixed.value ? { rule: share, threshold: shared } : { rule: fixed, threshold: fixed.value }
}

const sentence = ({ payers, from, inScopeSelfPaidFen, personalBurdenFen }: HouseholdMedical, day: Day): string => {
  const who = payers.length === 1 ? `{${payers[0]?.person}}` : '一家'
  const parts =
    payers.length === 1
      ? ''
      : `其中${payers
          .slice(0, 3)
          .map((payer) => `{${payer.person}}${yuanText(payer.inScopeSelfPaidFen)}`)
          .join('、')}，`
  return `医保：${who}近12个月（${from}至${day}）合规自付${yuanText(inScopeSelfPaidFen)}，${parts}个人负担共${yuanText(personalBurdenFen)}`
}

const advice = (exceptional: boolean, line: Rule, listed: ReturnType<typeof coverageStatus>): string[] => [
  ...(exceptional ? [`自付超过${yuanText(line.value)}：建议提请“一事一议”`] : []),
  ...(listed === 'unknown' ? ['救助名册尚未推送，先核对是否已在保'] : []),
  '核实商业保险、单位和慈善赔付，收集结算单和诊断证明',
]

const awaitingRoll = {
  status: 'unknown',
  missing: ['救助名册（低收入家庭适用较低标准）'],
  awaits: ['assistance-roll'],
} as const
