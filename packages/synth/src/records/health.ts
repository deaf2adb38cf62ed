import { addDays, type Day } from '@shouwang/contracts'
import { daysAgo, type Family, numberOf, type Person, send } from '../family.ts'
import type { RowOf } from '../layouts.ts'

export type Disease = readonly [code: string, name: string]

export type Bill = {
  readonly day: Day
  /** 11 outpatient, 14 outpatient for chronic disease, 21 inpatient. */
  readonly care: '11' | '14' | '21'
  readonly totalYuan: number
  readonly fundYuan: number
  readonly outOfListYuan?: number
  readonly disease: Disease
}

/** A settlement of the medical insurance; returns its row, so that it can be sent again or taken back. */
export const settles = (family: Family, person: Person, bill: Bill): RowOf<'med-settlement'> => {
  const hospital = family.random.pick(hospitals)
  if (bill.care === '21') stayedUntil(family, person, bill.day, hospital)
  const outOfList = bill.outOfListYuan ?? 0
  const burden = bill.totalYuan - bill.fundYuan
  const row = {
    setl_id: `S3599${numberOf(family, 9)}`,
    psn_cert_no: person.idNumber,
    psn_name: person.name,
    med_type: bill.care,
    setl_time: `${bill.day} 10:${family.random.int(10, 59)}:00`,
    medfee_sumamt: bill.totalYuan,
    fulamt_ownpay_amt: outOfList,
    overlmt_selfpay: 0,
    preselfpay_amt: 0,
    inscp_scp_amt: bill.totalYuan - outOfList,
    hifp_pay: bill.fundYuan,
    hifmi_pay: 0,
    hifob_pay: 0,
    maf_pay: 0,
    oth_pay: 0,
    psn_part_amt: burden,
    acct_pay: 0,
    psn_cash_pay: burden,
    refd_setl_flag: '0',
    dise_code: bill.disease[0],
    dise_name: bill.disease[1],
    medins_name: hospital,
  }
  send(family, bill.day, 'med-settlement', row)
  return row
}

/** The stay that a bill is for, as the hospital tells it at the discharge. */
const stayedUntil = (family: Family, person: Person, day: Day, hospital: string): void =>
  tellsOfStay(family, person, {
    医疗机构: hospital,
    入院日期: addDays(day, -family.random.int(4, 12)),
    出院日期: day,
    在院状态: '出院',
    急危重症: '否',
    欠费金额: 0,
    预计费用: '',
    更新日期: day,
  })

/** Somebody lies in hospital since so many days ago, and no bill is settled yet. */
export const isInHospital = (
  family: Family,
  person: Person,
  stay: { days: number; critical: boolean; arrearsYuan: number; estimatedYuan: number },
): void =>
  tellsOfStay(family, person, {
    医疗机构: family.random.pick(hospitals),
    入院日期: daysAgo(family, stay.days),
    出院日期: '',
    在院状态: '在院',
    急危重症: stay.critical ? '是' : '否',
    欠费金额: stay.arrearsYuan,
    预计费用: stay.estimatedYuan,
    更新日期: daysAgo(family, Math.max(0, stay.days - 2)),
  })

type Stay = Omit<RowOf<'inpatient-admission'>, '住院号' | '身份证号' | '姓名'>

const tellsOfStay = (family: Family, person: Person, stay: Stay): void => {
  const patient = { 住院号: `ZY3599${numberOf(family, 9)}`, 身份证号: person.idNumber, 姓名: person.name }
  send(family, String(stay.更新日期), 'inpatient-admission', { ...patient, ...stay })
}

/** A lasting disease that the insurer recognised for outpatient treatment. */
export const isRecognised = (
  family: Family,
  person: Person,
  disease: '高血压' | '糖尿病' | '恶性肿瘤门诊治疗',
  days: number,
): void => {
  const day = daysAgo(family, days)
  send(family, day, 'chronic-cert', {
    身份证号: person.idNumber,
    姓名: person.name,
    病种编码: chronicCodes[disease],
    病种名称: disease,
    有效期起: day,
    有效期止: '长期',
  })
}

const chronicCodes = { 高血压: 'M03900', 糖尿病: 'M01600', 恶性肿瘤门诊治疗: 'M00500' }

/** A grade of the long-term care assessment. */
export const isGraded = (
  family: Family,
  person: Person,
  grade: '轻度失能' | '中度失能' | '重度失能Ⅰ级' | '重度失能Ⅱ级',
  days: number,
): void => {
  const day = daysAgo(family, days)
  send(family, day, 'ltc-assessment', { 身份证号: person.idNumber, 姓名: person.name, 失能等级: grade, 评估日期: day })
}

const hospitals = ['市第一医院', '市第二医院', '市中医院', '示例县医院', '市妇幼保健院']

/** A disability certificate certified so many days ago; `write` lays out the row as a careless office would. */
export const isCertified = (
  family: Family,
  person: Person,
  { category, level, days }: { category: number; level: number; days: number },
  write: (row: RowOf<'disability-cert'>) => RowOf<'disability-cert'> = (row) => row,
): void => {
  const day = daysAgo(family, days)
  const row = {
    残疾人证号: `${person.idNumber}${category}${level}`,
    姓名: person.name,
    残疾类别: category,
    残疾等级: level,
    办证日期: day,
    操作: '新办',
  }
  send(family, day, 'disability-cert', write(row))
}
