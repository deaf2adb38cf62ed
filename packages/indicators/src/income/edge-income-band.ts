import { livingAllowances } from '@shouwang/household'
import type { Indicator } from '../indicator.ts'
import {
  incomeBandFacts,
  incomeBandNumbers,
  incomeFacts,
  incomeInBand,
  incomeText,
  untilDeclarationEnds,
} from '../readings/income-band.ts'
import { belowPeriods, isLongBelowStandard } from '../readings/long-below-standard.ts'
import { edgeLine, edgeLineNumbers } from '../readings/low-income.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { yuanText } from '../wording/yuan-text.ts'

const answering = [...livingAllowances, 'edge', 'rigid'] as const

/**
 * 收入处边缘区间: the income seen per head lies below the multiple of the 低保 standard for 边缘,
 * and the family is neither aided nor recognised. One that has lain
 * below the standard itself for long is `income-below-standard`'s to tell; one that fell there lately is told here. Source: 国办发〔2023〕39号 (docs/domain.md §3, S7, S20).
 */
export const edgeIncomeBand: Indicator = {
  id: 'edge-income-band',
  name: '收入处边缘区间',
  direction: 'missed',
  class: 'discovery',
  level: 'blue',
  dimensions: { income: 30 },
  source: '国办发〔2023〕39号；民政部 2024 年低收入人口动态监测通知',
  reads: incomeBandFacts,
  standards: ['dibao/monthly-standard'],
  parameters: [...edgeLineNumbers, belowPeriods, ...incomeBandNumbers],
  programmes: ['edge', 'medical-aid', 'education-aid'],
  quietEarning: edgeLine,
  judge: (profile, policy, day) => {
    const standard = policy.number('dibao/monthly-standard')
    const multiple = policy.number('edge/income-multiple')
    const belowFen = edgeLine(policy)
    const band = { fromFen: 0, belowFen, uncoveredBy: answering }
    const found = incomeInBand(profile, policy, day, band)
    const review = untilDeclarationEnds(profile, policy, day)
    if (found === null) return { status: 'clear', ...review }
    if (found.status === 'unknown') return found
    const { income } = found
    if (income.perHeadFen < standard.value && isLongBelowStandard(profile, policy, day))
      return { status: 'clear', ...review }
    return {
      status: 'fires',
      confidence: found.confidence,
      person: null,
      reason: `${incomeText(found)}，低于低保标准的${multiple.value}倍（${yuanText(belowFen)}），未认定低保边缘`,
      observations: [
        heldAgainst(multiple, { label: '人均月收入', observed: income.perHeadFen, threshold: belowFen, unit: 'fen' }),
        shownOnly({ label: '未见正式收入的人数', observed: found.unseen.length, unit: 'count' }),
      ],
      facts: incomeFacts(income),
      ...review,
      advice: ['边缘家庭一般不发现金，但可享医疗、教育、住房、就业等专项救助：问清是否需要'],
    }
  },
}
