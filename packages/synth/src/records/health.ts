import type { Day } from '@shouwang/contracts'
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
    medins_name: family.random.pick(hospitals),
  }
  send(family, bill.day, 'med-settlement', row)
  return row
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
