import type { AssistanceProgramme } from '@shouwang/contracts'
import type { KnownFact } from '@shouwang/household'
import { yuanText } from './yuan-text.ts'

/** How caseworkers call each programme of the assistance roll. */
export const programmeText: { readonly [P in AssistanceProgramme]: string } = {
  dibao: '低保',
  dibao_single: '单人保',
  tekun: '特困供养',
  edge: '低保边缘',
  rigid: '刚性支出困难',
  fanpin: '防止返贫监测',
  orphan: '孤儿保障',
  'unattended-child': '事实无人抚养儿童保障',
  other: '其他困难人员',
}

/** A roll line as a reason names it: `低保名册（1,600元/月）`; without the amount where nothing is paid. */
export const listingText = ({ data }: KnownFact<'AssistanceListed'>): string => {
  const amount = data.householdMonthlyFen > 0 ? `（${yuanText(data.householdMonthlyFen)}/月）` : ''
  return `${programmeText[data.programme]}名册${amount}`
}
