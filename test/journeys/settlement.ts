import { sampleBytes } from './sample.ts'

/** A hospital bill as the medical insurance sends it, in yuan: `fund` is what it paid of `total`, all within the catalogue. */
export const settlement = (bill: {
  readonly id: string
  readonly idNumber: string
  readonly day: string
  readonly total: number
  readonly fund: number
}): Readonly<Record<string, unknown>> => ({
  setl_id: bill.id,
  psn_cert_no: bill.idNumber,
  psn_name: '',
  med_type: '21',
  setl_time: `${bill.day} 10:08:00`,
  medfee_sumamt: bill.total,
  fulamt_ownpay_amt: 0,
  overlmt_selfpay: 0,
  preselfpay_amt: 0,
  inscp_scp_amt: bill.total,
  hifp_pay: bill.fund,
  hifmi_pay: 0,
  hifob_pay: 0,
  maf_pay: 0,
  oth_pay: 0,
  psn_part_amt: bill.total - bill.fund,
  refd_setl_flag: '0',
})

/** What undoes every bill of a person in the sample: the same amounts, negative. */
export const refundsOf = (idNumber: string): Record<string, unknown>[] =>
  sampleBytes('医保_结算明细.ndjson')
    .toString('utf8')
    .split('\n')
    .filter((line) => line.includes(`"${idNumber}"`))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .map((bill) => ({
      ...Object.fromEntries(
        Object.entries(bill).map(([name, value]) => [name, isAmount(name) ? -Number(value) : value]),
      ),
      setl_id: `${bill.setl_id}R`,
      setl_time: '2026-10-20 09:00:00',
      refd_setl_flag: '1',
      orig_setl_id: bill.setl_id,
    }))

const isAmount = (name: string): boolean => /amt|_pay$|selfpay/.test(name)
