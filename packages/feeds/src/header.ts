import { halfWidth } from '@shouwang/identity'
import { type MoneyUnit, type Unit, unitWords } from './unit-words.ts'

/** What a header is called, and the unit that it ends in. */
export type HeaderParts = { readonly name: string; readonly unit: Unit | undefined }

/** A column header as it is compared: half-width, lower-case, without blanks, byte-order mark, quotes and asterisks. */
export const normalHeader = (header: string): string =>
  halfWidth(header)
    .replace(/[\s"'“”‘’`*※★]/g, '')
    .replace(/[【〔〖[{<〈《]/g, '(')
    .replace(/[】〕〗\]}>〉》]/g, ')')
    .replace(/:+$/, '')
    .toLowerCase()

/**
 * The readings of a header, from the whole of it to its bare name: 损失金额（万元）, 损失金额/万元, 损失金额_万元 and
 * 损失金额万元 are all a 损失金额 in 万元; 身份证号（必填） is a 身份证号. Which reading counts, the declared columns say.
 */
export const headerReadings = (header: string): readonly HeaderParts[] => {
  const name = normalHeader(header)
  const readings: HeaderParts[] = [{ name, unit: undefined }]
  if (inBrackets.test(name)) readings.push({ name: name.replace(inBrackets, '$1'), unit: undefined })
  if (numbered.test(name)) readings.push({ name: name.replace(numbered, ''), unit: undefined })
  for (let last = readings.at(-1); last !== undefined; ) {
    const next = shortened(last)
    if (next !== undefined) readings.push(next)
    last = next
  }
  return readings
}

/** 【姓名】 */
const inBrackets = /^\(([^()]+)\)$/
/** 1.姓名, (2)身份证号, 三、地址 */
const numbered = /^\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、)]+(?=\D)/
const bracketed = /^(.+)\(([^()]*)\)$/
const separated = /^(.+?)[/_:,;|、-]+((?:单位|计量单位)?:?[^/_:,;|、-]+)$/
const adjoined = new RegExp(
  `^(.+?)(${Object.keys(unitWords)
    .sort((a, b) => b.length - a.length)
    .join('|')})$`,
)

const shortened = ({ name, unit }: HeaderParts): HeaderParts | undefined => {
  const noted = bracketed.exec(name)
  if (noted !== null) return { name: noted[1] ?? '', unit: unit ?? unitOf(noted[2] ?? '') }
  const parts = separated.exec(name)
  const told = parts === null ? undefined : unitOf(parts[2] ?? '')
  if (parts !== null && told !== undefined) return { name: parts[1] ?? '', unit: unit ?? told }
  const joined = adjoined.exec(name)
  return joined === null ? undefined : { name: joined[1] ?? '', unit: unit ?? unitOf(joined[2] ?? '') }
}

/** The unit that a note names: 万元, 单位:万元, 以万元计, 元/月; undefined for any other note. */
const unitOf = (note: string): Unit | undefined => {
  const bare = note
    .replace(/^(?:金额|货币|计量|面积)?单位[:为是]?/, '')
    .replace(/^(?:以|按|人民币)(.+?)(?:计算?|为单位)?$/, '$1')
    .replace(/^(?:单位|计)?[:为]/, '')
    .replace(/[/每](?:人|户|年|月|季|日|天|次|人月|月人|人年)+$/, '')
  if (Object.hasOwn(unitWords, bare)) return unitWords[bare]
  return /[元圆币¥$€]|usd|hkd|亩|顷|㎡/.test(bare) && bare.length <= longestUnit ? 'unknown' : undefined
}

const longestUnit = 6

/** True for a cell that is a unit and nothing else, with or without its brackets. */
export const isUnit = (cell: string): boolean => {
  const name = normalHeader(cell).replace(/^\((.*)\)$/, '$1')
  return name !== '' && unitOf(name) !== undefined
}

const titleUnit = /(?:^|[^报制管])(?:金额|货币|计量|面积)?单位(?:均|都|统一)?[:为是]?\(?([^\s()。;]*)/g
/** 以万元计, 按万元为单位, 金额均为万元 */
const countedIn = /(?:以|按|金额(?:均|都|统一)?[:为是])([^\s()。;,以按为计]{1,5})(?=计|为单位|[。;,)]|$)/g
const unitAlone = /\(([^()]*)\)/g

/** The unit of money that the lines above a header name, 单位：万元 or （万元）; undefined without one, or with several. */
export const unitInTitles = (titles: readonly string[]): MoneyUnit | undefined => {
  const found = titles.flatMap((title) => {
    const line = normalTitle(title)
    const notes = [titleUnit, countedIn, unitAlone].flatMap((each) =>
      [...line.matchAll(each)].map(([, note = '']) => note),
    )
    return notes.flatMap((note) => note.split(/[、,/;及和]/)).map((note) => unitOf(note))
  })
  const money = new Set(found.filter((unit): unit is MoneyUnit => unit !== undefined && !notMoney.has(unit)))
  const [only] = money
  return money.size === 1 ? only : undefined
}

const notMoney: ReadonlySet<Unit> = new Set<Unit>(['square-metre', 'mu', 'hectare', 'unknown'])

/** Cells of a line stand apart; a unit often stands in the cell after its colon. */
const normalTitle = (title: string): string =>
  halfWidth(title)
    .replace(/[:：]\s+/g, ':')
    .toLowerCase()

/** The header with a unit written after it, as a file's title says of all of them. */
export const withUnit = (header: string, unit: MoneyUnit): string =>
  `${header}（${Object.keys(unitWords).find((word) => unitWords[word] === unit) ?? ''}）`
