/** Units of money in YAML. Rules in force give them in 分: `yuan/month` becomes `fen/month`. */
const moneyUnits = ['yuan', 'yuan/month', 'yuan/year', 'yuan/person', 'yuan/person/month', 'yuan/person/year'] as const

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
  'square-metres',
  'square-metres/person',
] as const
export type NumberUnit = (typeof numberUnits)[number]

/** Every unit that a list may have. */
export const listUnits = ['codes', 'words'] as const

/** The unit and value as rules in force carry them: money in whole 分, all else unchanged. */
export const inForce = (unit: NumberUnit, value: number): { unit: string; value: number } =>
  unit.startsWith('yuan') ? { unit: unit.replace('yuan', 'fen'), value: Math.round(value * 100) } : { unit, value }
