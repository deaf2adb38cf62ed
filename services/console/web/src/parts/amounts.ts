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

type Standard = {
  readonly value: number | readonly string[]
  readonly byArea: { readonly urban: number | null; readonly rural: number | null } | null
}

/** A policy number as a table shows it; where town and country differ, both. */
export const standardText = ({ value, byArea }: Standard, unit: string): string => {
  if (typeof value !== 'number') return value.join('、')
  const counted = unit.startsWith('fen') ? 'fen' : unit
  if (byArea === null) return valueIn(value, counted)
  const of = (each: number | null): string => (each === null ? '—' : valueIn(each, counted))
  return `城 ${of(byArea.urban)}，乡 ${of(byArea.rural)}`
}
