import { coverageStatus } from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { incomeFacts, unseenText } from '../readings/income-band.ts'
import {
  incomeShare,
  incomeShareFacts,
  incomeShareRules,
  leastOutlay,
  needByShare,
  needByShareNumbers,
  nextMonth,
  outlayToReach,
} from '../readings/income-share.ts'
import { householdMedical, mayHavePaid } from '../readings/medical-window.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { yuanText } from '../wording/yuan-text.ts'

/**
 * 医疗支出收入比: what a family that is on no programme for it paid itself for care in scope within twelve months, net
 * of refunds, reaches a share of its income of a year. Source: 内蒙古刚性支出认定, 德州武城 (docs/domain.md §3, S16, S41).
 */
export const medicalIncomeRatio: Indicator = {
  id: 'medical-income-ratio',
  name: '医疗支出收入比',
  direction: 'missed',
  class: 'discovery',
  level: 'orange',
  dimensions: { expenditure: 60, income: 30 },
  source: '内蒙古刚性支出困难家庭认定办法；德州武城',
  reads: ['MedicalSettled', ...incomeShareFacts],
  quietWithout: ['MedicalSettled'],
  quietOutlay: (policy, monthlyFen) => outlayToReach(policy, 'medical-income-ratio/ratio', monthlyFen),
  parameters: ['medical-income-ratio/ratio', ...incomeShareRules, ...needByShareNumbers],
  programmes: ['rigid', 'medical-aid', 'temporary-relief'],
  judge: (profile, policy, day) => {
    const ratio = policy.number('medical-income-ratio/ratio')
    if (!mayHavePaid(profile, leastOutlay(policy))) return clear
    const medical = householdMedical(profile, day, 12)
    const paid = medical.inScopeSelfPaidFen
    if (paid === 0 || coverageStatus(profile, day, ['dibao', 'tekun', 'edge', 'rigid']) === 'listed') return clear
    const share = incomeShare(paid, profile, policy, ratio, day)
    if (share.status !== 'reached') return share
    return {
      status: 'fires',
      ...needByShare(share, profile, policy, day),
      person: null,
      reason: `医保、人社：一家近12个月（${medical.from}至${day}）合规自付${yuanText(paid)}，个人负担${yuanText(medical.personalBurdenFen)}，已知年收入${yuanText(share.yearlyFen)}，自付达到收入的${Math.round(ratio.value * 100)}%${share.unseen.length === 0 ? '' : `；${unseenText(share.unseen)}`}`,
      observations: [
        heldAgainst(ratio, { label: '近12个月合规自付', observed: paid, threshold: share.limitFen, unit: 'fen' }),
        shownOnly({ label: '近12个月个人负担', observed: medical.personalBurdenFen, unit: 'fen' }),
        shownOnly({ label: '已知年收入', observed: share.yearlyFen, unit: 'fen' }),
      ],
      facts: [...medical.facts, ...incomeFacts(share.income)],
      advice: ['按刚性支出困难家庭核对收入和财产，收集结算单'],
      reviewOn: nextMonth(day),
    }
  },
}
