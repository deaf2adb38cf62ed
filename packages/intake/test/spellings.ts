/** Writes a cell as some office would; what it cannot write so stays. */
export type Spelling = (cell: string) => string

const fullWidth: Spelling = (cell) => cell.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
const spaced: Spelling = (cell) => ` ${cell} `
const textMark: Spelling = (cell) => `'${cell}`
const quotes: Spelling = (cell) => `“${cell}”`
const formula: Spelling = (cell) => `="${cell}"`
const decimal: Spelling = (cell) => (/^\d{1,15}$/.test(cell) ? `${cell}.0` : cell)
const unseen: Spelling = (cell) => `\u00a0${cell}\u200b`

const numeral = (digits: string): string =>
  [...digits].map((digit) => '〇一二三四五六七八九'.charAt(Number(digit))).join('')

const day =
  (write: (year: string, month: string, date: string) => string): Spelling =>
  (cell) =>
    cell.replace(/^(\d{4})-?(\d{2})-?(\d{2})$/, (_, year: string, month: string, date: string) =>
      write(year, month, date),
    )
const short = (digits: string): string => String(Number(digits))
const instant = (year: string, month: string, date: string): number =>
  Date.UTC(Number(year), Number(month) - 1, Number(date)) - 8 * 3_600_000

const month =
  (write: (year: string, month: string) => string): Spelling =>
  (cell) =>
    cell.replace(/^(\d{4})-?(\d{2})$/, (_, year: string, month: string) => write(year, month))

const amount =
  (write: (amount: string) => string): Spelling =>
  (cell) =>
    /^-?\d+(?:\.\d+)?$/.test(cell) ? write(cell) : cell
const grouped = (number: string): string => {
  const [whole = '', part] = number.split('.')
  return Number(whole).toLocaleString('en') + (part === undefined ? '' : `.${part}`)
}

const idNumber =
  (write: (place: string, birth: string, rest: string) => string): Spelling =>
  (cell) =>
    cell.replace(/^(\d{6})(\d{8})(.+)$/, (_, place: string, birth: string, rest: string) => write(place, birth, rest))
const forX =
  (sign: string): Spelling =>
  (cell) =>
    cell.replace(/X$/, sign)

