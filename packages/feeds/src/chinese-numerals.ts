const numerals = '〇一二三四五六七八九'

/** Days in Chinese numerals with digits instead: 二〇二六年九月三十日 as 2026年9月30日; other text stays. */
export const numeralsInDigits = (text: string): string =>
  text.replace(
    /([一二][〇○零0一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2}|\d{1,2})月(?:([一二三四五六七八九十]{1,3}|\d{1,2})[日号]?)?/g,
    (_, year: string, month: string, date: string | undefined) =>
      `${[...year].map(digitOf).join('')}年${tensOf(month)}月${date === undefined ? '' : `${tensOf(date)}日`}`,
  )

const digitOf = (numeral: string): number => Math.max(0, numerals.indexOf(numeral))

/** 十 is ten, 十二 twelve, 三十 thirty, 三十一 thirty-one; digits stay. */
const tensOf = (text: string): number => {
  if (/^\d+$/.test(text)) return Number(text)
  const [tens = '', ones] = text.includes('十') ? text.split('十') : ['', text]
  const ten = text.includes('十') ? (tens === '' ? 1 : digitOf(tens)) * 10 : 0
  return ten + (ones === undefined || ones === '' ? 0 : digitOf(ones))
}
