import { expect, test } from 'vitest'
import { identity, mapped } from './row-of.ts'

const li = '11010519491231002X'
const line = (more: Record<string, unknown> = {}) => ({
  家庭编号: 'JZ350100000001',
  身份证号: li,
  姓名: '李小明',
  救助类型: '低保',
  状态: '在保',
  ...more,
})

test('a refused row of a roll still tells whom it is about, and nothing else of him', () => {
  expect(mapped('assistance-roll', line({ 状态: '待定' }))).toEqual({
    kind: 'quarantined',
    reason: 'unknown-code',
    field: '状态',
    event: {
      specversion: '1.0',
      id: 'delivery-1/1/set-aside',
      source: '/feeds/assistance-roll',
      subject: identity.person(li),
      time: '2026-10-31T08:00:00+08:00',
      feed: 'assistance-roll',
      provider: '民政',
      delivery: 'delivery-1',
      businessday: '2026-10-31',
      asof: '2026-10-31',
      sourcekey: 'assistance-roll',
      revision: 20261031,
      retracted: false,
      type: 'RowSetAside',
      data: { reason: 'unknown-code' },
    },
  })
})

test('it tells so of a column before the ID number as well as behind it', () => {
  expect(mapped('assistance-roll', line({ 家庭编号: '3.5E+11' }))).toMatchObject({
    reason: 'rounded-number',
    event: { subject: identity.person(li) },
  })
})

test('a row whose ID number is what is wrong is about nobody', () => {
  expect(mapped('assistance-roll', line({ 身份证号: '3.50211E+17' }))).not.toHaveProperty('event')
  expect(mapped('assistance-roll', { 别的: '列' })).not.toHaveProperty('event')
})

test('payments of a month are missed like lines of a roll; from other feeds nobody is absent', () => {
  const allowance = { 身份证号: li, 姓名: '李小明', 月津贴: '一百', 发放月: '2026-10' }
  expect(mapped('elder-allowance', allowance)).toMatchObject({ event: { type: 'RowSetAside' } })
  const fire = mapped('fire', { 身份证号: li, 火灾日期: '昨天' })
  expect(fire.kind).toBe('quarantined')
  expect(fire).not.toHaveProperty('event')
})
