import { livingAllowances, livingMembersFacts, monthlyIncomeFacts } from '@shouwang/household'
import type { Indicator } from '../indicator.ts'
import { incomeBandNumbers, incomeFacts, incomeInBand, incomeText } from '../readings/income-band.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { yuanText } from '../wording/yuan-text.ts'

const answering = [...livingAllowances, 'edge', 'rigid'] as const

/**
 * 收入处边缘区间: the income seen per head lies between the standard of 低保 and its multiple for 边缘, most sources of
 * income are known, and the family is neither aided nor recognised. Source: 国办发〔2023〕39号 (docs/domain.md §3, S7, S20).
 */
export const edgeIncomeBand: Indicator = {
  id: 'edge-income-band',
  name: '收入处边缘区间',
  direction: 'missed',
  class: 'discovery',
  level: 'blue',
  dimensions: { income: 30 },
  source: '国办发〔2023〕39号；民政部 2024 年低收入人口动态监测通知',
  reads: [
    'BusinessRegistered',
    'PropertyRegistered',
    'VehicleRegistered',
    ...livingMembersFacts,
    ...monthlyIncomeFacts,
  ],
  parameters: ['dibao/monthly-standard', 'edge/income-multiple', ...incomeBandNumbers],
  programmes: ['edge', 'medical-aid', 'education-aid'],
  judge: (profile, policy, day) => {
    const standard = policy.number('dibao/monthly-standard')
    const multiple = policy.number('edge/income-multiple')
    const belowFen = Math.round(standard.value * multiple.value)
    const band = { fromFen: standard.value, belowFen, uncoveredBy: answering }
    const income = incomeInBand(profile, policy, day, band)
    if (income === null) return { status: 'clear' }
    if ('status' in income) return income
    return {
      status: 'fires',
      confidence: 0.5 + 0.4 * income.coverage,
      person: null,
      reason: `${incomeText(income)}，处于低保标准的1至${multiple.value}倍（${yuanText(standard.value)}至${yuanText(belowFen)}），未认定低保边缘`,
      observations: [
        heldAgainst(multiple, { label: '人均月收入', observed: income.perHeadFen, threshold: belowFen, unit: 'fen' }),
        shownOnly({ label: '已知收入来源比例', observed: income.coverage, unit: 'ratio' }),
      ],
      facts: incomeFacts(income),
      advice: ['边缘家庭一般不发现金，但可享医疗、教育、住房、就业等专项救助：问清是否需要'],
    }
  },
}
