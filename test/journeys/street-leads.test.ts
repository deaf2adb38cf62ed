import type { Task } from '@shouwang/casework'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseworkersOf } from './caseworkers.ts'
import { type Asker, type Installation, installSample } from './installation.ts'
import { sampleDay, scenario } from './sample.ts'
import { isOpen, tasksIn } from './what-came-out.ts'

const family = scenario('big-bill')
let city: Installation
let worker: Asker
let villageName: string
beforeAll(async () => {
  city = await installSample()
  worker = (await caseworkersOf(city, family)).worker
  const [row] = await city.standalone.engines.sql.query<{ name: string }>(
    `select d.name || t.name || v.name as name from regions v join regions t on t.code = v.parent
     join regions d on d.code = t.parent where v.code = $1`,
    [family.village],
  )
  villageName = row?.name ?? ''
})
afterAll(() => city?.close())

const openTasks = async (): Promise<Task[]> => (await tasksIn(city.standalone.engines.sql)).filter(isOpen)
const taskOfLead = async (leadNo: string) => (await openTasks()).find(({ householdNo }) => householdNo === leadNo)
const newLeads = async (known: readonly string[]) =>
  (await openTasks()).filter(({ household, taskId }) => household.startsWith('lead:') && !known.includes(taskId))

describe('a fire of which nobody knows whose home it was', () => {
  let task: Task | undefined

  test('becomes a red task 查明是谁 for the worker of the place, and the row is accounted for', async () => {
    const row = { 时间: sampleDay, 区划代码: family.village, 起火地址: '村东头第三家', 描述: '房屋烧毁' }
    expect((await city.operator.post('/feeds/fire/records', [row])).status).toBe(202)
    await city.untilIdle()
    ;[task] = await newLeads([])
    expect(task).toMatchObject({ level: 'red', direction: 'urgent', region: family.village })
    const { body } = await worker.get(`/tasks/${task?.taskId}`)
    expect(body).toMatchObject({ headName: '查明是谁', reported: { channel: 'fire-service', told: null } })
    const { body: ledger } = await city.operator.get(`/ledger?from=${sampleDay}&to=${sampleDay}`)
    expect(ledger.lines).toContainEqual(expect.objectContaining({ feed: 'fire', quarantined: 1, balanced: true }))
  })

  test('is told of in full to its worker alone, and no work on a household begins before it is known whose it is', async () => {
    const { body } = await worker.post(`/tasks/${task?.taskId}/visit`)
    expect(body.reported).toMatchObject({ told: { place: '村东头第三家' } })
    const outcome = { outcome: 'eligible-apply', note: '已协助申请' }
    expect((await worker.post(`/tasks/${task?.taskId}/outcome`, outcome)).status).toBe(409)
  })

  test('goes on with the household once somebody says who it was: the row is mended, the fact is there, no task is left', async () => {
    const { status, body } = await worker.post(`/leads/${task?.householdNo}/join`, { person: family.headId })
    expect(status).toBe(200)
    expect(body).toEqual({ joined: true, householdNo: family.householdNo })
    expect((await worker.post(`/leads/${task?.householdNo}/join`, { person: family.headId })).status).toBe(200)
    await city.untilIdle()
    expect(await taskOfLead(task?.householdNo ?? '')).toBeUndefined()
    const urgent = (await openTasks()).find(
      ({ householdNo, direction }) => householdNo === family.householdNo && direction === 'urgent',
    )
    expect(JSON.stringify(urgent?.leads)).toContain('火')
    const { body: ledger } = await city.operator.get(`/ledger?from=${sampleDay}&to=${sampleDay}`)
    for (const line of ledger.lines as unknown as { balanced: boolean }[]) expect(line.balanced).toBe(true)
  })
})

test('an order of 12345 without an ID number goes to the village that its words name, and a complaint to nobody', async () => {
  const known = (await newLeads([])).map(({ taskId }) => taskId)
  const order = {
    工单号: 'R-1',
    来电时间: sampleDay,
    类别: '生活困难求助',
    内容: `${villageName}有位老人断粮，请来看看`,
  }
  const complaint = { ...order, 工单号: 'R-2', 类别: '投诉', 内容: `${villageName}路灯不亮` }
  expect((await city.operator.post('/feeds/help-order/records', [order, complaint, order])).status).toBe(202)
  await city.untilIdle()
  const fresh = await newLeads(known)
  expect(fresh).toHaveLength(1)
  expect(fresh[0]).toMatchObject({ level: 'orange', region: family.village })
})

test('a neighbour who signs in nowhere gets a number, and the number tells nothing of anybody', async () => {
  const known = (await newLeads([])).map(({ taskId }) => taskId)
  const told = { kind: 'medical', urgency: 'now', words: '隔壁老王摔倒了，家里没人', place: villageName, who: '老王' }
  const post = (path: string, body: object) =>
    city.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const { status, body } = await post('/public/leads', told)
  expect(status).toBe(201)
  expect(body.leadNo).toMatch(/^\d{12}$/)
  await city.untilIdle()
  expect(await newLeads(known)).toMatchObject([{ level: 'red', region: family.village, householdNo: body.leadNo }])
  const asked = await post('/public/leads/ask', { leadNo: `${body.leadNo}`.replace(/(\d{4})/g, '$1 ') })
  expect(asked.body).toEqual({ reportedOn: sampleDay, state: 'looking', words: expect.any(String) })
  expect((await post('/public/leads/ask', { leadNo: '000000000000' })).status).toBe(404)
  const again = async () => (await post('/public/leads', told)).status
  let last = 201
  for (let times = 0; times < 25 && last === 201; times++) last = await again()
  expect(last).toBe(429)
})

test('a worker tells of somebody in no register; the same entry again is the same lead; nothing found ends it for good', async () => {
  const told = {
    kind: 'hardship',
    words: '桥洞下住着一家三口，孩子没上学',
    channel: 'patrol',
    commandId: 'phone-entry-1',
  }
  const { status, body } = await worker.post('/leads', told)
  expect(status).toBe(201)
  expect((await worker.post('/leads', told)).body).toEqual(body)
  await city.untilIdle()
  const task = await taskOfLead(`${body.leadNo}`)
  expect(task).toMatchObject({ region: family.village })
  const outcome = { outcome: 'false-match', note: '桥洞已封，附近无人居住' }
  const ended = await worker.post(`/tasks/${task?.taskId}/outcome`, outcome)
  expect(ended).toMatchObject({ status: 200, body: { status: 'closed' } })
  expect(JSON.stringify(ended.body.history)).toContain('查无此人或此事')
  expect(
    (await tasksIn(city.standalone.engines.sql)).filter(({ householdNo }) => householdNo === body.leadNo),
  ).toHaveLength(1)
})

test('what came of each channel is counted', async () => {
  const { body } = await worker.get('/leads')
  expect(body.yields).toContainEqual(
    expect.objectContaining({ channel: 'fire-service', told: 1, joined: 1, open: 0, ended: 0 }),
  )
  expect(body.yields).toContainEqual(expect.objectContaining({ channel: 'patrol', told: 1, ended: 1 }))
})
