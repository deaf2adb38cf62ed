const unitWords: Readonly<Record<string, string>> = {
  fen: '元',
  yuan: '元',
  person: '人',
  month: '月',
  year: '年',
  ratio: '',
  percent: '%',
  points: '分',
  weight: '',
  count: '',
  level: '级',
  hours: '小时',
  day: '',
  days: '天',
  'working-days': '个工作日',
  months: '个月',
  years: '岁',
  'square-metres': '平方米',
  codes: '',
  words: '',
  text: '',
}

/** The unit as people read it: `fen/person/month` is 元/人/月. */
export const unitText = (unit: string): string =>
  unit
    .split('/')
    .map((part, at) => (part === 'day' && at > 0 ? '天' : (unitWords[part] ?? part)))
    .join('/')

/** A number as people read it beside its unit: money in 元, ratios in percent. */
export const countText = (value: number, unit: string): string => {
  if (/^fen(\/|$)/.test(unit)) return (value / 100).toLocaleString('en-US', { maximumFractionDigits: 2 })
  if (unit === 'ratio') return `${Number((value * 100).toFixed(1))}%`
  return String(value)
}

/** A value seen, or the threshold it was held against, with its unit. */
export const valueText = (value: number | string | boolean, unit: string): string => {
  if (typeof value === 'boolean') return value ? '是' : '否'
  return typeof value === 'string' ? value : `${countText(value, unit)} ${unitText(unit)}`.trimEnd()
}
