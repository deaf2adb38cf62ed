import type { Policy, Quantity, Rule } from '@shouwang/policy'
import { yuanText } from '../wording/yuan-text.ts'

/** A quantity as it stands on a day: its value, how it was reckoned, and the numbers behind it. */
export type Reckoned = { readonly value: number; readonly text: string; readonly rules: readonly Rule<number>[] }

/** What a quantity comes to; null where the place has entered neither it nor what stands in for it. */
export const reckon = (policy: Policy, { number, times, otherwise }: Quantity): Reckoned | null => {
  const rule = policy.standard(number)
  const factor = times === undefined ? undefined : policy.standard(times)
  if (rule === null || factor === null) return otherwise === undefined ? null : reckon(policy, otherwise)
  if (factor === undefined) return { value: rule.value, text: ruleText(rule), rules: [rule] }
  const value = Math.round(rule.value * factor.value)
  return { value, text: `${yuanText(value)}（${ruleText(rule)}×${factor.value}）`, rules: [rule, factor] }
}

/** A policy number with its unit as caseworkers write it. */
export const ruleText = ({ value, unit }: Rule<number>): string => {
  if (unit.startsWith('fen')) return yuanText(value)
  if (unit === 'ratio') return `${Math.round(value * 10_000) / 100}%`
  return `${value}${unitWords[unit] ?? ''}`
}

const unitWords: { readonly [unit: string]: string } = {
  years: '周岁',
  months: '个月',
  days: '天',
  level: '级',
  percent: '%',
}
