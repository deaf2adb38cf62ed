import { type NumberId, type Policy, type Quantity, type Rule, standardName } from '@shouwang/policy'
import { byAreaText } from '../wording/standard-text.ts'
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

/**
 * What a quantity comes to where a family may be told it: published for the place, and the same wherever the family may
 * live; else why it can't be told.
 */
export const promise = (policy: Policy, { number, times, otherwise }: Quantity): Reckoned | string => {
  const reckoned = reckon(policy, times === undefined ? { number } : { number, times })
  if (reckoned === null || reckoned.rules.some(({ basis }) => basis !== 'published'))
    return otherwise === undefined ? notEnteredText(policy, number) : promise(policy, otherwise)
  const differing = reckoned.rules.find(({ byArea }) => byArea !== null)
  if (differing === undefined || differing.byArea === null) return reckoned
  return `${differing.label}城乡不同（${byAreaText(differing.byArea)}），住在城镇还是农村未知，不写金额`
}

const notEnteredText = (policy: Policy, number: NumberId): string =>
  `本市尚未录入标准（${policy.standard(number)?.label ?? standardName(number)}），不写金额`

/** That an amount was reckoned by numbers whose documents have ended, as a sentence; empty where none has. */
export const endedText = (rules: readonly Rule<number>[]): string => {
  if (!rules.some(({ runOut }) => runOut === 'ended')) return ''
  const ended = new Set(rules.flatMap(({ runOut, label }) => (runOut === 'ended' ? [label] : [])))
  return `金额按已过期的${[...ended].join('、')}计算，以最新文件为准。`
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
