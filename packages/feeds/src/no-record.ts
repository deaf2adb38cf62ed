import { halfWidth } from '@shouwang/identity'
import { cellText } from './cell-text.ts'
import { numeralsInDigits } from './chinese-numerals.ts'
import type { Feed } from './feed.ts'
import { normalHeader } from './header.ts'
import { findCells } from './row-cells.ts'

const total =
  /^\(?(?:合计|总计|小计|共计|累计|总数|总人数|总户数|户数合计|人数合计|本页小?合?计|全[市区县镇乡街道村]+合?计|以上(?:共计|合计|总计)|\d+[人户](?:合计|共计)|共有?\d+[人户条笔行例])\)?[:：]?/
const signedBy =
  /^\(?(?:单位|部门)?((?:制表|填表|填报|报送|上报|编制|录入|审核|复核|审批|核对|经办|负责|分管|主管|统计|联系|打印|导出|生成|签发)(?:人|员|单位|部门|机构|科室|日期|时间|领导|负责人|电话)?(?:签[字名章])?)\)?(?:\(.*?\))?(?:[:：]|$)/
const note =
  /^[*※]?\(?(备注|说明|附注|附件?|注意事项|填表说明|填报说明|数据来源|来源|日期|时间|截[至止](?:日期|时间)?|(?:金额|货币|计量)?单位|联系电话|电话|盖章|公章|签字|签名|签章|注)\d*\)?(?:\(.*?\))?(?:[:：]|$)/
const page =
  /^[-=*_—–─]*(?:第\d+页|共\d+页|以下(?:空白|无正文|无内容|无记录)|[-=*_—–─]{3}[-=*_—–─]*$|到此(?:结束|为止)|\(?以下无|完$|end$)/i
/** The day or the office that stands alone under a table, with nothing else in its line. */
const signature =
  /^(?:\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?|\D{3,}(?:局|委员会|办公室|街道办事处|政府|联合会|中心))(?:\(.*\))?$/
const likeIdNumber = /\d{14}/

/**
 * Tells a line that stands under the records of a table from a record: a total, who signed it and when, notes, a header
 * that is repeated, the numbers of the columns. Such a line names nobody. Gives its kind in the words of the line, without
 * what it says of anybody; undefined for a record.
 */
export const noRecord = (feed: Feed): ((cells: Readonly<Record<string, unknown>>) => string | undefined) => {
  const persons = Object.values(feed.columns).filter(({ kind }) => kind === 'id-number')
  const subject = findCells(persons.filter(({ required }) => required).map(({ headers }) => headers))
  return (cells) => {
    const texts: string[] = []
    for (const header in cells) {
      const text = cellText(cells[header])
      if (text === null) return undefined
      if (text !== '') texts.push(text)
    }
    const first = texts[0]
    if (first === undefined || firstOfRecord.test(first)) return undefined
    const named = subject(cells as Record<string, unknown>)?.texts.some(
      (text) => text !== '' && likeIdNumber.test(text),
    )
    if (named === true || texts.some((text) => likeIdNumber.test(text))) return undefined
    return kindOf(texts) ?? headingAgain(cells)
  }
}

/** The kind of a line that could not be read as a record, by its text. */
export const noRecordText = (line: string): string | undefined => {
  const first = /[^\s,;|\t"]+/.exec(line)?.[0]
  return first === undefined || likeIdNumber.test(line) ? undefined : kindOf([first])
}

/** Records begin with numbers; looking no further keeps the reading of a register quick. */
const firstOfRecord = /\d{9}/

const kindOf = (texts: readonly string[]): string | undefined => {
  const plain = texts.map((text) => halfWidth(text).replaceAll(/\s/g, ''))
  const [first = ''] = plain
  const totalled = total.exec(first)?.[0] ?? plain.find((text) => text.replace(total, '') === '')
  if (totalled !== undefined) return totalled.replace(/[():：]/g, '')
  if (plain.length === 1 && signature.test(numeralsInDigits(first))) return '落款'
  return signedBy.exec(first)?.[1] ?? note.exec(first)?.[1] ?? (page.test(first) ? '页脚' : undefined)
}

/** The header once more, or the numbers of the columns under it. */
const headingAgain = (cells: Readonly<Record<string, unknown>>): string | undefined => {
  const filled = Object.entries(cells).filter(([, cell]) => cell !== '' && cell !== null)
  const again = filled.filter(([header, cell]) => normalHeader(header).startsWith(normalHeader(String(cell))))
  if (filled.length > 1 && again.length === filled.length) return '重复的表头'
  const numbers = filled.map(([, cell]) => String(cell).trim())
  const counted = numbers.every(
    (text, at) => /^\d{1,2}$/.test(text) && (at === 0 || Number(text) === Number(numbers[at - 1]) + 1),
  )
  const lettered =
    numbers.every((text) => /^(?:[甲乙丙丁戊己庚辛壬癸]|\d{1,2})$/.test(text)) && /^[甲]$/.test(numbers[0] ?? '')
  return numbers.length > 2 && (counted || lettered) ? '列号' : undefined
}
