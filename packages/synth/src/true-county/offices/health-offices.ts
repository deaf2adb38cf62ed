import { addDays } from '@shouwang/contracts'
import type { Happening, TruePerson } from '../household.ts'
import * as rates from '../rates.ts'
import { type Desk, dayIn, named } from './desk.ts'

/** What the insurer, hospitals and the disabled persons' federation hold of a household. */
export const healthOffices = (desk: Desk): void => {
  const { household } = desk
  for (const happening of household.happenings) {
    const person = household.people[happening.person]
    if (person === undefined) continue
    if (happening.kind === 'stay' || happening.kind === 'accident') settlesStay(desk, person, happening)
    else if (happening.kind === 'grave-care') settles(desk, person, happening, desk.random.chance(0.5) ? '21' : '14')
  }
  for (const person of household.people) {
    everydayCare(desk, person)
    recognised(desk, person)
    certified(desk, person)
  }
}

const settlesStay = (desk: Desk, person: TruePerson, happening: Happening): void => {
  const { random, send, number } = desk
  if (random.chance(rates.records.neverSettled.value)) return
  const day = settles(desk, person, happening, '21')
  send(happening.month, 'inpatient-admission', {
    医疗机构: random.pick(hospitals),
    住院号: `ZY${number()}`,
    ...named(person),
    入院日期: addDays(day, -random.int(4, 14)),
    出院日期: day,
    在院状态: '出院',
    急危重症: (happening.totalYuan ?? 0) > 40_000 ? '是' : '否',
    欠费金额: 0,
    预计费用: '',
    更新日期: day,
  })
}

const hospitals = ['市第一医院', '市第二医院', '市中医院', '示例县医院', '市妇幼保健院']

/** A bill, months later where it was settled elsewhere; some are taken back and settled again, for less. */
const settles = (desk: Desk, person: TruePerson, happening: Happening, care: '11' | '14' | '21'): string => {
  const { random, send, number } = desk
  const late = random.chance(rates.records.settledElsewhere.value)
    ? random.int(1, 2 * rates.records.settledElsewhereMonths.value - 1)
    : 0
  const day = dayIn(desk, happening.month)
  const [totalYuan, paidYuan] = [happening.totalYuan ?? 0, happening.paidYuan ?? 0]
  const outside = Math.round(Math.min(paidYuan, totalYuan * 0.1))
  const row = billRow(desk, person, {
    day,
    care,
    totalYuan,
    paidYuan,
    outside,
    disease: happening.disease ?? ['T14.9', '损伤'],
  })
  send(happening.month + late, 'med-settlement', row)
  if (!random.chance(rates.records.correctedBills.value)) return day
  const again = happening.month + late + random.int(1, 3)
  const undone = dayIn(desk, again)
  send(again, 'med-settlement', {
    ...row,
    setl_id: `${row.setl_id}R`,
    setl_time: `${undone} 10:46:00`,
    medfee_sumamt: -totalYuan,
    fulamt_ownpay_amt: -outside,
    inscp_scp_amt: -Number(row.inscp_scp_amt),
    hifp_pay: -Number(row.hifp_pay),
    psn_part_amt: -paidYuan,
    psn_cash_pay: -paidYuan,
    refd_setl_flag: '1',
    orig_setl_id: row.setl_id,
  })
  const less = Math.round(paidYuan * 0.6)
  const anew = { day: undone, care, totalYuan, paidYuan: less, outside: Math.min(outside, less) }
  send(again, 'med-settlement', {
    ...billRow(desk, person, { ...anew, disease: happening.disease ?? ['T14.9', '损伤'] }),
    setl_id: `S3598${number()}`,
  })
  return day
}

type Billed = {
  readonly day: string
  readonly care: '11' | '14' | '21'
  readonly totalYuan: number
  readonly paidYuan: number
  readonly outside: number
  readonly disease: readonly [string, string]
}

const billRow = ({ random, number }: Desk, person: TruePerson, billed: Billed) => {
  const { day, care, totalYuan, paidYuan, outside, disease } = billed
  return {
    setl_id: `S3598${number()}`,
    psn_cert_no: person.idNumber,
    psn_name: person.name,
    med_type: care,
    setl_time: `${day} 10:${random.int(10, 59)}:00`,
    medfee_sumamt: totalYuan,
    fulamt_ownpay_amt: outside,
    overlmt_selfpay: 0,
    preselfpay_amt: 0,
    inscp_scp_amt: totalYuan - outside,
    hifp_pay: totalYuan - paidYuan,
    hifmi_pay: 0,
    hifob_pay: 0,
    maf_pay: 0,
    oth_pay: 0,
    psn_part_amt: paidYuan,
    acct_pay: 0,
    psn_cash_pay: paidYuan,
    refd_setl_flag: '0',
    dise_code: disease[0],
    dise_name: disease[1],
    medins_name: random.pick(hospitals),
  }
}

/** Small bills of everybody, and the monthly ones of lasting illness. */
const everydayCare = (desk: Desk, person: TruePerson): void => {
  const { random, span, send } = desk
  for (const month of span.months.keys()) {
    if (month < person.from || month >= person.until) continue
    const lasting = person.chronic && random.chance(0.6)
    if (!lasting && !random.chance(0.08)) continue
    const totalYuan = lasting ? random.int(180, 620) : random.int(90, 900)
    const paidYuan = Math.round(totalYuan * (lasting ? 0.4 : 0.5))
    const billed = { day: dayIn(desk, month), care: lasting ? '14' : '11', totalYuan, paidYuan, outside: 0 } as const
    send(
      month,
      'med-settlement',
      billRow(desk, person, { ...billed, disease: lasting ? ['I10', '高血压'] : ['J06.9', '急性上呼吸道感染'] }),
    )
  }
}

const recognised = (desk: Desk, person: TruePerson): void => {
  const { random, send } = desk
  if (person.grave !== null && random.chance(0.6)) {
    const { from, disease } = person.grave
    send(from + 2, 'disease-register', {
      ...named(person),
      ICD编码: disease[0],
      登记病种: disease[1],
      确诊日期: dayIn(desk, from),
    })
  }
  if (!person.chronic || !random.chance(0.5)) return
  const day = dayIn(desk, -random.int(1, 60))
  const chronic = { 病种编码: 'M03900', 病种名称: '高血压', 有效期起: day, 有效期止: '长期' }
  send(0, 'chronic-cert', { ...named(person), ...chronic })
}

const certified = (desk: Desk, person: TruePerson): void => {
  const { random, send } = desk
  if (person.disability === null || !person.disability.certified) return
  const { since, category, level } = person.disability
  const when = since < 0 ? since : since + random.int(2, 7)
  if (when >= person.until) return
  send(when, 'disability-cert', {
    残疾人证号: `${person.idNumber}${category}${level}`,
    姓名: person.name,
    残疾类别: category,
    残疾等级: level,
    办证日期: dayIn(desk, when),
    操作: '新办',
  })
}
