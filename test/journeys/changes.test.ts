import type { Task } from '@shouwang/casework'
import { embeddedLog } from '@shouwang/standalone'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { csv } from './csv.ts'
import { type Installation, installSample } from './installation.ts'
import { scenario } from './sample.ts'
import { refundsOf } from './settlement.ts'
import { distinctMessages, warehouseCounts } from './warehouse-counts.ts'
import { assessmentOf, indicatorsOf, isOpen, receiptsIn, tasksIn, waitingRows } from './what-came-out.ts'

let city: Installation
beforeAll(async () => {
  city = await installSample()
})
afterAll(() => city?.close())

const tasksOf = async (householdNo: string): Promise<readonly Task[]> =>
  (await tasksIn(city.standalone.engines.sql)).filter((task) => task.householdNo === householdNo)
const leadsOf = async (householdNo: string): Promise<readonly string[]> =>
  (await tasksOf(householdNo)).filter(isOpen).flatMap(indicatorsOf)
const deliver = async (fileName: string, record: Readonly<Record<string, string | number>>): Promise<void> => {
  const { status, body } = await city.deliver(fileName, csv(record))
  expect(status, JSON.stringify(body)).toBe(202)
  await city.untilIdle()
}

describe('bills that are taken back', () => {
  const refundAll = async (idNumber: string): Promise<void> => {
    const { status } = await city.operator.post('/feeds/med-settlement/records', refundsOf(idNumber))
    expect(status).toBe(202)
    await city.untilIdle()
  }

  test('clear the lead and withdraw the task that nobody has touched', async () => {
    const family = scenario('mid-bill')
    const [before] = await tasksOf(family.householdNo)
    expect(before?.status).toBe('open')
    await refundAll(family.headId)
    const [after] = await tasksOf(family.householdNo)
    expect(after).toMatchObject({ taskId: before?.taskId, status: 'withdrawn' })
    expect(after?.leads.every(({ cleared }) => cleared)).toBe(true)
  })

  test('leave a task that somebody has begun to its worker, with a note', async () => {
    const family = scenario('frail-pensioner')
    const [task] = await tasksOf(family.householdNo)
    const worker = await city.signIn(task?.assignee ?? '')
    await worker.post(`/tasks/${task?.taskId}/accept`)
    await refundAll(family.headId)
    const [after] = await tasksOf(family.householdNo)
    expect(after).toMatchObject({ taskId: task?.taskId, status: 'accepted' })
    expect(after?.leads.every(({ cleared }) => cleared)).toBe(true)
    expect(after?.notes).toHaveLength(1)
  })
})

test('a death that is reported and withdrawn opens a task and takes it back', async () => {
  const family = scenario('company-closed')
  const death = { 身份证号: family.headId, 姓名: '', 死亡日期: '2026-10-12', 死亡地点: '医院' }
  await deliver('卫健_死亡证明.csv', { ...death, 操作类型: 'I' })
  expect(await leadsOf(family.householdNo)).toContain('recipient-deceased')
  await deliver('卫健_死亡证明.csv', { ...death, 操作类型: 'D' })
  expect(await leadsOf(family.householdNo)).not.toContain('recipient-deceased')
  expect((await tasksOf(family.householdNo)).map(({ status }) => status)).toEqual(['withdrawn'])
  await deliver('卫健_死亡证明.csv', { ...death, 操作类型: 'I' })
  expect(await leadsOf(family.householdNo)).not.toContain('recipient-deceased')
})

test('a disabled woman who marries into another family takes her lead along', async () => {
  const family = scenario('mental-level-3')
  const into = '350100000100'
  expect(await leadsOf(into)).toEqual([])
  const move = { 公民身份号码: '350213199608054917', 姓名: '姜芳雨', 变动类型: '婚迁', 原户号: family.householdNo }
  await deliver('公安_户籍变动.csv', { ...move, 新户号: into, 新区划代码: '350212002203', 日期: '2026-10-25' })
  expect(await leadsOf(family.householdNo)).toEqual([])
  expect(await leadsOf(into)).toEqual(['new-severe-disability'])
  const [task] = (await tasksOf(into)).filter(isOpen)
  expect(task?.region).toBe('350212002203')
})

