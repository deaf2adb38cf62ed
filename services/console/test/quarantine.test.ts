import { seedStaff } from '@shouwang/postgres/testing'
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

test('a data officer sees a row in full once a second person agreed, and each look is in the audit', async () => {
  const open = () => data('POST', '/quarantine/q-1/open', { purpose: 'correct-data' })
  expect((await data('GET', '/quarantine/q-1?purpose=ok')).status).toBe(200)
  expect((await (await data('GET', '/quarantine/q-1?purpose=ok')).json()).masked).toBe(true)
  expect((await open()).status).toBe(409)
  const city = await signInAs(consoleApp(world.backend, { signIn: { mode: 'demo' } }), 'S0001')
  const { proposals } = await (await city('GET', '/proposals')).json()
  expect(proposals).toMatchObject([{ kind: 'open-row', subject: 'q-1', proposedBy: 'S0002', why: '核对并更正数据' }])
  await city('POST', `/proposals/${proposals[0].id}/confirm`)
  expect((await (await open()).json()).row.身份证号).toBe('350203197001015812')
  const lines = await world.sql.query(
    `select who, subject, purpose, result from audit where action like '%/open' order by seq`,
  )
  const line = { who: 'S0002', subject: 'q-1', purpose: '核对并更正数据' }
  expect(lines).toEqual([
    { ...line, result: 'refused' },
    { ...line, result: 'done' },
  ])
})

test('rows of a delivery for the whole city are not there for a district', async () => {
  await seedStaff(world.sql, ['D0203', '思明数据', 'data', '350203000000'])
  const district = await signInAs(consoleApp(world.backend, { signIn: { mode: 'demo' } }), 'D0203')
  expect((await (await district('GET', '/quarantine')).json()).total).toBe(0)
  expect((await district('GET', '/quarantine/q-1')).status).toBe(404)
  expect((await (await district('GET', '/deliveries')).json()).deliveries).toEqual([])
  expect((await (await district('GET', '/feeds/disability-cert')).json()).deliveries).toEqual([])
  expect(await (await district('POST', '/quarantine/replay', { feed: 'disability-cert' })).json()).toMatchObject({
    sent: 0,
  })
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

test('a row that was mended twice and is refused again keeps the file and the place that it came with', async () => {
  await world.sql.query(`insert into quarantine (quarantine_id, feed, delivery, row_no, business_day, stage, reason, field, sealed, state, state_note) values
    ('q-7', 'disability-cert', 'd-1', 12, '2026-10-30', 'ingest', 'bad-date', '发证日期', 'sealed', 'replayed', 'd-again-1'),
    ('q-8', 'disability-cert', 'd-again-1', 1, '2026-10-30', 'ingest', 'bad-date', '发证日期', 'sealed', 'replayed', 'd-again-2'),
    ('q-9', 'disability-cert', 'd-again-2', 1, '2026-10-30', 'ingest', 'future-date', '发证日期', 'sealed', 'waiting', null)`)
  const page = await (await data('GET', '/quarantine?reason=future-date')).json()
  expect(page.items).toMatchObject([{ quarantineId: 'q-9', fileName: '残联_残疾人证.csv', rowNo: 12 }])
})
