import { afterAll, beforeAll, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { type Ask, signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend } from './test-data/fake-backend.ts'

let world: FakeBackend
let data: Ask
beforeAll(async () => {
  world = await fakeBackend()
  data = await signInAs(consoleApp(world.backend, { signIn: { mode: 'demo' } }), 'S0002')
})
afterAll(() => world.sql.close())

test('rows are listed with their file, row, column and reason in words, and counted by feed and reason', async () => {
  const page = await (await data('GET', '/quarantine?reason=bad-date')).json()
  expect(page.items).toMatchObject([
    { fileName: '残联_残疾人证.csv', rowNo: 9, field: '发证日期', reasonText: '日期有误', feedName: '残疾人证' },
  ])
  expect(page.counts).toMatchObject([
    { reason: 'bad-date', waiting: 1 },
    { reason: 'unknown-code', waiting: 1 },
  ])
})

test('a row is shown masked, and a column that the feed does not declare is hidden whole', async () => {
  const { row, masked, text } = await (await data('GET', '/quarantine/q-1')).json()
  expect({ row, masked, text }).toEqual({
    masked: true,
    text: null,
    row: {
      姓名: '赵*海',
      身份证号: '350203********5812',
      残疾类别: '肢体',
      残疾等级: '九级',
      发证日期: '2026-09-01',
      备用: '＊＊＊',
    },
  })
})

test('a row is shown in full for a purpose, which leaves a line in the audit', async () => {
  const opened = await (await data('GET', `/quarantine/q-1?purpose=${encodeURIComponent('与残联核对')}`)).json()
  expect(opened.row.身份证号).toBe('350203197001015812')
  expect(await world.sql.query('select who, action, subject, purpose from audit')).toEqual([
    { who: 'S0002', action: 'open quarantine', subject: 'q-1', purpose: '与残联核对' },
  ])
})

test('a mended row goes back with the columns changed and the others as they were sent', async () => {
  const answer = await data('POST', '/quarantine/q-1/replay', { row: { 残疾等级: '二级' } })
  expect(answer.status).toBe(202)
  expect(world.replayed.at(-1)).toMatchObject({
    quarantineId: 'q-1',
    row: { 姓名: '赵大海', 身份证号: '350203197001015812', 残疾等级: '二级' },
  })
})

test('a row is given up only for a reason', async () => {
  expect((await data('POST', '/quarantine/q-2/discard', { reason: '' })).status).toBe(400)
  expect((await data('POST', '/quarantine/q-2/discard', { reason: '部门确认报错' })).status).toBe(200)
  expect((await (await data('GET', '/quarantine?state=discarded')).json()).items).toMatchObject([
    { quarantineId: 'q-2', note: '部门确认报错' },
  ])
})
