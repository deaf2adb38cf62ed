const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟'] as const
const GROUPS = ['', '万', '亿', '万亿'] as const

/** A sum of 分 in the capital characters of official papers: 66,000 元 is 陆万陆仟元整. */
export const capitalYuan = (fen: number): string => {
  const [yuan, jiao, cents] = [Math.floor(fen / 100), Math.floor((fen % 100) / 10), fen % 10]
  const whole = yuan === 0 ? '' : `${capitalWhole(yuan)}元`
  if (jiao === 0 && cents === 0) return `${whole === '' ? '零元' : whole}整`
  const tenths = jiao === 0 ? (whole === '' ? '' : '零') : `${DIGITS[jiao]}角`
  return `${whole}${tenths}${cents === 0 ? '整' : `${DIGITS[cents]}分`}`
}

const capitalWhole = (yuan: number): string => {
  const groups: number[] = []
  for (let rest = yuan; rest > 0; rest = Math.floor(rest / 10_000)) groups.unshift(rest % 10_000)
  const words = groups.map((group, at) =>
    group === 0 ? '零' : `${at > 0 && group < 1000 ? '零' : ''}${capitalGroup(group)}${GROUPS[groups.length - 1 - at]}`,
  )
  return words.join('').replace(/零+/g, '零').replace(/零$/, '')
}

const capitalGroup = (group: number): string =>
  [3, 2, 1, 0]
    .map((place) => {
      const digit = Math.floor(group / 10 ** place) % 10
      return digit === 0 ? '零' : `${DIGITS[digit]}${PLACES[place]}`
    })
    .join('')
    .replace(/零+/g, '零')
    .replace(/^零|零$/g, '')
