import { maskAddress, maskIdNumber, maskName, maskPhone } from '@shouwang/identity'
import type { ColumnHolds, FeedCard } from '../backend/backend.ts'

/** What to do about a row, by reason code: plain Chinese, for the person who mends it. */
export const REASON_WORDS: Readonly<Record<string, readonly [words: string, advice: string]>> = {
  'missing-value': ['必填项为空', '补上该列的值后重放；补不上的退回报送部门。'],
  'missing-column': ['缺少必需的列', '核对文件版式是否变更；确认后请部门按原版式重报。'],
  'bad-id-number': ['身份证号有误', '核对号码位数和校验码，改正后重放。'],
  'bad-date': ['日期有误', '改为 2026-10-31 这样的日期后重放。'],
  'future-date': ['日期晚于业务日', '核对年份；确为未来日期的待到期后再报。'],
  'bad-month': ['月份有误', '改为 2026-10 这样的月份后重放。'],
  'bad-amount': ['金额有误', '改为以元为单位的数字后重放。'],
  'bad-number': ['数字有误', '改为不带单位的数字后重放。'],
  'bad-region': ['区划代码有误', '改为 12 位统计用区划代码后重放。'],
  'bad-certificate': ['证件号码有误', '核对证件号（残疾人证为身份证号加类别和等级）后重放。'],
  'unknown-code': ['代码不在码表中', '核对部门码表；新代码须先登记到接口声明。'],
  'bad-row': ['整行无法识别', '核对分隔符和引号；按列改写后重放。'],
  'row-too-long': ['行过长', '多半是引号未闭合；拆分后重报。'],
  'bad-encoding': ['编码有误', '请部门以 UTF-8 或 GB18030 重新导出。'],
  crashed: ['处理程序出错', '已通知工程人员；修复后原样重放即可。'],
}

/** What is shown of a message that crashed a stage without a purpose: which it is, not what it says. */
export const MESSAGE_COLUMNS: FeedCard['columns'] = [
  'id',
  'type',
  'feed',
  'delivery',
  'businessday',
  'time',
  'household',
  'day',
  'version',
].map((name) => ({ name, required: false, holds: 'plain' }))

/** A reason code in words; the code itself where it is a new one. */
export const reasonWords = (reason: string): string => REASON_WORDS[reason]?.[0] ?? reason

/** A departmental row with every direct identifier masked. A column that the feed does not declare is hidden whole. */
export const maskRow = (
  row: Readonly<Record<string, string>>,
  columns: FeedCard['columns'],
): Record<string, string> => {
  const holds = new Map(columns.map((column) => [column.name, column.holds]))
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, maskValue(value, holds.get(column))]))
}

const maskValue = (value: string, holds: ColumnHolds | undefined): string => {
  if (value === '') return ''
  switch (holds) {
    case 'id-number':
      return maskIdNumber(value)
    case 'name':
      return maskName(value)
    case 'phone':
      return maskPhone(value)
    case 'address':
      return maskAddress(value)
    case 'plain':
      return value.replace(/\d{15,}[\dXx]?/g, maskIdNumber)
    case undefined:
      return '＊＊＊'
    default:
      return holds satisfies never
  }
}
