import type { Day } from '@shouwang/contracts'
import type { Policy, Rule } from './policy.ts'
import type { PolicyBook } from './policy-book.ts'
import { policyDifference } from './policy-difference.ts'
import { ownPolicyOn } from './policy-on.ts'
import { quantityText } from './units.ts'

/**
 * What a draft changes at a place on its day, a line each, as who signs it reads it: 厦门市 最低生活保障标准 1,120 元 → 1,200 元.
 * Empty where it changes nothing.
 *
 * @param area the leading digits of a region; empty stands for the nation
 */
export const differenceText = (before: PolicyBook, after: PolicyBook, area: string, day: Day): readonly string[] => {
  const region = area.padEnd(6, '0')
  const [was, is] = [ownPolicyOn(before, region, day), ownPolicyOn(after, region, day)]
  const { rules, programmes, later } = policyDifference(was, is)
  const place = after.names.get(region) ?? before.names.get(region) ?? region
  const ruleText = (id: string): string => {
    const [one, other] = [was.rules.get(id), is.rules.get(id)]
    return `${place} ${(other ?? one)?.label}（${id}） ${valueText(one)} → ${valueText(other)}`
  }
  return [
    ...[...rules].map(ruleText),
    ...[...programmes].map(
      (id) => `${place} 救助项目“${(is.programmes.get(id) ?? was.programmes.get(id))?.name ?? id}”的规定`,
    ),
    ...[...later].filter((id) => !rules.has(id)).map((id) => `${place} ${laterText(is, id)}`),
  ]
}

const laterText = ({ rules, changesOn }: Policy, id: string): string => {
  const day = changesOn.get(id)
  const name = rules.get(id)?.label ?? id
  return day === undefined ? `${name} 不再另有以后的规定` : `${name} 自 ${day} 起另有规定`
}

const valueText = (rule: Rule<number> | Rule<readonly string[]> | undefined): string => {
  if (rule === undefined) return '未录入'
  const { value } = rule
  if (typeof value !== 'number') return `${value.length} 项`
  const { byArea } = rule as Rule<number>
  const text = (each: number | null): string => (each === null ? '未录入' : quantityText(rule.unit, each))
  return byArea === null ? text(value) : `城 ${text(byArea.urban)}、乡 ${text(byArea.rural)}`
}
