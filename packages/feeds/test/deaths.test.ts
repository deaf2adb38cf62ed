import { expect, test } from 'vitest'
import { accepted } from './row-of.ts'

const death = (more: Record<string, unknown> = {}) => ({
  身份证号: '350203197906027843',
  姓名: '李小明',
  死亡日期: '2026-09-12',
  ...more,
})

test('a withdrawn death outranks the report, even one that is sent again later', () => {
  const reported = accepted('death-certificate', death({ 操作类型: 'I' }), { businessDay: '2026-11-30' }).event
  const withdrawn = accepted('death-certificate', death({ 操作类型: 'D' })).event
  expect(withdrawn).toMatchObject({ retracted: true, revision: reported.revision, sourcekey: reported.sourcekey })
  expect(reported.retracted).toBe(false)
})

test.each([
  ['death-certificate', {}],
  ['death-cancel', { 注销日期: '2026-09-20' }],
  ['cremation', { 火化日期: '2026-09-20' }],
])('a death that was withdrawn and reported again with an earlier day is a death of its own (%s)', (feed, more) => {
  const withdrawn = accepted(feed, death({ ...more, 操作类型: 'D' })).event
  const again = accepted(feed, death({ ...more, 死亡日期: '2026-09-10' })).event
  expect(withdrawn.retracted).toBe(true)
  expect(again.sourcekey).not.toBe(withdrawn.sourcekey)
})

test('offices that report the same death on the same day do not take the place of each other', () => {
  const row = death({ 注销日期: '2026-09-20', 火化日期: '2026-09-20' })
  const keys = ['death-certificate', 'death-cancel', 'cremation'].map((feed) => accepted(feed, row).event.sourcekey)
  expect(new Set(keys).size).toBe(3)
})
