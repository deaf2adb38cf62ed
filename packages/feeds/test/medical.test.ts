import type { ChangeEventData } from '@shouwang/contracts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accepted, mapped } from './row-of.ts'

const settlement = (more: Record<string, unknown> = {}) => ({
  setl_id: 'S1',
  psn_cert_no: '11010519491231002X',
  psn_name: '李小明',
  med_type: '21',
  setl_time: '2026-06-20 10:46:00',
  medfee_sumamt: 50000,
  fulamt_ownpay_amt: 1000,
  overlmt_selfpay: 500,
  preselfpay_amt: 500,
  inscp_scp_amt: 48000,
  hifp_pay: 22000,
  hifmi_pay: 3000,
  hifob_pay: 400,
  cvlserv_pay: 300,
  maf_pay: 2000,
  oth_pay: 300,
  psn_part_amt: 22000,
  refd_setl_flag: '0',
  dise_code: 'I10',
  dise_name: '高血压',
  ...more,
})
const data = (row: Record<string, unknown>) =>
  accepted('med-settlement', row).event.data as ChangeEventData['MedicalSettled']

test('what is left of the in-scope cost after every protection is 个人自负合规费用', () => {
  expect(data(settlement())).toEqual({
    settledOn: '2026-06-20',
    care: 'inpatient',
    totalFen: 5_000_000,
    inScopeSelfPaidFen: 2_000_000,
    outOfScopeFen: 150_000,
    personalBurdenFen: 2_200_000,
    diseaseCode: 'I10',
    diseaseName: '高血压',
    refund: false,
    refundOf: null,
  })
})

test('protections above the in-scope cost leave nothing to pay, not less than nothing', () => {
  expect(data(settlement({ maf_pay: 40000 })).inScopeSelfPaidFen).toBe(0)
})

test('a refund takes away, whatever sign it was sent with, and names what it undoes', () => {
  const refund = { setl_id: 'S1R', orig_setl_id: 'S1', refd_setl_flag: '1' }
  const positive = data(settlement(refund))
  const row = settlement(refund)
  const amounts = Object.entries(row).map(([key, value]) => [key, typeof value === 'number' ? -value : value])
  expect(data(Object.fromEntries(amounts))).toEqual(positive)
  expect(positive).toMatchObject({
    refund: true,
    refundOf: 'S1',
    totalFen: -5_000_000,
    inScopeSelfPaidFen: -2_000_000,
    outOfScopeFen: -150_000,
    personalBurdenFen: -2_200_000,
  })
})

test('a refund under the number of its settlement is another fact, and so is one that only its sign tells', () => {
  expect(accepted('med-settlement', settlement()).event.sourcekey).toBe('S1')
  expect(accepted('med-settlement', settlement({ refd_setl_flag: '1' })).event.sourcekey).toBe('S1|refund')
  const unflagged = settlement({ medfee_sumamt: -50000 })
  expect(accepted('med-settlement', unflagged).event).toMatchObject({ sourcekey: 'S1|refund', data: { refund: true } })
})

test('a negative share of a bill that is no refund is refused', () => {
  expect(mapped('med-settlement', settlement({ psn_part_amt: -1 }))).toEqual({
    kind: 'quarantined',
    reason: 'bad-amount',
    field: 'psn_part_amt',
  })
})

test.each([
  ['11', 'outpatient'],
  ['14', 'chronic-outpatient'],
  ['21', 'inpatient'],
  ['门诊慢特病', 'chronic-outpatient'],
  ['41', 'other'],
])('care of type %s is %s', (code, care) => {
  expect(data(settlement({ med_type: code })).care).toBe(care)
})

test('a settlement and its refund always add up to nothing', () => {
  const amount = fc.integer({ min: 0, max: 500_000 })
  fc.assert(
    fc.property(amount, amount, amount, amount, (inScope, hifp, maf, burden) => {
      const bill = { inscp_scp_amt: inScope, hifp_pay: hifp, maf_pay: maf, psn_part_amt: burden }
      const paid = data(settlement(bill))
      const refunded = data(settlement({ ...bill, refd_setl_flag: '1' }))
      for (const key of ['totalFen', 'inScopeSelfPaidFen', 'outOfScopeFen', 'personalBurdenFen'] as const)
        expect(paid[key] + refunded[key]).toBe(0)
    }),
  )
})
