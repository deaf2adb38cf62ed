import { addMonths } from '@shouwang/contracts'
import { livingIn, type Roll } from '../household.ts'
import { type Desk, dayIn, named } from './desk.ts'

/** What was decided after a visit; civil affairs' roll says so from a month on. A null roll: stopped, or aid that no roll lists. */
export type Granted = { readonly from: number; readonly roll: Roll | null }

/** How long the roll goes on listing the dead, and people who moved out. */
const deadListedMonths = 4

/** The rolls as they stand at the end of a month: whole, household by household. */
export const rollsAt = (desk: Desk, month: number, granted: Granted | undefined): void => {
  const { household, send, span } = desk
  const roll = granted !== undefined && granted.from <= month ? granted.roll : household.roll
  if (roll !== null) listedOn(desk, roll, month, granted)
  for (const person of livingIn(household, month)) {
    const { disability } = person
    if (disability === null || !disability.certified || disability.level > 2 || disability.since >= 0) continue
    if (person.idNumber.charCodeAt(16) % 8 === 0) continue
    send(month, 'disability-subsidy', {
      ...named(person),
      补贴类型: '重度残疾人护理补贴',
      月补贴金额: 150,
      起始月: addMonths(span.months[0] ?? '', -12),
    })
  }
}

const listedOn = (desk: Desk, roll: Roll, month: number, granted: Granted | undefined): void => {
  const { household, send, span } = desk
  const months = span.months
  const day = `${months[month]}-28`
  const since = granted === undefined ? roll.since : `${months[granted.from]}-01`
  for (const person of household.people) {
    if (person.from > month || person.until + deadListedMonths <= month || (person.from > 0 && person.from + 6 > month))
      continue
    send(month, 'assistance-roll', {
      家庭编号: `JZ${household.no}`,
      ...named(person),
      救助类型: roll.programme,
      状态: '在保',
      户月保障金额: roll.monthlyYuan,
      起始日期: since,
      终止日期: '',
      最近复核日期: recheckedOn(desk, month, since) ?? day,
    })
  }
  const holder = household.people[0]
  if (holder === undefined || roll.monthlyYuan === 0) return
  send(month, 'subsidy-card', {
    发放流水号: `YKT${household.no}${month}`,
    ...named(holder),
    补贴项目: roll.programme === '特困' ? '特困供养金' : '农村低保金',
    补贴金额: roll.monthlyYuan,
    打卡日期: dayIn(desk, month, 12),
  })
}

/** Each household is looked at again once a year, in a month of its own. */
const recheckedOn = ({ household, span }: Desk, month: number, since: string): string | null => {
  for (let back = month; back >= 0; back -= 1)
    if (back % 12 === household.unit % 12) {
      const day = `${span.months[back]}-20`
      return day > since ? day : since
    }
  return since
}

/** Everybody's standing with the medical insurer at the end of a month. */
export const insuredAt = (desk: Desk, month: number): void => {
  const { household, send, span } = desk
  for (const person of household.people) {
    if (person.from > month || person.until <= month) continue
    const employee =
      ['formal', 'public'].includes(person.months[month]?.livelihood ?? '') || person.pension?.kind === 'employee'
    const lapsed = !employee && household.uninsured
    const year = (span.months[month] ?? '').slice(0, 4)
    send(month, 'insured-status', {
      psn_cert_no: person.idNumber,
      psn_name: person.name,
      insutype: employee ? '310' : '390',
      psn_insu_stas: lapsed ? '2' : '1',
      clct_thru: employee ? (span.months[month] ?? '') : lapsed ? `${Number(year) - 1}-12` : `${year}-12`,
    })
  }
}
