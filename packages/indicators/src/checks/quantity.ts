import { type NumberId, type Policy, type Quantity, type Rule, standardName } from '@shouwang/policy'
import { byAreaText } from '../wording/standard-text.ts'
import { yuanText } from '../wording/yuan-text.ts'

/** A quantity as it stands on a day: its value, how it was reckoned, and the numbers behind it. */
export type Reckoned = {
  readonly value: number
  /** What it is at least: less than `value`, the higher, where it is not known whether a family lives in town or country. */
  readonly least: number
  readonly text: string
  readonly rules: readonly Rule<number>[]
}

/** What a quantity comes to; null where the place has entered neither it nor what stands in for it. */
export const reckon = (policy: Policy, { number, times, otherwise }: Quantity): Reckoned | null => {
  const rule = policy.standard(number)
  const factor = times === undefined ? undefined : policy.standard(times)
  if (rule === null || factor === null) return otherwise === undefined ? null : reckon(policy, otherwise)
  if (factor === undefined) return { value: rule.value, least: leastOf(rule), text: ruleText(rule), rules: [rule] }
  const value = Math.round(rule.value * factor.value)
  const least = Math.round(leastOf(rule) * leastOf(factor))
  return { value, least, text: `${yuanText(value)}（${ruleText(rule)}×${factor.value}）`, rules: [rule, factor] }
}

/** What a number is wherever the family may live: the lower of 城市 and 农村 where that is not known. */
export const leastOf = ({ value, byArea }: Rule<number>): number =>
  byArea === null ? value : Math.min(byArea.urban ?? value, byArea.rural ?? value)

/** Why something between the standards of town and country cannot be judged. */
export const eitherArea = '城乡标准不同，住在城镇还是农村未知'

/**
 * What a quantity comes to where a family may be told it: published for the place, and the same wherever the family may
 * live; else why it can't be told.
 */
export const promise = (policy: Policy, { number, times, otherwise }: Quantity): Reckoned | string => {
  const unfit = [number, ...(times === undefined ? [] : [times])].find(
    (id) => policy.standard(id)?.basis !== 'published',
  )
  if (unfit !== undefined) return otherwise === undefined ? notEnteredText(policy, unfit) : promise(policy, otherwise)
  const reckoned = reckon(policy, times === undefined ? { number } : { number, times })
  if (reckoned === null) return notEnteredText(policy, number)
  const differing = reckoned.rules.find(({ byArea }) => byArea !== null)
  if (differing === undefined || differing.byArea === null) return reckoned
  return `${differing.label}城乡不同（${byAreaText(differing.byArea)}），住在城镇还是农村未知，不写金额`
}

const notEnteredText = (policy: Policy, number: NumberId): string =>
  `本市尚未录入标准（${policy.standard(number)?.label ?? standardName(number)}），不写金额`

/** That an amount was reckoned by numbers whose documents have ended or that nobody reviewed for long, as sentences; empty where none has. */
export const runOutText = (rules: readonly Rule<number>[]): string => {
  if (!rules.some(({ runOut }) => runOut !== null)) return ''
  const said = (state: Rule['runOut'], words: string): string => {
    const labels = new Set(rules.flatMap(({ runOut, label }) => (runOut === state ? [label] : [])))
    return labels.size === 0 ? '' : `金额按${words}${[...labels].join('、')}计算，以最新文件为准。`
  }
  return `${said('ended', '已过期的')}${said('unreviewed', '超过十三个月未复核的')}`
}

/** A policy number with its unit as caseworkers write it. */
export const ruleText = ({ value, unit, byArea }: Rule<number>): string => {
  if (byArea !== null && unit.startsWith('fen')) return `当地标准（${byAreaText(byArea)}）`
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
