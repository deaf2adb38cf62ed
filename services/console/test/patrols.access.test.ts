import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { tryEveryRole } from './every-role.ts'
import { type Ask, signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend } from './test-data/fake-backend.ts'
import { realTasks } from './test-data/real-tasks.ts'
import { TODAY } from './test-data/seed.ts'

const campaign = { campaignId: 'knock-2026', title: '敲门行动', region: '350203001201', until: '2026-12-31' }
const outside = { ...campaign, campaignId: 'knock-away', region: '350205001201' }

describe('who goes on patrol, and who sees how far it came', () => {
  tryEveryRole([
    {
      method: 'GET',
      path: '/patrols?region=350203001201',
      may: ['grid-worker', 'coordinator', 'district', 'city'],
    },
    {
      method: 'POST',
      path: '/patrols/visits',
      body: { householdNo: '350100000003', commandId: 'visit-of-a-role' },
      may: ['grid-worker', 'coordinator', 'district'],
    },
    {
      method: 'POST',
      path: '/patrols/open',
      body: { householdNos: ['350100000003'] },
      may: ['grid-worker', 'coordinator', 'district', 'city'],
    },
    { method: 'GET', path: '/patrols/coverage', may: ['coordinator', 'district', 'city', 'data'] },
    { method: 'POST', path: '/campaigns', body: campaign, may: ['coordinator', 'district', 'city'] },
  ])
})

describe('a patrol', () => {
  let world: FakeBackend
  let worker: Ask
  let elsewhere: Ask
  let district: Ask
  beforeAll(async () => {
    world = await fakeBackend(realTasks)
    const app = consoleApp(world.backend, { signIn: { mode: 'demo' } })
    worker = await signInAs(app, 'W0001')
    elsewhere = await signInAs(app, 'W0002')
    district = await signInAs(app, 'Q0001')
    await world.sql.query(`update households set patrol = '{lone-elder}' where household_no = '350100000003'`)
    await world.sql.query(`update households set patrol = '{low-income}' where household_no = '350100000001'`)
  })
  afterAll(() => world.sql.close())
  const listed = async (ask = worker) => (await ask('GET', '/patrols')).json()
  const numbers = (items: readonly { householdNo: string }[]) => items.map(({ householdNo }) => householdNo)

  test('lists who is due in the own village, by masked name, and of a whole district nobody', async () => {
    const body = await listed()
    expect(numbers(body.now).sort()).toEqual(['350100000001', '350100000003'])
    expect(JSON.stringify(body)).not.toMatch(/黄阿婆|李建明|东风社区12号/)
    expect((await listed(elsewhere)).now).toEqual([])
    expect((await worker('GET', '/patrols?region=350205001201')).status).toBe(404)
    expect((await district('GET', '/patrols')).status).toBe(409)
  })

  test('gives names and addresses of the own list alone, and the audit keeps whose', async () => {
    const asked = { householdNos: ['350100000003', '350100000002', '350100000005'] }
    const { opened } = await (await worker('POST', '/patrols/open', asked)).json()
    expect(opened).toEqual([
      {
        householdNo: '350100000003',
        name: '黄阿婆',
        address: '厦门市思明区滨湖街道东风社区12号',
        phone: '13600009876',
      },
    ])
    const lines = await world.sql.query(
      `select who, fields, purpose, cardinality(whom) as many from audit where action = 'POST /patrols/open'`,
    )
    expect(lines).toEqual([{ who: 'W0001', fields: ['name', 'address', 'phone'], purpose: '巡访', many: 1 }])
  })

  test('is done once somebody was there, the same entry again is the same visit, and it comes back in its time', async () => {
    const seen = { householdNo: '350100000003', commandId: 'entry-0001', visitedOn: TODAY }
    expect((await worker('POST', '/patrols/visits', seen)).status).toBe(201)
    expect((await worker('POST', '/patrols/visits', seen)).status).toBe(201)
    const body = await listed()
    expect(numbers(body.now)).toEqual(['350100000001'])
    expect(body.visitedToday).toBe(1)
    await world.sql.query(`update patrol_visits set visited_on = '2026-10-01'`)
    expect(numbers((await listed()).now)).toContain('350100000003')
  })

  test('is refused in another village, in the future, and long ago', async () => {
    const seen = { householdNo: '350100000001', commandId: 'entry-0002' }
    expect((await elsewhere('POST', '/patrols/visits', seen)).status).toBe(404)
    expect((await worker('POST', '/patrols/visits', { ...seen, visitedOn: '2026-11-01' })).status).toBe(409)
    expect((await worker('POST', '/patrols/visits', { ...seen, visitedOn: '2026-10-01' })).status).toBe(409)
  })

  test('that saw something is a lead of that household at once, and a visit: nobody has to find out who', async () => {
    const seen = { kind: 'medical', words: '老人摔伤没人照顾', channel: 'patrol', householdNo: '350100000001' }
    const told = await worker('POST', '/leads', { ...seen, commandId: 'entry-0003' })
    expect(told.status).toBe(201)
    const { leadNo } = await told.json()
    expect(world.rows.at(-1)).toMatchObject({ feed: 'street-lead' })
    expect(await world.sql.query('select person is not null as joined, task_id from reported_leads')).toEqual([
      { joined: true, task_id: null },
    ])
    expect(numbers((await listed()).now)).not.toContain('350100000001')
    expect(
      await world.sql.query('select lead_no from patrol_visits where household_no = $1', ['350100000001']),
    ).toEqual([{ lead_no: leadNo }])
  })

  test('a visit of a task that met the family counts: nobody is visited twice for two lists', async () => {
    await world.sql.query(`delete from patrol_visits`)
    const outcome = { outcome: 'self-resolved', note: '女儿已接回家' }
    expect((await worker('POST', '/tasks/t-350100000003/outcome', outcome)).status).toBe(200)
    expect(numbers((await listed()).now)).not.toContain('350100000003')
    expect((await worker('POST', '/tasks/t-350100000003/undo', { why: '记错了户' })).status).toBe(200)
    expect(numbers((await listed()).now)).toContain('350100000003')
  })

  test('a campaign knocks at every door of a place until none is left, and counts nobody who knocks', async () => {
    expect((await district('POST', '/campaigns', outside)).status).toBe(404)
    const unknown = { ...campaign, campaignId: 'knock-list', householdNos: ['350100000005'] }
    expect((await district('POST', '/campaigns', unknown)).status).toBe(409)
    const started = await district('POST', '/campaigns', campaign)
    expect(await started.json()).toEqual({ campaignId: 'knock-2026', households: 3 })
    expect((await listed()).campaigns).toMatchObject([{ title: '敲门行动', total: 3, visited: 0 }])
    for (const [at, householdNo] of ['350100000001', '350100000002', '350100000003'].entries())
      await worker('POST', '/patrols/visits', { householdNo, commandId: `knock-entry-${at}` })
    const [{ left, visited }] = (await listed()).campaigns
    expect({ left, visited }).toEqual({ left: [], visited: 3 })
    const coverage = await (await district('GET', '/patrols/coverage')).json()
    expect(coverage.campaigns[0].villages).toMatchObject([{ region: '350203001201', total: 3, visited: 3 }])
    expect(JSON.stringify(coverage)).not.toMatch(/W0001|林英文|350100000/)
    expect((await elsewhere('POST', '/campaigns/knock-2026/end')).status).toBe(403)
    expect((await district('POST', '/campaigns/knock-2026/end')).status).toBe(200)
    expect((await listed()).campaigns).toEqual([])
  })
})
