import { describe, expect, test } from 'vitest'
import { type Paid, type Promised, reconcilePayments } from '../src/index.ts'

const day = '2026-10-31'
const aid = (no: string, amountFen: number, on = '2026-08-01', more: Partial<Promised> = {}): Promised => ({
  ...{ about: 'aid', no, caseId: 'C-1', household: 'h', householdNo: 'h', region: null },
  ...{ programme: 'temporary-relief', amountFen, day: on, to: null },
  ...more,
})
const card = (amountFen: number, on: string, more: Partial<Paid> = {}): Paid => ({
  ...{ household: 'h', householdNo: 'h', region: null, programme: 'temporary-relief', amountFen, day: on },
  listed: false,
  ...more,
})
const none = { confirmed: 0, waiting: 0, decidedNotPaid: [], otherAmount: [], paidNotDecided: [] }

describe('decided and not paid', () => {
  test('what no payment shows within its days, and what may still come', () => {
    const old = aid('a1', 100)
    expect(reconcilePayments([old, aid('a2', 100, '2026-10-01')], [], day)).toEqual({
      ...none,
      waiting: 1,
      decidedNotPaid: [old],
    })
  })

  test('a payment shows one aid, the one of its sum before any other', () => {
    const [small, great] = [aid('a1', 100), aid('a2', 300)]
    expect(reconcilePayments([small, great], [card(300, '2026-08-10')], day)).toMatchObject({
      ...{ confirmed: 0, otherAmount: [{ no: 'a1', paidFen: 300 }], decidedNotPaid: [great] },
    })
    expect(reconcilePayments([great, small], [card(300, '2026-08-10'), card(100, '2026-08-11')], day)).toEqual({
      ...none,
      confirmed: 2,
    })
  })

  test('another sum than was given is said apart, and one that comes too late shows nothing', () => {
    expect(reconcilePayments([aid('a1', 100)], [card(90, '2026-08-05')], day)).toMatchObject({
      otherAmount: [{ no: 'a1', paidFen: 90, paidOn: '2026-08-05' }],
    })
    const late = card(100, '2026-10-20')
    expect(reconcilePayments([aid('a1', 100)], [late], day)).toMatchObject({
      decidedNotPaid: [{ no: 'a1' }],
      paidNotDecided: [late],
    })
  })
})

describe('paid and not decided', () => {
  test('a payment that neither a case nor a roll tells of', () => {
    const payments = [card(100, '2026-09-01'), card(80, '2026-09-01', { household: 'i', listed: true })]
    expect(reconcilePayments([], payments, day)).toEqual({ ...none, paidNotDecided: [payments[0]] })
  })

  test('a decision covers what is paid by it month by month, until it ends', () => {
    const decision = aid('d1', 600, '2026-05-01', { about: 'decision', programme: 'dibao', to: '2026-06-30' })
    const months = ['2026-05-10', '2026-06-10', '2026-10-10'].map((on) => card(50, on, { programme: 'dibao' }))
    expect(reconcilePayments([decision], months, day)).toEqual({
      ...none,
      confirmed: 1,
      paidNotDecided: [months[2]],
    })
  })
})
