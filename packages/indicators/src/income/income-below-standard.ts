import type { Day } from '@shouwang/contracts'
import { livingAllowances, livingMembers, type Profile } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { clear, type Indicator } from '../indicator.ts'
import {
  incomeBandFacts,
  incomeBandNumbers,
  incomeFacts,
  incomeInBand,
  incomeText,
  untilDeclarationEnds,
} from '../readings/income-band.ts'
import { belowPeriods, isLongBelowStandard } from '../readings/long-below-standard.ts'
import { supportOwed, supportOwedNumbers } from '../readings/support-owed.ts'
import { supporterFacts } from '../readings/supporters.ts'
import { levelOfNeed, sureOfNeed, sureOfNeedFacts, sureOfPensions } from '../readings/sure-of-need.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { yuanText } from '../wording/yuan-text.ts'

/**
 * 人均收入低于标准未保: for several periods running, the income seen per head lies below the standard of 低保, and the
 * family is on no living allowance; where somebody's income is not seen, other signs of need have to come together. Source: 社会救助暂行办法第九条 (docs/domain.md §3, S1).
 */
export const incomeBelowStandard: Indicator = {
  id: 'income-below-standard',
  name: '人均收入低于标准未保',
  direction: 'missed',
  class: 'discovery',
  level: 'orange',
  dimensions: { income: 70 },
  source: '社会救助暂行办法第九条',
  reads: [...new Set([...incomeBandFacts, ...supporterFacts, ...sureOfNeedFacts])],
  standards: ['dibao/monthly-standard'],
  parameters: ['dibao/monthly-standard', belowPeriods, ...supportOwedNumbers, ...incomeBandNumbers],
  programmes: ['dibao', 'temporary-relief'],
  quietEarning: (policy) => policy.number('dibao/monthly-standard').value,
  judge: (profile, policy, day) => {
    const standard = policy.number('dibao/monthly-standard')
    const found = incomeInBand(profile, policy, day, {
      fromFen: 0,
      belowFen: standard.value,
      uncoveredBy: livingAllowances,
    })
    const review = untilDeclarationEnds(profile, policy, day)
    if (found === null) return { status: 'clear', ...review }
    if (found.status === 'unknown') return found
    const { income } = found
    if (!isLongBelowStandard(profile, policy, day)) return clear
    const periods = policy.number(belowPeriods)
    const sure = sureOfPensions(found.confidence, income, profile, policy, day)
    const certain = sureOfNeed(sure, profile, policy, day)
    return {
      status: 'fires',
      level: levelOfNeed(certain),
      confidence: certain,
      person: null,
      reason: `${incomeText(found)}，连续${periods.value}个月低于低保标准${yuanText(standard.value)}，未在保`,
      observations: [
        heldAgainst(standard, {
          label: '人均月收入',
          observed: income.perHeadFen,
          threshold: standard.value,
          unit: 'fen',
        }),
        shownOnly({ label: '未见正式收入的人数', observed: found.unseen.length, unit: 'count' }),
      ],
      facts: incomeFacts(income),
      ...review,
      advice: [...supportAdvice(profile, policy, day), '先问灵活就业、经营和子女赡养收入；符合条件的协助申请低保'],
    }
  },
}

const supportAdvice = (profile: Profile, policy: Policy, day: Day): string[] => {
  const owed = supportOwed(profile, livingMembers(profile, day), policy, day)
  return owed === null
    ? []
    : [
        `在外有能力的赡养、抚养义务人${owed.supporters}人，只按其本人收入估算每月最多应付${yuanText(owed.monthlyFen)}，未计入：核实其家庭人口和实际给付，给得多的按实际`,
      ]
}
