import { Role } from '@shouwang/console-api'
import { beforeAll, describe, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { tryEveryRole } from './every-role.ts'
import { type Ask, signInAs } from './sign-in-as.ts'
import { fakeBackend, taskIdOf } from './test-data/fake-backend.ts'

const task = `/tasks/${taskIdOf('350100000001')}`

describe('what each role may do to the tasks of its own region', () => {
  const readers = ['grid-worker', 'coordinator', 'district', 'city'] as const
  const workers = ['grid-worker', 'coordinator', 'district'] as const
  tryEveryRole(
    [
      { method: 'GET', path: '/tasks', may: readers },
      { method: 'GET', path: task, may: readers },
      { method: 'GET', path: '/events', may: readers },
      { method: 'GET', path: '/regions', may: Role.options },
      { method: 'POST', path: `${task}/accept`, may: workers },
      { method: 'POST', path: `${task}/outcome`, body: { outcome: 'not-found' }, may: workers },
      { method: 'POST', path: `${task}/contact`, body: { note: '已电话联系' }, may: workers },
      { method: 'POST', path: `${task}/note`, body: { note: '已电话联系' }, may: [...workers, 'city'] },
      {
        method: 'POST',
        path: `${task}/reassign`,
        body: { assignee: 'W0001', why: '请假' },
        may: ['coordinator', 'district', 'city'],
      },
      { method: 'GET', path: '/staff', may: ['coordinator', 'district', 'city'] },
    ],
    (sql) => sql.query(`update tasks set status = 'open'`),
  )
})

describe('tasks of other regions', () => {
  let worker: Ask
  let coordinator: Ask
  let district: Ask
  let city: Ask
  beforeAll(async () => {
    const { backend } = await fakeBackend()
    const app = consoleApp(backend, { signIn: { mode: 'demo' } })
    worker = await signInAs(app, 'W0001')
    coordinator = await signInAs(app, 'X0001')
    district = await signInAs(app, 'Q0001')
    city = await signInAs(app, 'S0001')
  })
  const listed = async (ask: Ask, query = '') => (await (await ask('GET', `/tasks${query}`)).json()).total

  test('each role lists its own subtree, and only the city those without a region', async () => {
    expect([await listed(worker), await listed(coordinator), await listed(district), await listed(city)]).toEqual([
      3, 4, 4, 6,
    ])
  })

  test('asking for another region by name does not widen what is listed', async () => {
    expect(await listed(worker, '?region=350200000000')).toBe(3)
    expect(await listed(worker, '?region=350205000000')).toBe(0)
  })

  test('another region’s task can be neither read nor changed, and the answer does not say that it exists', async () => {
    const other = `/tasks/${taskIdOf('350100000005')}`
    for (const [method, path, body] of [
      ['GET', other, undefined],
      ['POST', `${other}/accept`, {}],
      ['POST', `${other}/outcome`, { outcome: 'not-found' }],
      ['POST', `${other}/contact`, {}],
      ['POST', `${other}/note`, { note: '备注' }],
    ] as const) {
      const answer = await worker(method, path, body)
      expect(answer.status).toBe(404)
      expect(answer.headers.get('content-type')).toContain('application/problem+json')
      const absent = await worker(method, path.replace('350100000005', 'none'), body)
      expect((await answer.json()).detail).toBe((await absent.json()).detail)
    }
  })

  test('a task can be given only to somebody within the regions of who gives it', async () => {
    const path = `/tasks/${taskIdOf('350100000001')}/reassign`
    const refused = await district('POST', path, { assignee: 'W0013', why: '就近' })
    expect(refused.status).toBe(409)
    expect((await refused.json()).detail).toContain('不在您的辖区')
    expect((await city('POST', path, { assignee: 'W0013', why: '就近' })).status).toBe(200)
  })

  test('a village worker does not learn of a crime, in no field of the answer; the district does', async () => {
    const path = `/tasks/${taskIdOf('350100000002')}`
    const seen = await (await worker('GET', path)).text()
    expect(seen).not.toMatch(/服刑|强戒|custody|司法|prison/i)
    expect(seen).toContain('家庭收入来源变化')
    expect(await (await district('GET', path)).text()).toContain('服刑')
  })

  test('a village worker cannot find out who is in custody by filtering for it', async () => {
    expect(await listed(worker, '?indicator=breadwinner-custody')).toBe(0)
    expect(await listed(district, '?indicator=breadwinner-custody')).toBe(1)
  })

  test('a village worker finds tasks by the id that the API gave, and by each that its list of indicators offers', async () => {
    const ids = (tasks: { taskId: string }[]) => tasks.map(({ taskId }) => taskId)
    const { tasks } = await (await worker('GET', '/tasks')).json()
    const away = tasks.filter(({ indicators }: { indicators: string[] }) => indicators.includes('income-lost'))
    expect(away).not.toEqual([])
    expect(ids((await (await worker('GET', '/tasks?indicator=income-lost')).json()).tasks)).toEqual(ids(away))
    const { indicators } = await (await worker('GET', '/indicators')).json()
    const offered: string[] = indicators.map(({ id }: { id: string }) => id)
    expect(offered.filter((id) => id === 'income-lost')).toHaveLength(1)
    expect(offered.join()).not.toContain('custody')
  })

  test('a village worker reads the risk and what was paid, without income, grade or diagnosis, in sentences as in fields; the district reads all', async () => {
    const path = `/tasks/${taskIdOf('350100000001')}`
    const seen = await (await worker('GET', path)).text()
    expect(seen).toContain('李*明：年度大额医疗自付（近12个月合规自付66,000 元）。请上门了解情况')
    expect(seen).not.toMatch(/年收入|月收入|恶性肿瘤|monthlyFen":\d/)
    const whole = await (await district('GET', path)).text()
    expect(whole).toContain('66,000 元')
    expect(whole).toContain('恶性肿瘤')
  })

  test('what the district noted does not reach the village, and the village’s own words reach the district masked', async () => {
    const path = `/tasks/${taskIdOf('350100000001')}`
    await district('POST', `${path}/note`, { note: '其父服刑三年，本人患重病' })
    await worker('POST', `${path}/note`, { note: '李建明住厦门市思明区滨湖街道东风社区12号，家中无人' })
    const texts = async (ask: Ask) =>
      (await (await ask('GET', path)).json()).history.map(({ text }: { text: string }) => text).join('；')
    expect(await texts(worker)).not.toMatch(/服刑|重病/)
    expect(await texts(worker)).toContain('李建明住')
    expect(await texts(district)).toContain('其父服刑三年')
    expect(await texts(district)).toContain('李*明住')
    expect(await texts(district)).not.toMatch(/李建明|东风社区12号/)
  })
})
