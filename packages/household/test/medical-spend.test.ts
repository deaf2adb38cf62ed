import { medicalSpend, netSettlements } from '@shouwang/household'
import { expect, test } from 'vitest'
import { familyOf, refunded, selfPaid, type Told, withdrawn } from './family.ts'

const factsOf = (...facts: Told[]) => familyOf(...facts).members[0]?.facts ?? {}

const spent = (...facts: Told[]) => medicalSpend(factsOf(...facts), '2025-11-01', '2026-10-31').inScopeSelfPaidFen / 100

test('a window counts what was settled on its first and its last day', () => {
  const stays = [selfPaid('li', 1, '2025-10-31'), selfPaid('li', 20, '2025-11-01'), selfPaid('li', 300, '2026-10-31')]
  expect(spent(...stays, selfPaid('li', 4000, '2026-11-01'))).toBe(320)
})

test('someone without settlements spent nothing', () => {
  expect(spent()).toBe(0)
})

test('in-scope, out-of-scope and the whole burden are kept apart', () => {
  const rare = selfPaid('li', 3000, '2026-09-01', { outOfScopeFen: 20_000_00, personalBurdenFen: 23_000_00 })
  expect(medicalSpend(factsOf(rare), '2025-11-01', '2026-10-31')).toMatchObject({
    inScopeSelfPaidFen: 3000_00,
    outOfScopeFen: 20_000_00,
    personalBurdenFen: 23_000_00,
  })
})

test('a stay that was refunded in full disappears', () => {
  const stay = selfPaid('li', 26_000, '2026-06-10', { key: 'S1' })
  const later = selfPaid('li', 3000, '2026-06-25')
  expect(spent(stay, later, refunded('li', 26_000, '2026-06-20', 'S1'))).toBe(3000)
  expect(netSettlements(factsOf(stay, refunded('li', 26_000, '2026-06-20', 'S1')))).toEqual([])
})

test('a refund before its stay is known counts as soon as the stay comes', () => {
  const refund = refunded('li', 26_000, '2026-06-20', 'S1')
  expect(spent(refund)).toBe(0)
  expect(spent(refund, selfPaid('li', 26_000, '2026-06-10', { key: 'S1' }))).toBe(0)
})

test('a partial refund leaves the rest on the day of the stay', () => {
  const stay = selfPaid('li', 9000, '2026-06-10', { key: 'S1' })
  expect(netSettlements(factsOf(stay, refunded('li', 2000, '2026-08-01', 'S1')))).toMatchObject([
    { sourceKey: 'S1', data: { settledOn: '2026-06-10', inScopeSelfPaidFen: 7000_00, refund: false } },
  ])
})

test('a refund this year of a stay before the window lowers nothing in it', () => {
  const old = selfPaid('li', 26_000, '2025-10-10', { key: 'S1' })
  expect(spent(old, selfPaid('li', 8000, '2026-02-01'), refunded('li', 26_000, '2025-12-20', 'S1'))).toBe(8000)
})

test('a refund after the window of a stay inside it still undoes the stay', () => {
  const stay = selfPaid('li', 26_000, '2026-10-30', { key: 'S1' })
  expect(spent(stay, refunded('li', 26_000, '2026-11-03', 'S1'))).toBe(0)
})

test('a refund finds its settlement though the key carries the kind of clearing behind the number', () => {
  const stays = [
    selfPaid('li', 500, '2026-06-01', { key: 'S12|1' }),
    selfPaid('li', 700, '2026-06-02', { key: 'S1|1' }),
  ]
  expect(spent(...stays, refunded('li', 700, '2026-06-20', 'S1'))).toBe(500)
})

test('a refund that names no settlement undoes the last earlier one of its size', () => {
  const stays = [
    selfPaid('li', 700, '2026-05-01'),
    selfPaid('li', 700, '2026-06-01'),
    selfPaid('li', 900, '2026-06-02'),
  ]
  const refund = refunded('li', 700, '2026-06-20', null)
  expect(netSettlements(factsOf(...stays, refund)).map(({ data }) => data.settledOn)).toEqual([
    '2026-05-01',
    '2026-06-02',
  ])
})

test('a refund that names no settlement undoes the one that shares its number', () => {
  const stays = [selfPaid('li', 900, '2026-05-01', { key: 'S1' }), selfPaid('li', 900, '2026-06-01', { key: 'S2' })]
  const refund = selfPaid('li', -900, '2026-06-20', { refund: true, key: 'S1|refund' })
  expect(netSettlements(factsOf(...stays, refund)).map(({ sourceKey }) => sourceKey)).toEqual(['S2'])
})

test('a refund in part that names no settlement comes off the last one that is large enough', () => {
  const stays = [selfPaid('li', 9000, '2026-05-01'), selfPaid('li', 100, '2026-06-01')]
  expect(spent(...stays, refunded('li', 2000, '2026-06-20', null))).toBe(7100)
})

test('two refunds in part undo one stay together', () => {
  const stay = selfPaid('li', 900, '2026-06-10', { key: 'S1' })
  expect(spent(stay, refunded('li', 400, '2026-06-20', 'S1'), refunded('li', 500, '2026-06-21', 'S1'))).toBe(0)
})

test('a refund that was withdrawn leaves the stay as it was', () => {
  const stay = selfPaid('li', 900, '2026-06-10', { key: 'S1' })
  expect(spent(stay, withdrawn(refunded('li', 900, '2026-06-20', 'S1')))).toBe(900)
})

test('a settlement sent three times counts once', () => {
  const stay = selfPaid('li', 8500, '2026-06-10', { key: 'S1' })
  expect(spent(stay, stay, stay)).toBe(8500)
})
