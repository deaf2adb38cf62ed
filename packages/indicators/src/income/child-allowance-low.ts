import { listingsOn } from '@shouwang/household'
import type { Indicator } from '../indicator.ts'
import { programmeText } from '../wording/programme-text.ts'
import { paidTooLittle } from './paid-too-little.ts'

const monthly = 'orphan/monthly'

/**
 * 儿童基本生活费低于标准: an orphan, or a child without care in fact, is paid less a month than the place's standard; the second
 * follows the first where the place states no other. Source: 民发〔2019〕62号 (docs/domain.md §1.1, §10).
 */
export const childAllowanceLow: Indicator = paidTooLittle({
  id: 'child-allowance-low',
  name: '儿童基本生活费低于标准',
  level: 'yellow',
  dimensions: { income: 45 },
  source: '民发〔2019〕62号；当地孤儿基本生活最低养育标准',
  reads: ['AssistanceListed'],
  quietWithout: ['AssistanceListed'],
  parameters: [monthly],
  programmes: ['orphan', 'unattended-child'],
  paidTo: ({ facts }, { coverage }, policy, day) => {
    const [fact] = listingsOn(facts, coverage, day, ['orphan', 'unattended-child'])
    if (fact === undefined || fact.data.householdMonthlyFen === 0) return null
    const standard = policy.standard(monthly)
    if (standard === null) return null
    const what = `${programmeText[fact.data.programme]}基本生活费`
    const paidFen = fact.data.householdMonthlyFen
    return { paidFen, dueFen: standard.value, standard, what, type: 'AssistanceListed', fact }
  },
})
