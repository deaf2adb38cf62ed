import { afterAll, beforeAll, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { type Ask, signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend, taskIdOf } from './test-data/fake-backend.ts'

let world: FakeBackend
let city: Ask
let worker: Ask
beforeAll(async () => {
  world = await fakeBackend()
  const app = consoleApp(world.backend, { signIn: { mode: 'demo' } })
  city = await signInAs(app, 'S0001')
  worker = await signInAs(app, 'W0001')
})
afterAll(() => world.sql.close())

const numbers = async (query: string): Promise<string[]> =>
  (await (await city('GET', `/tasks${query}`)).json()).tasks.map((task: { householdNo: string }) =>
    task.householdNo.slice(-1),
  )

test('tasks come soonest due first', async () => {
  expect(await numbers('')).toEqual(['1', '2', '5', '4', '6', '3'])
})

test('each filter leaves what it names', async () => {
  expect(await numbers('?direction=wrong,urgent')).toEqual(['5', '4'])
  expect(await numbers('?level=red')).toEqual(['1', '5', '4'])
  expect(await numbers('?status=accepted')).toEqual(['2'])
  expect(await numbers('?region=350205000000')).toEqual(['5'])
  expect(await numbers('?due=overdue')).toEqual(['1'])
  expect(await numbers('?due=today')).toEqual(['2'])
  expect(await numbers('?due=week')).toEqual(['1', '2', '5', '4'])
  expect(await numbers('?indicator=fire-loss')).toEqual(['5'])
  expect(await numbers('?q=350100000003')).toEqual(['3'])
  expect(await numbers('?q=%25')).toEqual([])
  expect(await numbers('?assignee=W0002')).toEqual(['4'])
  expect(await numbers('?limit=2&offset=2')).toEqual(['5', '4'])
})

test('“me” is whoever asks', async () => {
  expect((await (await worker('GET', '/tasks?assignee=me')).json()).total).toBe(3)
})

test('the list counts what is late, due today, and of each level', async () => {
  const { total, counts } = await (await city('GET', '/tasks')).json()
  expect(total).toBe(6)
  expect(counts).toMatchObject({ overdue: 1, today: 1, byLevel: { red: 3, orange: 1, yellow: 1, blue: 1 } })
})

test('a filter that the API does not know is refused with the name of the field', async () => {
  const answer = await city('GET', '/tasks?level=purple')
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ status: 400, errors: [{ path: 'level' }] })
})

test('a task tells why in plain Chinese, by whom it was said and when, what is owed, what to ask and to bring', async () => {
  const task = await (await worker('GET', `/tasks/${taskIdOf('350100000001')}`)).json()
  expect(task.leads[0]).toMatchObject({
    indicatorName: '年度大额医疗自付',
    text: '李*明：年度大额医疗自付（近12个月合规自付66,000 元）。请上门了解情况；其余情况和依据由区级救助科掌握。',
    sources: [{ provider: '市医疗保障局', feedName: '医保结算明细', day: '2026-10-28' }],
  })
  expect(task.entitlements[0]).toMatchObject({ name: '医疗救助', standing: 'likely-owed' })
  expect(task.programmes[0]).toMatchObject({ name: '医疗救助', papers: ['医疗费用结算单', '身份证', '户口本'] })
  expect(task.members[0]).toMatchObject({ name: '李*明', relation: '户主', age: 45, phone: '138****5678' })
  expect(task.history[0]).toMatchObject({ byName: '系统', text: '生成红色任务，期限 2026-10-29，派给林英文' })
})

test('where aid is in doubt only what the family holds is asked about, no papers are brought, and the dead are marked', async () => {
  const task = await (await city('GET', `/tasks/${taskIdOf('350100000004')}`)).json()
  expect(task.programmes.flatMap(({ papers }: { papers: string[] }) => papers)).toEqual([])
  expect(task.programmes.map(({ id }: { id: string }) => id)).toEqual(['dibao'])
  expect(task.members).toMatchObject([
    { name: '郑*来', deathReportedOn: '2026-10-19' },
    { name: '郑*强', deathReportedOn: null },
  ])
})

test('only outcomes that fit the direction of a task are offered', async () => {
  const { outcomes } = await (await city('GET', `/tasks/${taskIdOf('350100000004')}`)).json()
  expect(outcomes.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
    'confirmed-stop',
    'false-match',
    'nobody-home',
    'not-found',
    'moved',
    'keep-watching',
  ])
})

test('a task is accepted, noted and closed, and its history says so in order', async () => {
  const path = `/tasks/${taskIdOf('350100000003')}`
  await worker('POST', `${path}/accept`)
  await worker('POST', `${path}/note`, { note: '下午上门' })
  const closed = await (await worker('POST', `${path}/outcome`, { outcome: 'eligible-apply', note: '' })).json()
  expect(closed.status).toBe('closed')
  expect(closed.history.slice(1).map(({ text }: { text: string }) => text)).toEqual([
    '已接单',
    '备注：下午上门',
    '办结：符合条件，已协助申请，2027-01-29 前不再重复提醒',
  ])
  const again = await worker('POST', `${path}/outcome`, { outcome: 'not-found' })
  expect(again.status).toBe(409)
  expect((await again.json()).detail).toContain('任务已办结')
})

test('a live stream ends with its session: who signed out, or lost his role, hears nothing more', async () => {
  for (const end of [
    (ask: Ask) => ask('DELETE', '/session'),
    () => world.sql.query(`update staff set region = '350205001201' where staff_no = 'W0002'`),
  ]) {
    const leaver = await signInAs(consoleApp(world.backend, { signIn: { mode: 'demo' } }), 'W0002')
    const reader = ((await leaver('GET', '/events')).body as ReadableStream<Uint8Array>).getReader()
    expect(new TextDecoder().decode((await reader.read()).value)).toContain('event: ready')
    await end(leaver)
    await world.backend.tasks.perform({ type: 'AddNote', taskId: taskIdOf('350100000004'), note: '备注' }, 'S0001')
    expect(await reader.read()).toEqual({ done: true, value: undefined })
  }
  await world.sql.query(`update staff set region = '350203001202' where staff_no = 'W0002'`)
})

test('live pages hear of changes in their regions and of no others', async () => {
  const answer = await worker('GET', '/events')
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
  const next = async () => new TextDecoder().decode((await reader.read()).value)
  expect(await next()).toContain('event: ready')
  const note = (no: string) =>
    world.backend.tasks.perform({ type: 'AddNote', taskId: taskIdOf(no), note: '备注' }, 'S0001')
  await note('350100000005')
  await note('350100000001')
  const value = await next()
  expect(value).toContain('350100000001')
  expect(value).not.toContain('350100000005')
  await reader.cancel()
})
