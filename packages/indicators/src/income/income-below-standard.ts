import { addMonthsToDay } from '@shouwang/contracts'
import { livingAllowances, livingMembersFacts, monthlyIncome, monthlyIncomeFacts } from '@shouwang/household'
import type { Indicator } from '../indicator.ts'
import { incomeBandNumbers, incomeFacts, incomeInBand, incomeText } from '../readings/income-band.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { yuanText } from '../wording/yuan-text.ts'

/**
 * 人均收入低于标准未保: for several periods running, the income seen per head lies below the standard of 低保, most
 * sources of income are known, and the family is on no living allowance. Source: 社会救助暂行办法第九条 (docs/domain.md §3, S1).
 */
export const incomeBelowStandard: Indicator = {
  id: 'income-below-standard',
  name: '人均收入低于标准未保',
  direction: 'missed',
  class: 'discovery',
  level: 'orange',
  dimensions: { income: 70 },
  source: '社会救助暂行办法第九条',
  reads: [
    'BusinessRegistered',
    'PropertyRegistered',
    'VehicleRegistered',
    ...livingMembersFacts,
    ...monthlyIncomeFacts,
  ],
  parameters: ['dibao/monthly-standard', 'income-below-standard/periods', ...incomeBandNumbers],
  programmes: ['dibao', 'temporary-relief'],
  judge: (profile, policy, day) => {
    const standard = policy.number('dibao/monthly-standard')
    const income = incomeInBand(profile, policy, day, {
      fromFen: 0,
      belowFen: standard.value,
      uncoveredBy: livingAllowances,
    })
    if (income === null) return { status: 'clear' }
    if ('status' in income) return income
    const periods = policy.number('income-below-standard/periods')
    for (let back = 1; back < periods.value; back++)
      if (monthlyIncome(profile, addMonthsToDay(day, -back)).perHeadFen >= standard.value) return { status: 'clear' }
    return {
      status: 'fires',
      confidence: 0.5 + 0.4 * income.coverage,
      person: null,
      reason: `${incomeText(income)}，连续${periods.value}个月低于低保标准${yuanText(standard.value)}，未在保`,
      observations: [
        heldAgainst(standard, {
          label: '人均月收入',
          observed: income.perHeadFen,
          threshold: standard.value,
          unit: 'fen',
        }),
        shownOnly({ label: '已知收入来源比例', observed: income.coverage, unit: 'ratio' }),
      ],
      facts: incomeFacts(income),
      advice: ['先问灵活就业、经营和子女赡养收入；符合条件的协助申请低保'],
    }
  },
}