describe('the next roll', () => {
  const family = scenario('recipient-scooter')
  const someoneElse = {
    家庭编号: 'JZ350100000016',
    身份证号: '350211195701030601',
    姓名: '',
    救助类型: '低保',
    状态: '在保',
  }
  const granted = { 户月保障金额: 1600, 开始日期: '2025-03-01', 终止日期: '' }
  const held = async () => {
    const { entitlements } = await assessmentOf(city.standalone.engines.sql, family.householdNo)
    return entitlements.filter(({ standing }) => standing === 'held')
  }
  const deliverRoll = async (day: string, ...lines: Readonly<Record<string, string>>[]) => {
    const rows = lines.map((line) => ({ ...line, ...granted }))
    const { status, body } = await city.deliver(`民政_救助名册_${day}.csv`, csv(...rows))
    expect(status, JSON.stringify(body)).toBe(202)
    await city.untilIdle()
    const { sql } = city.standalone.engines
    return (await receiptsIn(sql)).find(({ delivery }) => delivery === body.delivery)
  }

  test('ends no aid of a family whose row was set aside, and counts it as listed once the row is mended', async () => {
    const before = await held()
    expect(before).not.toEqual([])
    const unclear = { ...someoneElse, 家庭编号: 'JZ9', 身份证号: family.headId, 状态: '待定' }
    const receipt = await deliverRoll('20261101', someoneElse, unclear)
    expect(receipt).toMatchObject({ status: 'complete', accepted: 1, quarantined: 1, problem: null })
    expect(await held()).toEqual(before)
    const rows = await waitingRows(city.standalone.engines.sql)
    const row = rows.find(({ delivery }) => delivery === receipt?.delivery)
    const mended = { row: { 状态: '在保' } }
    expect((await city.operator.post(`/quarantine/${row?.quarantineId}/replay`, mended)).status).toBe(202)
    await city.untilIdle()
    expect(await held()).toMatchObject([{ programme: 'dibao', why: expect.stringContaining('2026-11-01') }])
  })

  test('says of nobody that he is off it while a spreadsheet has ruined its ID numbers', async () => {
    const before = await held()
    const receipt = await deliverRoll('20261102', { ...someoneElse, 身份证号: '3.50211E+17' })
    expect(receipt).toMatchObject({
      status: 'complete',
      quarantined: 1,
      problem: expect.stringContaining('认不出是谁'),
    })
    expect(await held()).toEqual(before)
  })

  test('has a family that it leaves out judged again, though no record names it', async () => {
    expect(await held()).not.toEqual([])
    await deliverRoll('20261103', someoneElse)
    expect(await held()).toEqual([])
  })
})

describe('a row that was set aside', () => {
  const waiting = async (reason: string) => {
    const rows = await waitingRows(city.standalone.engines.sql)
    return rows.find((row) => row.reason === reason && row.field === '残疾等级')
  }

  test('is read only for a stated purpose, mended, sent again, and counts', async () => {
    const row = await waiting('unknown-code')
    const masked = await city.operator.get(`/quarantine/${row?.quarantineId}`)
    expect(JSON.stringify(masked.body)).not.toContain('35021119860813230847')
    const opened = await city.operator.post(`/quarantine/${row?.quarantineId}/open`, { purpose: 'correct-data' })
    expect(JSON.stringify(opened.body)).toContain('35021119860813230847')
    const mended = { row: { 残疾等级: '1', 残疾人证号: '35021119860813230841' } }
    const { status, body } = await city.operator.post(`/quarantine/${row?.quarantineId}/replay`, mended)
    expect(status).toBe(202)
    await city.untilIdle()
    const { sql } = city.standalone.engines
    const receipt = (await receiptsIn(sql)).find(({ delivery }) => delivery === body.delivery)
    expect(receipt).toMatchObject({ received: 1, accepted: 1, applied: 1, quarantined: 0, status: 'complete' })
    expect(await waiting('unknown-code')).toBeUndefined()
    expect((await city.operator.post(`/quarantine/${row?.quarantineId}/replay`, mended)).status).toBe(409)
  })

  test('can be given up for a stated reason, once', async () => {
    const [row] = await waitingRows(city.standalone.engines.sql)
    const path = `/quarantine/${row?.quarantineId}/discard`
    expect((await city.operator.post(path, {})).status).toBe(400)
    expect((await city.operator.post(path, { reason: '残联确认是测试数据' })).status).toBe(200)
    expect((await city.operator.post(path, { reason: '再次' })).status).toBe(409)
  })
})

test('the warehouse holds what the topics hold, each once', async () => {
  const { warehouse, log } = city.standalone.engines
  expect(await warehouseCounts(warehouse)).toEqual(distinctMessages(embeddedLog({ log })))
})

test('the account still balances', async () => {
  const { body } = await city.operator.get('/ledger?to=2026-11-30')
  expect(body.balanced).toBe(true)
})