/** How offices spell what a column of a kind holds; each means what the plain spelling means. */
export const spellings: Readonly<Record<string, Readonly<Record<string, Spelling>>>> = {
  'id-number': {
    'lower case': (cell) => cell.toLowerCase(),
    'in groups': idNumber((place, birth, rest) => `${place} ${birth} ${rest}`),
    'with hyphens': idNumber((place, birth, rest) => `${place}-${birth}-${rest}`),
    'in brackets': (cell) => `（${cell}）`,
    labelled: (cell) => `身份证号：${cell}`,
    '* for X': forX('*'),
    '× for X': forX('×'),
    'Cyrillic X': forX('Х'),
    'full width': fullWidth,
    'a text mark': textMark,
    'a formula': formula,
    'unseen signs': unseen,
    'a tab before': (cell) => `\t${cell}`,
  },
  'disability-certificate': {
    'lower case': (cell) => cell.toLowerCase(),
    'in groups': idNumber((place, birth, rest) => `${place} ${birth} ${rest}`),
    'full width': fullWidth,
    'a text mark': textMark,
  },
  name: { 'to the width of three': (cell) => (cell.length === 2 ? `${cell[0]}　${cell[1]}` : cell), spaced },
  day: {
    slashes: day((year, month, date) => `${year}/${short(month)}/${short(date)}`),
    dots: day((year, month, date) => `${year}.${month}.${date}`),
    'short with dots': day((year, month, date) => `${year}.${short(month)}.${short(date)}`),
    dashes: day((year, month, date) => `${year}–${month}–${date}`),
    backslashes: day((year, month, date) => `${year}\\${month}\\${date}`),
    commas: day((year, month, date) => `${year},${month},${date}`),
    年月日: day((year, month, date) => `${year}年${short(month)}月${short(date)}日`),
    年月号: day((year, month, date) => `${year}年${short(month)}月${short(date)}号`),
    'spaced 年月日': day((year, month, date) => `${year} 年 ${month} 月 ${date} 日`),
    'year in numerals': day((year, month, date) => `${numeral(year)}年${short(month)}月${short(date)}日`),
    'with its weekday': day((year, month, date) => `${year}-${month}-${date} 星期三`),
    'digits alone': day((year, month, date) => year + month + date),
    'digits as a decimal': day((year, month, date) => `${year}${month}${date}.0`),
    'digits with a time': day((year, month, date) => `${year}${month}${date}000000`),
    'with a time': day((year, month, date) => `${year}-${month}-${date} 00:00:00.0`),
    'with a short time': day((year, month, date) => `${year}/${short(month)}/${short(date)} 0:00`),
    'with its zone': day((year, month, date) => `${year}-${month}-${date}T00:00:00+08:00`),
    'a serial of Excel': day((...parts) => String(Math.floor(instant(...parts) / 86_400_000) + 25_570)),
    'milliseconds since 1970': day((...parts) =>
      instant(...parts) > 1e12 ? String(instant(...parts)) : `${parts[0]}-${parts[1]}-${parts[2]}`,
    ),
    'full width': fullWidth,
    'a text mark': textMark,
  },
  month: {
    slash: month((year, month) => `${year}/${month}`),
    dot: month((year, month) => `${year}.${month}`),
    年月: month((year, month) => `${year}年${short(month)}月`),
    年月份: month((year, month) => `${year}年${month}月份`),
    'digits alone': month((year, month) => year + month),
    'digits as a decimal': month((year, month) => `${year}${month}.0`),
    'its first day': month((year, month) => `${year}-${month}-01`),
    'its first day with a time': month((year, month) => `${year}/${short(month)}/1 0:00`),
    'full width': fullWidth,
  },
  money: {
    grouped: amount(grouped),
    'grouped in full width': amount((number) => grouped(number).replaceAll(',', '，')),
    元: amount((number) => `${number}元`),
    元整: amount((number) => (number.includes('.') ? number : `${number}元整`)),
    '￥': amount((number) => `￥${number}`),
    RMB: amount((number) => `RMB ${number}`),
    'with noughts': amount((number) => (number.includes('.') ? number : `${number}.00`)),
    'a plus sign': amount((number) => (number.startsWith('-') ? number : `+${number}`)),
    'full width': fullWidth,
    spaced,
  },
  code: { spaced, quotes, 'a decimal': decimal, 'full width': fullWidth, 'a text mark': textMark },
  identifier: { spaced, 'a decimal': decimal, 'full width': fullWidth, 'a text mark': textMark, 'a formula': formula },
  keyed: { spaced, 'full width': fullWidth, 'a text mark': textMark, 'lower case': (cell) => cell.toLowerCase() },
  region: {
    spaced,
    'a decimal': decimal,
    'full width': fullWidth,
    'as a great number': (cell) => (/^\d{11}[1-9]$/.test(cell) ? `${cell.charAt(0)}.${cell.slice(1)}E+11` : cell),
  },
  integer: { 'a decimal': decimal, 'what is counted': (cell) => `${cell}天`, 'full width': fullWidth },
  number: { 'a decimal': decimal, 'full width': fullWidth },
  area: { 平方米: (cell) => `${cell}平方米`, '㎡': (cell) => `${cell}㎡`, 'full width': fullWidth },
  share: { 'full width': fullWidth },
  phone: {
    'in groups': (cell) => cell.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3'),
    '+86': (cell) => `+86${cell}`,
    'a decimal': decimal,
    'full width': fullWidth,
  },
  text: { spaced, 'a text mark': textMark },
}

type Table = readonly (readonly string[])[]

const withHeaders =
  (write: (header: string, at: number) => string) =>
  ([headers = [], ...rows]: Table): Table => [headers.map(write), ...rows]

/** How offices lay out a table; each holds the same rows. */
export const layouts: Readonly<Record<string, (table: Table) => Table>> = {
  'a title above': (table) => [['某某市数据共享表'], ['填报单位：某局', '', '填报日期：2026年10月31日'], ...table],
  'a footer below': (table) => [...table, ['合计'], ['制表人：张三', '审核人：李四']],
  'empty lines': (table) => [[''], ...table, ['', '']],
  'a column of numbers before': (table) => table.map((row, at) => [at === 0 ? '序号' : String(at), ...row]),
  'an empty column behind': (table) => table.map((row) => [...row, '']),
  'columns turned round': (table) => table.map((row) => row.toReversed()),
  'headers again': ([headers = [], first = [], ...rows]) => [headers, first, headers, ...rows],
  'numbers under the headers': ([headers = [], ...rows]) => [headers, headers.map((_, at) => String(at + 1)), ...rows],
  'headers spaced': withHeaders((header) => ` ${header} `),
  'headers over two lines': withHeaders((header) =>
    header.length > 3 ? `${header.slice(0, 2)}\n${header.slice(2)}` : header,
  ),
  'headers with *': withHeaders((header) => `*${header}`),
  'headers with （必填）': withHeaders((header) => `${header}（必填）`),
  'headers in 【】': withHeaders((header) => `【${header}】`),
  'headers with a colon': withHeaders((header) => `${header}：`),
  'headers numbered': withHeaders((header, at) => `${at + 1}.${header}`),
  'headers in upper case': withHeaders((header) => header.toUpperCase()),
}
