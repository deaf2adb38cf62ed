import { coverageStatus, livingAllowances, livingMembers, livingMembersFacts } from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { householdMedical } from '../readings/medical-window.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { yuanText } from '../wording/yuan-text.ts'

const standard = 'dibao/monthly-standard'
const ratio = 'rigid/expense-ratio'

/** A bill is new for so many months; what lasts longer is looked at when the allowance is checked. */
const RECENT_MONTHS = 3

const helped = [...livingAllowances, 'edge'] as const

/**
 * 在保家庭医疗支出骤增: a family on 低保, 特困 or 低保边缘 paid within three months, all insurance taken off, the share of what it
 * takes to live on that makes others a family of 刚性支出: the allowance is meant for living, and temporary relief is there for
 * it. Source: 国发〔2014〕47号 (支出型: 生活必需支出突然增加的最低生活保障家庭); 刚性支出困难家庭认定办法 (docs/domain.md §1.1).
 */
export const recipientOutlay: Indicator = {
  id: 'recipient-outlay',
  name: '在保家庭医疗支出骤增',
  direction: 'missed',
  class: 'need',
  level: 'orange',
  dimensions: { expenditure: 60, income: 50 },
  source: '国发〔2014〕47号（临时救助：支出型）',
  reads: ['MedicalSettled', ...livingMembersFacts],
  quietWithout: ['AssistanceListed'],
  standards: [standard],
  parameters: [standard, ratio],
  programmes: ['temporary-relief', 'medical-aid'],
  judge: (profile, policy, day) => {
    if (!profile.members.some(({ facts }) => facts.MedicalSettled !== undefined)) return clear
    if (coverageStatus(profile, day, helped) !== 'listed') return clear
    const medical = householdMedical(profile, day, RECENT_MONTHS)
    const heads = livingMembers(profile, day).length
    const perHead = policy.number(standard)
    const share = policy.number(ratio)
    const limitFen = Math.round(share.value * perHead.value * heads * RECENT_MONTHS)
    const paidFen = medical.personalBurdenFen
    if (heads === 0 || paidFen < limitFen) return clear
    return {
      status: 'fires',
      confidence: 0.8,
      person: medical.payers[0]?.person ?? null,
      reason: `医保：在保家庭近${RECENT_MONTHS}个月医疗个人负担${yuanText(paidFen)}，达到全家${heads}人同期低保标准的${Math.round(share.value * 100)}%（${yuanText(limitFen)}）`,
      observations: [
        heldAgainst(share, { label: '近3个月个人负担', observed: paidFen, threshold: limitFen, unit: 'fen' }),
        shownOnly({ label: '家庭人口', observed: heads, unit: 'count' }),
      ],
      facts: medical.facts,
      advice: ['保障金用于基本生活，不够付医疗费：核对医疗救助是否已结，仍有困难的给予临时救助（支出型）'],
      reviewOn: medical.reviewOn,
    }
  },
}
