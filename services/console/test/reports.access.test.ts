import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { tryEveryRole } from './every-role.ts'
import { partnerKey, postAs } from './partner-keys.ts'
import { textOf } from './read-workbook.ts'
import { type Ask, signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend } from './test-data/fake-backend.ts'

describe('who may read reports of states', () => {
  const reports = ['coordinator', 'district', 'city', 'data'] as const
  const reference = [
    'grid-worker',
    'coordinator',
    'district',
    'city',
    'data',
    'system-admin',
    'security-admin',
  ] as const
  tryEveryRole([
    { method: 'GET', path: '/reports/recipients', may: reports },
    { method: 'GET', path: '/reports/recipients/export', may: reports },
    { method: 'GET', path: '/reports/growth', may: reference },
    { method: 'GET', path: '/reports/growth/export', may: reference },
    { method: 'GET', path: '/reports/evaluation', may: reports },
    { method: 'GET', path: '/reports/evaluation/export', may: reports },
    { method: 'GET', path: '/reports/evaluation/visits-in-time/evidence?unit=350203001000', may: reports },
    { method: 'GET', path: '/partners', may: ['system-admin'] },
  ])
})

describe('reports of states', () => {
  let world: FakeBackend
  let app: ReturnType<typeof consoleApp>
  let district: Ask
  let city: Ask
  beforeAll(async () => {
    world = await fakeBackend()
    app = consoleApp(world.backend, { signIn: { mode: 'demo' } })
    district = await signInAs(app, 'Q0001')
    city = await signInAs(app, 'S0001')
    await world.sql.query(
      `update households set received = case when household_no = '350100000001' then '{dibao:2025-01-01:2026-06-30:3}'::text[]
         when region is not null then '{}' end`,
    )
  })
  afterAll(() => world.sql.close())
  const read = async (ask: Ask, path: string) => (await ask('GET', path)).json()
  const sheetsOf = async (path: string) => textOf(Buffer.from(await (await district('GET', path)).arrayBuffer()))

  test('a day after a family left the roll it is no more a recipient, and who was not judged since is told apart', async () => {
    const [before, after] = [
      await read(district, '/reports/recipients?day=2026-06-30'),
      await read(district, '/reports/recipients?day=2026-07-01'),
    ]
    expect(before.areas).toMatchObject([{ on: [{ programme: 'dibao', households: 1, persons: 3 }] }])
    expect(after.areas).toEqual([])
    await world.sql.query(`update households set received = null where household_no = '350100000002'`)
    expect((await read(district, '/reports/recipients')).unjudged).toBe(1)
    expect((await district('GET', '/reports/recipients?region=350206000000')).status).toBe(404)
    expect((await district('GET', '/reports/recipients?day=2199-01-01')).status).toBe(409)
    expect(await sheetsOf('/reports/recipients/export?day=2026-06-30')).toContain('在享人数')
  })

  test('growth compares two days, of one city where asked, and two days in the wrong order are refused', async () => {
    const growth = await read(city, '/reports/growth?from=2020-01-01&to=2024-06-30&region=370500')
    expect(new Set(growth.standards.map(({ region }: { region: string }) => region))).toEqual(new Set(['370500']))
    expect(growth.standards).toContainEqual(
      expect.objectContaining({ id: 'dibao/monthly-standard', area: 'urban', change: 45_500 }),
    )
    expect((await city('GET', '/reports/growth?from=2026-01-01&to=2025-01-01')).status).toBe(409)
    expect(await read(city, '/reports/growth?to=0001-01-01')).toMatchObject({ standards: [] })
  })

  test('the evaluation is of towns and departments, says what its sources do not give, and opens what fell short', async () => {
    const evaluation = await read(district, '/reports/evaluation')
    expect(evaluation.standards).toHaveLength(16)
    expect(evaluation.notGiven.length).toBeGreaterThan(0)
    expect(JSON.stringify(evaluation)).not.toMatch(/W000\d/)
    const work = evaluation.standards.find(({ id }: { id: string }) => id === 'work-in-time')
    const [town] = work.results
    expect(town).toMatchObject({ unit: '350203001000', name: '思明区·滨湖街道', meets: false })
    const evidence = await read(district, `/reports/evaluation/work-in-time/evidence?unit=${town.unit}`)
    expect(evidence.items.reduce((sum: number, { short }: { short: number }) => sum + short, 0)).toBe(
      town.of - town.met,
    )
    const [{ kind, ref }] = evidence.items
    expect([kind, (await district('GET', `/tasks/${ref}`)).status]).toEqual(['task', 200])
    expect((await read(district, '/reports/evaluation/work-in-time/evidence?unit=350205001000')).items).toEqual([])
  })

  test('what is known of today alone is not told of another day, and a standard that is none is not there', async () => {
    const past = await read(district, '/reports/evaluation?from=2026-01-01&to=2026-06-30')
    const results = Object.fromEntries(
      past.standards.map(({ id, results: some }: { id: string; results: unknown }) => [id, some]),
    )
    expect(results['work-in-time']).toBeNull()
    expect(results['visits-in-time']).toEqual([])
    const asked = (standard: string, to = '') => district('GET', `/reports/evaluation/${standard}/evidence?unit=x${to}`)
    expect((await asked('work-in-time', '&to=2026-06-30')).status).toBe(404)
    expect((await asked('nothing')).status).toBe(404)
    expect((await district('GET', '/reports/evaluation?from=2026-06-01&to=2026-01-01')).status).toBe(409)
    expect(await sheetsOf('/reports/evaluation/export')).toContain('来源没有给出')
  })

  test('partners stand with what was agreed in words, when they asked last and what they listen to, and a revoked one asks no more', async () => {
    const admin = await signInAs(app, 'S0003')
    const post = postAs(app, await partnerKey(world.sql, 'hospital', { callback: 'http://127.0.0.1:9' }))
    const header = { message_id: 'm', message_ts: '2026-10-31T00:59:00Z', sender_id: 'partner', total_count: 1 }
    const subscribe = {
      ...{ reference_id: 'r', timestamp: '2026-10-31T00:59:00Z' },
      subscribe_criteria: {
        ...{ reg_event_type: 'UPDATE', filter_type: 'expression', notify_record_type: 'Group' },
        filter: {
          type: 'q',
          value: { expression: { collection: 'Group', query: { location: { $eq: '350203000000' } } } },
        },
      },
    }
    const asked = await post('/registry/subscribe', {
      header: { ...header, action: 'subscribe' },
      message: { transaction_id: 't', subscribe_request: [subscribe] },
    })
    expect(asked.status).toBe(200)
    const [partner] = (await read(admin, '/partners')).partners
    expect(partner).toMatchObject({
      name: 'hospital',
      state: 'in-force',
      agreed: expect.stringContaining('外部系统 partner'),
    })
    expect(partner.lastUsed).not.toBeNull()
    expect(partner.subscriptions).toMatchObject([{ event: 'UPDATE', households: 4 }])
    expect(JSON.stringify(partner)).not.toContain('swo_')
    expect((await admin('POST', '/operator-keys/hospital/revoke')).status).toBe(200)
    expect((await read(admin, '/partners')).partners).toMatchObject([
      { state: 'revoked', subscriptions: [], waiting: 0 },
    ])
  })
})
