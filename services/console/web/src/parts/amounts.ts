const yuan = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 0, maximumFractionDigits: 2 })

/** An amount of 分 in 元: 66,000. */
export const yuanOf = (fen: number): string => yuan.format(fen / 100)

/** A value as its unit asks for it. */
export const valueIn = (value: number | string | boolean, unit: string): string => {
  if (typeof value !== 'number') return String(value)
  if (unit === 'fen') return `${yuanOf(value)} 元`
  if (unit === 'ratio') return `${Math.round(value * 100)}%`
  if (unit === 'days' || unit === 'day') return `${value} 天`
  if (unit === 'years') return `${value} 岁`
  if (unit === 'level') return `${value} 级`
  return yuan.format(value)
}
