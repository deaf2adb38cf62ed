import type { ListId, NumberId, Policy, Rule } from '@shouwang/policy'
import type { Unknown } from '../indicator.ts'
import { yuanText } from './yuan-text.ts'

/** Unknown because the place has not entered these standards; no feed would tell. */
export const notEntered = (labels: readonly string[]): Unknown => ({
  status: 'unknown',
  missing: labels.map((label) => `${label}（本市尚未录入标准）`),
  awaits: [],
})

/** `城市1,075元、农村930元`, for a household of which it is not known where it lives. */
export const byAreaText = ({ urban, rural }: NonNullable<Rule['byArea']>): string =>
  `城市${urban === null ? '未录入' : yuanText(urban)}、农村${rural === null ? '未录入' : yuanText(rural)}`

/** What a worker should ask first where town and country differ in a number that the lead was held against. */
export const areaAdvice = (numbers: readonly (ListId | NumberId)[], policy: Policy): readonly string[] => {
  if (policy.area !== null) return []
  return numbers.flatMap((id) => {
    const rule = policy.standard(id as NumberId)
    return rule === null || rule.byArea === null || !rule.unit.startsWith('fen')
      ? []
      : [`${rule.label}城乡不同（${byAreaText(rule.byArea)}），先确认住在城镇还是农村`]
  })
}
