import { addMonths, type Month, monthOf } from '@shouwang/contracts'
import { daysAgo, type Family, type Person, send } from '../family.ts'
import { isPaidByCard } from './income.ts'

/** Every office of the county has been through its roll so many days ago. */
const RECHECKED_DAYS = 60

/** The household's line on the assistance roll, one for each member. */
export const isOnRoll = (
  family: Family,
  members: readonly Person[],
  programme: '低保' | '特困' | '低保边缘',
  line: {
    monthlyYuan: number
    days: number
    mark?: string
    status?: '停保' | '不予批准'
    endedDays?: number
    /** How long ago it was last looked at again; not long ago where nobody says otherwise. */
    recheckedDays?: number
  },
): void => {
  for (const member of members) {
    send(family, 'standing', 'assistance-roll', {
      家庭编号: `${line.mark ?? 'JZ'}${family.homes[0]?.householdNo}`,
      身份证号: member.idNumber,
      姓名: member.name,
      救助类型: programme,
      状态: line.status ?? '在保',
      户月保障金额: line.monthlyYuan,
      起始日期: daysAgo(family, line.days),
      终止日期: line.endedDays === undefined ? '' : daysAgo(family, line.endedDays),
      最近复核日期: daysAgo(family, line.recheckedDays ?? Math.min(line.days, RECHECKED_DAYS)),
    })
  }
  const [holder] = members
  const from = monthOf(daysAgo(family, line.days))
  if (holder === undefined || line.status !== undefined || line.monthlyYuan === 0) return
  for (const month of lastMonths(family))
    if (month > from) isPaidByCard(family, holder, cardItems[programme], line.monthlyYuan, `${month}-12`)
}

const cardItems = { 低保: '农村低保金', 特困: '特困供养金', 低保边缘: '农村低保金' } as const

/** The months whose payments the card's files list. */
const lastMonths = ({ span }: Family): readonly Month[] => span.months.slice(-2)

/** The allowance for the severely disabled, and for poor disabled people the living allowance too. */
export const drawsDisabilitySubsidies = (family: Family, person: Person, days: number, poor: boolean): void => {
  const from = addMonths(monthOf(daysAgo(family, days)), 1)
  const common = { 身份证号: person.idNumber, 姓名: person.name, 起始月: from }
  send(family, 'standing', 'disability-subsidy', { ...common, 补贴类型: '重度残疾人护理补贴', 月补贴金额: 150 })
  if (poor)
    send(family, 'standing', 'disability-subsidy', { ...common, 补贴类型: '困难残疾人生活补贴', 月补贴金额: 360 })
  for (const month of lastMonths(family)) {
    isPaidByCard(family, person, '重度残疾人护理补贴', 150, `${month}-12`)
    if (poor) isPaidByCard(family, person, '困难残疾人生活补贴', 360, `${month}-12`)
  }
}
