import { expect, test } from 'vitest'
import { mapped } from './row-of.ts'

const li = '11010519491231002X'
const order = {
  工单号: 'R-1',
  来电时间: '2026-10-30',
  类别: '生活困难',
  内容: '东风社区老人断粮',
  联系电话: '13800005678',
}

test('an order without an ID number is set aside, and tells what, where and whom to call', () => {
  expect(mapped('help-order', { ...order, 热线: '民政12349', 紧急程度: '特急' })).toMatchObject({
    kind: 'quarantined',
    reason: 'missing-value',
    unnamed: {
      ...{ channel: 'hotline-12349', kind: 'hardship', urgency: 'now', day: '2026-10-30', sourceKey: 'R-1' },
      ...{ phone: '13800005678', words: '东风社区老人断粮', region: null },
    },
  })
})

test('a complaint, a row that withdraws, a wrong number and a row that lacks more call nobody out', () => {
  const rows = [
    { ...order, 类别: '投诉' },
    { ...order, 操作类型: '撤销' },
    { ...order, 身份证号: '110105194912310021' },
    { ...order, 工单号: '' },
  ]
  for (const row of rows) {
    const refused = mapped('help-order', row)
    expect(refused.kind).toBe('quarantined')
    expect(refused).not.toHaveProperty('unnamed')
  }
})

test('one that names somebody is the same as ever', () => {
  expect(mapped('help-order', { ...order, 身份证号: li }).kind).toBe('accepted')
})

test('two fires of one day without a key of their own are two leads, and one fire sent twice is one', () => {
  const fire = (place: string) => {
    const row = mapped('fire', { 时间: '2026-10-30', 起火地址: place, 描述: '房屋烧毁' })
    return row.kind === 'quarantined' ? row.unnamed?.sourceKey : undefined
  }
  expect(fire('东风社区1号')).toBe(fire('东风社区1号'))
  expect(fire('东风社区1号')).not.toBe(fire('东风社区2号'))
})

test('a supporter whom a family named is kin of the one whom he supports, and of nobody else', () => {
  const row = { 被赡养人身份证号: li, 赡养人身份证号: '11010519491231002X', 赡养人姓名: '李大', 赡养人关系: '儿子' }
  expect(
    mapped('visit-supporters', { ...row, 赡养能力: '有能力', 每月赡养费: '200', 调查日期: '2026-10-30' }),
  ).toMatchObject({
    kind: 'accepted',
    event: { type: 'SupporterDeclared', data: { relation: 'son', able: true, monthlyFen: 20_000, day: '2026-10-30' } },
  })
})
