import type { Day } from '@shouwang/contracts'
import {
  evidence,
  listingsOn,
  livingMembers,
  livingMembersFacts,
  type Member,
  medicalSpend,
  type Profile,
} from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { type Clear, clear, type Indicator } from '../indicator.ts'
import { countedIncome, countedIncomeFacts, countedIncomeNumbers } from '../readings/counted-income.ts'
import { forgottenOn, isRecent } from '../readings/happening.ts'
import { nextMonth } from '../readings/income-share.ts'
import { majorCertificates, majorSettlements } from '../readings/major-disease.ts'
import { largest, windowStart } from '../readings/medical-window.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { yuanText } from '../wording/yuan-text.ts'

const codes = 'major-disease/codes'
const lookBack = 'new-major-disease/look-back-days'
const disposable = 'income/disposable-per-head-yearly'
const stay = 'single-stay-selfpay/stay'
/** How sure need is while the illness has cost less than one dear stay: it is a risk, and no hardship yet. */
const NO_BILL_YET = 0.4
const conference = 'case-conference/medical-selfpay'

/**
 * 新患重特大疾病: a living member's first settlement or certificate of lasting treatment (门诊慢特病) for a listed disease lies within the days looked back on, he is on
 * neither 低保, 单人保 nor 特困, and what is known of the family's income, less his bills, stays below last year's
 * disposable income per head. The disease itself is not shown. Source: 县级民政、医保推送 (docs/domain.md §3, S46, S47).
 */
export const newMajorDisease: Indicator = {
  id: 'new-major-disease',
  name: '新患重特大疾病',
  direction: 'missed',
  class: 'discovery',
  level: 'yellow',
  dimensions: { health: 60, expenditure: 40 },
  source: '某县民政、医保月度推送办法',
  reads: ['DiseaseRecognised', 'MedicalSettled', ...livingMembersFacts, ...countedIncomeFacts],
  quietWithout: ['MedicalSettled', 'DiseaseRecognised'],
  parameters: [codes, stay, lookBack, disposable, conference, ...countedIncomeNumbers],
  programmes: ['medical-aid', 'dibao_single', 'temporary-relief'],
  judge: (profile, policy, day) => {
    const listed = policy.list(codes).value
    const days = policy.number(lookBack)
    let quiet: Clear = clear
    for (const member of profile.members) {
      const settled = majorSettlements(member.facts, listed, day)
      const recognised = majorCertificates(member.facts, listed, day)
      const [bill, certificate] = [settled[0]?.data.settledOn, recognised[0]?.data.from]
      const first = bill === undefined || (certificate !== undefined && certificate < bill) ? certificate : bill
      if (first === undefined || !isRecent(first, day, days.value)) continue
      if (!livingMembers(profile, day).includes(member) || isCovered(member, profile, day)) continue
      const spent = medicalSpend(member.facts, windowStart(day, 12), day)
      if (hasMeans(profile, policy, spent.personalBurdenFen, day)) {
        quiet = { status: 'clear', reviewOn: nextMonth(day) }
        continue
      }
      const line = policy.number(conference)
      return {
        status: 'fires',
        confidence: spent.personalBurdenFen < policy.number(stay).value ? NO_BILL_YET : 0.8,
        person: member.person,
        reason: `医保：{${member.person}}${first}起${foundBy(settled.length, recognised.length)}，近12个月合规自付${yuanText(spent.inScopeSelfPaidFen)}，个人负担${yuanText(spent.personalBurdenFen)}`,
        observations: [
          heldAgainst(days, { label: '首次结算或认定日期', observed: first, threshold: null, unit: 'day' }),
          shownOnly({ label: '近12个月合规自付', observed: spent.inScopeSelfPaidFen, unit: 'fen' }),
          heldAgainst(line, {
            label: '近12个月个人负担',
            observed: spent.personalBurdenFen,
            threshold: line.value,
            unit: 'fen',
          }),
        ],
        facts: [
          ...largest(settled.map((fact) => ({ person: member.person, fact }))),
          ...recognised.map((fact) => evidence(member.person, 'DiseaseRecognised', fact)),
        ],
        advice: advice(spent.personalBurdenFen >= line.value),
        reviewOn: forgottenOn(first, days.value),
      }
    }
    return quiet
  },
}

const foundBy = (bills: number, certificates: number): string =>
  [
    ...(certificates === 0 ? [] : ['认定为重特大疾病门诊慢特病']),
    ...(bills === 0 ? [] : [`按重特大疾病结算${bills}次`]),
  ].join('、')

const advice = (heavy: boolean): string[] => [
  ...(heavy ? ['目录外费用较大：对接慈善和药品援助、商业保险，必要时提请“一事一议”'] : []),
  '核对医疗救助身份；收入在低保边缘以内的，核对重病单人保',
]

const isCovered = ({ facts }: Member, { coverage }: Profile, day: Day): boolean =>
  listingsOn(facts, coverage, day, ['dibao', 'dibao_single', 'tekun']).length > 0

const hasMeans = (profile: Profile, policy: Policy, burdenFen: number, day: Day): boolean => {
  const ordinary = policy.standard(disposable)
  if (ordinary === null) return false
  const { perMonthFen, heads } = countedIncome(profile, policy, day)
  return perMonthFen * 12 - burdenFen >= ordinary.value * heads
}
