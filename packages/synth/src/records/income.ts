import { addMonths, type Month, monthOf } from '@shouwang/contracts'
import { type Family, isSent, numberOf, type Person, send } from '../family.ts'

type Employer = { readonly name: string; readonly paysFund: boolean; readonly isPublic: boolean }

/**
 * A job with a wage in yuan, in the reported months that `worked` lets through: its social insurance, and of late what
 * three offices say that send their records since a short time only: tax, housing fund, public pay.
 */
export const earns = (
  family: Family,
  person: Person,
  wageYuan: number | ((month: Month) => number),
  worked: (month: Month) => boolean = () => true,
): void => {
  const employer = family.random.pick(employers)
  const { months } = family.span
  const wageOf = (month: Month) => (typeof wageYuan === 'number' ? wageYuan : wageYuan(month))
  const workedIn = months.filter(worked)
  for (const month of workedIn) paysSocialInsurance(family, person, employer, month, wageOf(month))
  for (const month of months.slice(-1 - newlySentMonths, -1))
    if (worked(month))
      declaresTax(family, person, { payer: employer.name, item: '工资薪金所得', month, yuan: wageOf(month) })
  for (const month of months.slice(-newlySentMonths))
    if (worked(month)) isPaidBy(family, person, employer, month, wageOf(month))
  if (workedIn.includes(months.at(-1) ?? '')) family.insurance.set(person, 'employee')
}

/** Tax, housing fund and public pay are sent for so many months. */
const newlySentMonths = 2

const paysSocialInsurance = (family: Family, person: Person, { name }: Employer, month: Month, yuan: number): void =>
  send(family, month, 'social-insurance', {
    身份证号: person.idNumber,
    姓名: person.name,
    单位名称: name,
    费款所属期: month,
    缴费基数: yuan,
  })

/** Declared by the payer in the month after, so that the last reported month is not there yet. */
const declaresTax = (
  family: Family,
  person: Person,
  income: { payer: string; item: '工资薪金所得' | '经营所得'; month: Month; yuan: number },
): void => {
  const declaredOn = `${addMonths(income.month, 1)}-12`
  send(family, declaredOn, 'income-tax', {
    身份证号: person.idNumber,
    姓名: person.name,
    扣缴义务人: income.payer,
    所得项目: income.item,
    税款所属期: income.month,
    收入额: income.yuan,
    申报日期: declaredOn,
  })
}

const isPaidBy = (family: Family, person: Person, employer: Employer, month: Month, yuan: number): void => {
  const common = { 身份证号: person.idNumber, 姓名: person.name }
  if (employer.paysFund)
    send(family, month, 'housing-fund', { ...common, 缴存单位: employer.name, 缴存月份: month, 缴存基数: yuan })
  if (employer.isPublic)
    send(family, month, 'public-payroll', { ...common, 预算单位: employer.name, 工资月份: month, 应发工资: yuan })
}

const employers: readonly Employer[] = [
  { name: '示例电子有限公司', paysFund: true, isPublic: false },
  { name: '示例服装有限公司', paysFund: false, isPublic: false },
  { name: '示例物业服务有限公司', paysFund: false, isPublic: false },
  { name: '示例食品厂', paysFund: false, isPublic: false },
  { name: '示例建材有限公司', paysFund: true, isPublic: false },
  { name: '示例物流有限公司', paysFund: false, isPublic: false },
  { name: '示例商贸有限公司', paysFund: false, isPublic: false },
  { name: '示例县实验小学', paysFund: true, isPublic: true },
]

/** A pension paid in each reported month that `paid` lets through. */
export const drawsPension = (
  family: Family,
  person: Person,
  kind: '城镇职工' | '城乡居民' | '被征地农民',
  amountYuan: number,
  paid: (month: Month) => boolean = () => true,
): void => {
  if (kind === '城镇职工') family.insurance.set(person, 'employee')
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
  const last = family.span.months.at(-1) ?? monthOf(family.span.to)
  if (paid(last)) isPaidByCard(family, person, '高龄津贴', amount, `${last}-12`)
}

/** What reached the bank card of somebody on a day. */
export const isPaidByCard = (
  family: Family,
  person: Person,
  item: '农村低保金' | '特困供养金' | '重度残疾人护理补贴' | '困难残疾人生活补贴' | '高龄津贴' | '耕地地力保护补贴',
  yuan: number,
  day: string,
): void =>
  send(family, day, 'subsidy-card', {
    发放流水号: `YKT3599${numberOf(family, 9)}`,
    身份证号: person.idNumber,
    姓名: person.name,
    补贴项目: item,
    补贴金额: yuan,
    打卡日期: day,
  })
