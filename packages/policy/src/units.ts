/** Units of money in YAML. Rules in force give them in 分: `yuan/month` becomes `fen/month`. */
const moneyUnits = [
  'yuan',
  'yuan/month',
  'yuan/year',
  'yuan/person',
  'yuan/person/day',
  'yuan/person/month',
  'yuan/person/year',
] as const

/** Every unit that a number may have. */
export const numberUnits = [
  ...moneyUnits,
  'ratio',
  'percent',
  'points',
  'weight',
  'count',
  'level',
  'hours',
  'days',
  'working-days',
  'months',
  'years',
  'switch',
  'square-metres',
  'square-metres/person',
] as const
export type NumberUnit = (typeof numberUnits)[number]

/** Every unit that a list may have. */
export const listUnits = ['codes', 'words'] as const

/** The unit and value as rules in force carry them: money in whole 分, all else unchanged. */
export const inForce = (unit: NumberUnit, value: number): { unit: string; value: number } =>
  unit.startsWith('yuan') ? { unit: unit.replace('yuan', 'fen'), value: Math.round(value * 100) } : { unit, value }

/** The value of a rule in force as YAML states it: money in yuan again. */
export const inYaml = (unit: string, value: number): number => (isMoney(unit) ? value / 100 : value)

/** Whether a unit counts money, in yuan or in 分. */
export const isMoney = (unit: string): boolean => unit.startsWith('yuan') || unit.startsWith('fen')

/** A value of a rule in force as a formula shows it: `1,120 元`, `1.3`. */
export const quantityText = (unit: string, value: number): string =>
  isMoney(unit) ? `${inYaml(unit, value).toLocaleString('en-US', { maximumFractionDigits: 2 })} 元` : String(value)
