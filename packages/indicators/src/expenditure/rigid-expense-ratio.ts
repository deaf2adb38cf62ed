import { coverageStatus, evidence, type Profile } from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { countedIncome } from '../readings/counted-income.ts'
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
import { schoolFees } from '../readings/school-fees.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { yuanText } from '../wording/yuan-text.ts'

const expenseRatio = 'rigid/expense-ratio'
const disposable = 'income/disposable-per-head-yearly'
const feeMonths = 'education-burden/fee-months'

/**
 * 刚性支出占比: medical self-payment in scope of twelve months and this school year's net fees together reach a share of
 * the income of a year, and that income per head lies below last year's disposable income; each expense counts once.
 * Source: 刚性支出困难家庭认定办法 (docs/domain.md §1.1, §3, S15–S18).
 */
export const rigidExpenseRatio: Indicator = {
  id: 'rigid-expense-ratio',
  name: '刚性支出占比',
  direction: 'missed',
  class: 'discovery',
  level: 'orange',
  dimensions: { expenditure: 60, income: 40 },
  source: '刚性支出困难家庭认定办法',
  reads: ['MedicalSettled', ...incomeShareFacts],
  quietWithout: ['MedicalSettled', 'EnrolmentReported'],
  quietOutlay: (policy, monthlyFen) => outlayToReach(policy, expenseRatio, monthlyFen),
  standards: [disposable],
  parameters: [expenseRatio, disposable, feeMonths, ...incomeShareRules, ...needByShareNumbers],
  programmes: ['rigid', 'temporary-relief'],
  judge: (profile, policy, day) => {
    const ratio = policy.number(expenseRatio)
    if (!maySpend(profile, leastOutlay(policy))) return clear
    const medical = householdMedical(profile, day, 12)
    const fees = schoolFees(profile, day, policy.number(feeMonths).value)
    const paid = medical.inScopeSelfPaidFen
    const school = fees.reduce((sum, { netFen }) => sum + netFen, 0)
    if (paid + school === 0 || coverageStatus(profile, day, ['dibao', 'tekun', 'edge', 'rigid']) === 'listed')
      return clear
    const limit = policy.number(disposable)
    const { perHeadFen } = countedIncome(profile, policy, day)
    if (perHeadFen * 12 >= limit.value) return { status: 'clear', reviewOn: nextMonth(day) }
    const share = incomeShare(paid + school, profile, policy, ratio, day)
    if (share.status !== 'reached') return share
    return {
      status: 'fires',
      ...needByShare(share, profile, policy, day),
      person: null,
      reason: `医保、教育、人社：一家年刚性支出${yuanText(paid + school)}（医疗合规自付${yuanText(paid)}，个人负担${yuanText(medical.personalBurdenFen)}；教育净支出${yuanText(school)}），截至${day}已知年收入${yuanText(share.yearlyFen)}，支出达到收入的${Math.round(ratio.value * 100)}%${share.unseen.length === 0 ? '' : `；${unseenText(share.unseen)}`}`,
      observations: [
        heldAgainst(ratio, { label: '年刚性支出', observed: paid + school, threshold: share.limitFen, unit: 'fen' }),
        heldAgainst(limit, { label: '人均年收入', observed: perHeadFen * 12, threshold: limit.value, unit: 'fen' }),
        shownOnly({ label: '近12个月个人负担', observed: medical.personalBurdenFen, unit: 'fen' }),
      ],
      facts: [
        ...medical.facts,
        ...fees.map(({ person, fact }) => evidence(person, 'EnrolmentReported', fact)),
        ...incomeFacts(share.income),
      ],
      advice: ['按刚性支出困难家庭核对收入和财产；另问康复、护理支出'],
      reviewOn: nextMonth(day),
    }
  },
}

/** False when medical bills and school fees, whoever owes them and whenever, stay below the least outlay. */
const maySpend = (profile: Profile, leastFen: number): boolean => {
  let fees = 0
  for (const { facts } of profile.members)
    for (const { data } of facts.EnrolmentReported ?? []) fees += data.yearlyFeeFen
  return mayHavePaid(profile, leastFen - fees)
}
