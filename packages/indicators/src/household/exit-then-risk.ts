import { lastListing, livingAllowances } from '@shouwang/household'
import type { Indicator } from '../indicator.ts'
import { newRiskWithoutAid } from './new-risk-without-aid.ts'

/** 退保后复困: the family left a living allowance. Source: 民政部 2024 年低收入人口动态监测通知 (docs/domain.md §3, S20). */
export const exitThenRisk: Indicator = newRiskWithoutAid({
  id: 'exit-then-risk',
  name: '退保后复困',
  source: '民政部 2024 年低收入人口动态监测通知',
  programmes: ['dibao', 'tekun', 'temporary-relief'],
  months: 'exit-then-risk/months',
  withoutAid: (facts, { coverage }, day) => {
    const left = lastListing(facts, coverage, day, livingAllowances)
    return left === null ? null : { since: left.endedOn, listing: left.listing }
  },
  dayLabel: '退出日期',
  sentence: (since, programme) => `${since}退出${programme}`,
  advice: '核对当时退出的原因是否还在；情况已变的，按新申请简化办理',
})
