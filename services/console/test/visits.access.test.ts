import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { tryEveryRole } from './every-role.ts'
import { type Ask, signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend, taskIdOf } from './test-data/fake-backend.ts'
import { realTasks } from './test-data/real-tasks.ts'

const task = `/tasks/${taskIdOf('350100000001')}`

describe('what each role may do about the result of a visit', () => {
  tryEveryRole(
    [
      { method: 'POST', path: `${task}/undo`, body: { why: '' }, may: ['grid-worker', 'coordinator', 'district'] },
      { method: 'POST', path: `${task}/confirm`, may: ['coordinator', 'district', 'city'] },
      { method: 'POST', path: `${task}/return`, body: { why: '再访' }, may: ['coordinator', 'district', 'city'] },
      {
        method: 'GET',
        path: `/places?q=${encodeURIComponent('东风')}`,
        may: ['grid-worker', 'coordinator', 'district'],
      },
    ],
    (sql) => sql.query(`update tasks set status = 'open'`),
  )
})

describe('a family that can be found', () => {
  let world: FakeBackend
  let worker: Ask
  let colleague: Ask
  let district: Ask
  beforeAll(async () => {
    world = await fakeBackend(realTasks)
    const app = consoleApp(world.backend, { signIn: { mode: 'demo' } })
    worker = await signInAs(app, 'W0001')
    colleague = await signInAs(app, 'W0002')
    district = await signInAs(app, 'Q0001')
  })
  beforeEach(() => world.sql.query('delete from rate_limits'))
  afterAll(() => world.sql.close())

  const opened = async (ask: Ask) => (await ask('POST', `${task}/visit`)).status
  const read = async (ask: Ask) => (await ask('GET', task)).json()

  test('shows nobody a name before its worker opened the visit, and nobody but him after', async () => {
    expect(await read(worker)).toMatchObject({ visit: null, mayVisit: true })
    expect(await opened(worker)).toBe(200)
    expect((await read(worker)).visit).toMatchObject({
      addresses: ['厦门市思明区滨湖街道东风社区12号'],
      people: [{ name: '李建明', phone: '13800005678' }, { name: '王秀英' }, { name: '李某某', phone: null }],
    })
    expect(await read(district)).toMatchObject({ visit: null, mayVisit: false })
  })

  test('tells its worker the yuan that the family may be owed, for he has to tell the family', async () => {
    const { entitlements } = await read(worker)
    const [line] = await world.sql.query<{ assessment: string }>(
      `select assessment from households where household = 'h-350100000001'`,
    )
    const known = JSON.parse(line?.assessment ?? '{}').entitlements as { monthlyFen: number | null }[]
    expect(entitlements.map(({ monthlyFen }: { monthlyFen: number | null }) => monthlyFen)).toEqual(
      known.map(({ monthlyFen }) => monthlyFen),
    )
  })

  test('is not opened by who does not work on it', async () => {
    expect(await opened(district)).toBe(403)
    expect(await opened(colleague)).toBeGreaterThanOrEqual(403)
  })

  test('is one look however often it is read, and every reading leaves a line of what was seen', async () => {
    for (let again = 0; again < 25; again++) expect(await opened(worker)).toBe(200)
    const [line] = await world.sql.query(
      `select fields, task, purpose from audit where action = 'GET /tasks/{taskId}' and who = 'W0001' order by seq desc limit 1`,
    )
    expect(line).toEqual({ fields: ['name', 'address', 'phone'], task: taskIdOf('350100000001'), purpose: '入户走访' })
  })

  test('is found no more once the task is over', async () => {
    expect((await worker('POST', `${task}/outcome`, { outcome: 'refused', note: '本人说不需要' })).status).toBe(200)
    expect(await read(worker)).toMatchObject({ visit: null, mayVisit: false })
    expect(await opened(worker)).toBe(403)
  })

  test('is found again after the wrong tap was taken back', async () => {
    expect((await worker('POST', `${task}/undo`, { why: '点错' })).status).toBe(200)
    expect((await read(worker)).visit).toMatchObject({ people: [{ name: '李建明' }, {}, {}] })
  })
})

describe('an entry that waited for a network', () => {
  let world: FakeBackend
  let worker: Ask
  let district: Ask
  beforeAll(async () => {
    world = await fakeBackend(realTasks)
    const app = consoleApp(world.backend, { signIn: { mode: 'demo' } })
    worker = await signInAs(app, 'W0001')
    district = await signInAs(app, 'Q0001')
  })
  afterAll(() => world.sql.close())

  test('is answered as it was when it comes twice, and is in the history once', async () => {
    const entry = { commandId: 'phone-1-0001', seenSeq: 1, note: '门锁着' }
    for (const _ of ['sent', 'sent again']) expect((await worker('POST', `${task}/note`, entry)).status).toBe(200)
    const { history } = await (await worker('GET', task)).json()
    expect(history.filter(({ text }: { text: string }) => text.includes('门锁着'))).toHaveLength(1)
  })

  test('never overwrites: both texts are in the history, which worker and supervisor read, and the supervisor is told', async () => {
    await district('POST', `${task}/outcome`, { outcome: 'nobody-home', note: '区里来过' })
    const late = { outcome: 'refused', note: '本人说不需要', commandId: 'phone-1-0002', seenSeq: 1 }
    for (const _ of ['sent', 'sent again']) {
      const answer = await worker('POST', `${task}/outcome`, late)
      expect([answer.status, (await answer.json()).type]).toEqual([409, '/api/v1/problems/entry-conflict'])
    }
    for (const ask of [worker, district]) {
      const texts = (await (await ask('GET', task)).json()).history.map(({ text }: { text: string }) => text)
      expect(texts.filter((text: string) => text.includes('本人说不需要'))).toHaveLength(1)
      expect(texts.some((text: string) => text.includes('家中无人'))).toBe(true)
    }
    const told = await world.sql.query(`select staff_no as who, kind from notices where kind = 'conflict'`)
    expect(told).toMatchObject([{ kind: 'conflict' }])
  })
})
