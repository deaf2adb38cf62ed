import type { Task } from '@shouwang/casework'
import { topics } from '@shouwang/contracts'
import { embeddedLog } from '@shouwang/standalone'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Asker, type Installation, installSample } from './installation.ts'
import { sampleBytes, sampleDay, scenario } from './sample.ts'
import { settlement } from './settlement.ts'
import { isOpen, tasksIn } from './what-came-out.ts'

const family = scenario('big-bill')
let city: Installation
let worker: Asker
let staffNo: string
let taskId: string
let patient: string
beforeAll(async () => {
  city = await installSample()
  const [own] = await tasksOfFamily()
  taskId = own?.taskId ?? ''
  patient = own?.leads[0]?.person ?? ''
  staffNo = own?.assignee ?? ''
  worker = await city.signIn(staffNo)
})
afterAll(() => city?.close())

const tasksOfFamily = async (): Promise<Task[]> =>
  (await tasksIn(city.standalone.engines.sql)).filter(({ householdNo }) => householdNo === family.householdNo)

describe('a grid worker and a family with a bill of 66,000 yuan', () => {
  test('finds the task on the list of the village, the name masked', async () => {
    const { status, body } = await worker.get('/tasks?assignee=me')
    expect(status).toBe(200)
    const item = (body.tasks as unknown as { taskId: string; headName: string }[]).find((one) => one.taskId === taskId)
    expect(item).toMatchObject({ householdNo: family.householdNo, level: 'red', direction: 'missed', status: 'open' })
    expect(item?.headName).toContain('*')
    expect(JSON.stringify(body)).not.toContain(family.headId)
  })

  test('reads why, what may be owed, what to bring, and which outcomes there are', async () => {
    const { body } = await worker.get(`/tasks/${taskId}`)
    expect(JSON.stringify(body.leads)).toContain('66,000')
    expect(JSON.stringify(body.history)).toContain('TaskOpened')
    expect(JSON.stringify(body.outcomes)).toContain('yishi-yiyi')
    expect(JSON.stringify(body.leads)).toContain('一事一议')
    expect(body.programmes).not.toEqual([])
    expect(body.members).not.toEqual([])
  })

  test('accepts it once', async () => {
    expect(await worker.post(`/tasks/${taskId}/accept`)).toMatchObject({ status: 200, body: { status: 'accepted' } })
    expect((await worker.post(`/tasks/${taskId}/accept`)).status).toBe(409)
  })

  test('cannot close it without saying what was found', async () => {
    expect((await worker.post(`/tasks/${taskId}/outcome`, { outcome: 'yishi-yiyi' })).status).toBe(409)
    expect((await worker.post(`/tasks/${taskId}/outcome`, { outcome: 'confirmed-stop', note: '停' })).status).toBe(409)
  })

  test('records the outcome, and the history says who did what', async () => {
    const outcome = { outcome: 'yishi-yiyi', note: '医疗支出过大，已报街道一事一议' }
    const { status, body } = await worker.post(`/tasks/${taskId}/outcome`, outcome)
    expect(status).toBe(200)
    expect(body.status).toBe('closed')
    const history = body.history as unknown as { type: string; by: string }[]
    expect(history.map(({ type }) => type)).toEqual(['TaskOpened', 'TaskAccepted', 'OutcomeRecorded'])
    expect(history.at(-1)?.by).toBe(staffNo)
  })

  test('what the visit found comes back as a fact of the person', async () => {
    await city.untilIdle()
    const visits = [...embeddedLog(city.standalone.engines).messages(topics.changeEvents)]
      .map(({ value }) => JSON.parse(value))
      .filter(({ type }) => type === 'VisitConcluded')
    // A lead about the family as a whole, as the bills against its income are, counts for its head.
    expect(visits.map(({ subject }) => subject)).toContain(patient)
    for (const visit of visits) expect(visit).toMatchObject({ data: { taskId, outcome: 'yishi-yiyi' } })
    const { body } = await worker.get(`/households/${family.householdNo}/explanation`)
    expect(JSON.stringify(body)).toContain('入户核查结果')
  })

  test('the same bills again call nobody out', async () => {
    const fileName = '医保_结算明细.ndjson'
    await city.deliver(fileName, new Uint8Array(sampleBytes(fileName)))
    await city.untilIdle()
    expect((await tasksOfFamily()).filter(isOpen)).toEqual([])
  })

  test('a bill that makes it much worse calls somebody out again', async () => {
    const bill = settlement({ id: 'S-worse', idNumber: family.headId, day: '2026-10-30', total: 120_000, fund: 20_000 })
    const { status } = await city.operator.post('/feeds/med-settlement/records', bill)
    expect(status).toBe(202)
    await city.untilIdle()
    const open = (await tasksOfFamily()).filter(isOpen)
    expect(open).toHaveLength(1)
    expect(open[0]?.taskId).not.toBe(taskId)
  })

  test('the week’s report counts the family as in hand and not as helped, and the indicator as right', async () => {
    const { status, body } = await city.operator.get(`/reports/weekly?until=${sampleDay}`)
    expect(status).toBe(200)
    const district = `${family.village.slice(0, 6)}000000`
    expect(body.regions).toContainEqual(expect.objectContaining({ region: district, inHand: 1, helped: 0 }))
    expect(body.indicators).toContainEqual(
      expect.objectContaining({ indicator: 'high-medical-selfpay-12m', judged: 1, confirmed: 1 }),
    )
    const opened = (body.regions as unknown as { opened: number }[]).reduce((sum, region) => sum + region.opened, 0)
    expect(opened).toBe((await tasksIn(city.standalone.engines.sql)).length)
  })
})
