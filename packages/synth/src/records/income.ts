import type { Month } from '@shouwang/contracts'
import { type Family, isSent, type Person } from '../family.ts'

/** Social insurance on a wage base in yuan, for the reported months that `worked` lets through. */
export const earns = (
  family: Family,
  person: Person,
  baseYuan: number | ((month: Month) => number),
  worked: (month: Month) => boolean = () => true,
): void => {
  const employer = family.random.pick(employers)
  for (const month of family.span.months) {
    if (!isSent(family, month) || !worked(month)) continue
    const base = typeof baseYuan === 'number' ? baseYuan : baseYuan(month)
    const row = { 身份证号: person.idNumber, 姓名: person.name, 单位名称: employer, 费款所属期: month, 缴费基数: base }
    family.rows.push({ feed: 'social-insurance', row })
  }
}

const employers = [
  '示例电子有限公司',
  '示例服装有限公司',
  '示例物业服务有限公司',
  '示例食品厂',
  '示例建材有限公司',
  '示例物流有限公司',
]

/** A pension paid in each reported month that `paid` lets through. */
export const drawsPension = (
  family: Family,
  person: Person,
  kind: '城镇职工' | '城乡居民' | '被征地农民',
  amountYuan: number,
  paid: (month: Month) => boolean = () => true,
): void => {
  for (const month of family.span.months) {
    if (!isSent(family, month) || !paid(month)) continue
    const row = { 身份证号: person.idNumber, 姓名: person.name, 待遇类别: kind, 发放月: month, 金额: amountYuan }
    family.rows.push({ feed: 'pension-pay', row })
  }
}

/** The elder allowance, by age, in each reported month that `paid` lets through. */
export const drawsElderAllowance = (
  family: Family,
  person: Person,
  paid: (month: Month) => boolean = () => true,
): void => {
  const amount = person.age >= 90 ? 200 : 100
  for (const month of family.span.months) {
    if (!isSent(family, month) || !paid(month)) continue
    const row = { 身份证号: person.idNumber, 姓名: person.name, 月津贴: amount, 发放月: month }
    family.rows.push({ feed: 'elder-allowance', row })
  }
}
