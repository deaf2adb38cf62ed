import { listingsOn } from '@shouwang/household'
import type { Indicator } from '../indicator.ts'
import { paidTooLittle } from './paid-too-little.ts'

const living = 'tekun/living-monthly'

/**
 * 特困供养金低于标准: what a line of 特困 pays is less than the basic living standard of those on it.
 * Source: 特困人员救助供养标准 (docs/domain.md §1.1, §10).
 */
export const tekunAllowanceLow: Indicator = paidTooLittle({
  id: 'tekun-allowance-low',
  name: '特困供养金低于标准',
  level: 'blue',
  dimensions: { income: 35 },
  source: '特困人员认定办法；当地特困供养标准',
  reads: ['AssistanceListed'],
  quietWithout: ['AssistanceListed'],
  standards: [living],
  parameters: [living],
  programmes: ['tekun'],
  paidTo: ({ facts }, { members, coverage }, policy, day) => {
    const [fact] = listingsOn(facts, coverage, day, ['tekun'])
    if (fact === undefined || fact.data.householdMonthlyFen === 0) return null
    const { rollNo, householdMonthlyFen } = fact.data
    const together = members.filter((each) =>
      listingsOn(each.facts, coverage, day, ['tekun']).some(({ data }) => data.rollNo === rollNo),
    )
    const standard = policy.number(living)
    const dueFen = standard.value * together.length
    return { paidFen: householdMonthlyFen, dueFen, standard, what: '特困供养金', type: 'AssistanceListed', fact }
  },
})
