import { lastRefusal } from '@shouwang/household'
import type { Indicator } from '../indicator.ts'
import { newRiskWithoutAid } from './new-risk-without-aid.ts'

/** 未批后新风险: the family's application was refused. Source: 西安监测人群 (docs/domain.md §3.1, S85). */
export const rejectThenRisk: Indicator = newRiskWithoutAid({
  id: 'reject-then-risk',
  name: '未批后新风险',
  source: '西安市低收入人口动态监测信息平台',
  programmes: ['dibao', 'temporary-relief'],
  months: 'reject-then-risk/months',
  withoutAid: (facts, _profile, day) => {
    const refused = lastRefusal(facts, day)
    return refused === null ? null : { since: refused.refusedOn, listing: refused.listing }
  },
  dayLabel: '未批日期',
  sentence: (since, programme) => `${since}申请${programme}未获批准`,
  advice: '查看当时不予批准的理由，说明情况已变可以重新申请，并协助备齐材料',
})
