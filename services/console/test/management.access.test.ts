import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { spanOf } from '../src/views/overview-view.ts'
import { tryEveryRole } from './every-role.ts'
import { textOf } from './read-workbook.ts'
import { type Ask, signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend, taskIdOf } from './test-data/fake-backend.ts'

describe('what each role may see of how the work goes', () => {
  const reports = ['coordinator', 'district', 'city', 'data'] as const
  tryEveryRole([
    { method: 'GET', path: '/supervision', may: ['coordinator', 'district', 'city'] },
    { method: 'GET', path: '/notices/messages', may: ['coordinator', 'district', 'city'] },
    { method: 'POST', path: '/notices/messages/retry', may: ['coordinator', 'district', 'city'] },
    { method: 'GET', path: '/reports/overview', may: reports },
    { method: 'GET', path: '/reports/shadow', may: reports },
    { method: 'GET', path: '/reports/rings', may: reports },
    { method: 'GET', path: '/reports/major', may: reports },
    {
      method: 'GET',
      path: '/households/by-hardship',
      may: ['grid-worker', 'coordinator', 'district', 'city'],
    },
    { method: 'GET', path: '/stock-list', may: ['grid-worker', 'coordinator', 'district', 'city'] },
    { method: 'GET', path: '/reports/monthly', may: reports },
    { method: 'GET', path: '/reports/monthly/export', may: reports },
    { method: 'GET', path: '/feeds/disability-cert/template', may: ['district', 'city', 'data', 'system-admin'] },
    { method: 'GET', path: '/deliveries/d-1/refused', may: ['city', 'data'] },
  ])
})

describe('management', () => {
  let world: FakeBackend
  let district: Ask
  let city: Ask
  beforeAll(async () => {
    world = await fakeBackend()
    const app = consoleApp(world.backend, { signIn: { mode: 'demo' } })
    district = await signInAs(app, 'Q0001')
    city = await signInAs(app, 'S0001')
  })
  afterAll(() => world.sql.close())

  test('what is late stands with who has it, the reason given, who was told and whether it was seen', async () => {
    const taskId = taskIdOf('350100000001')
    const worker = await signInAs(consoleApp(world.backend, { signIn: { mode: 'demo' } }), 'W0001')
    await worker('POST', `/tasks/${taskId}/note`, { note: '李建明住院，下周再访' })
    await world.sql.query(
      `insert into notices (staff_no, about, seq, kind, at, seen_at) values
         ('W0001', $1, 9, 'reminded', '2026-10-30T01:00:00Z', null),
         ('X0001', $1, 9, 'overdue', '2026-10-30T01:00:00Z', '2026-10-30T02:00:00Z')`,
      [taskId],
    )
    const late = await (await district('GET', '/supervision')).json()
    expect(late.byWorker).toEqual([{ key: 'W0001', name: '林英文', late: 1 }])
    expect(late.items).toMatchObject([
      {
        about: taskId,
        lateDays: 2,
        who: { name: '林英文' },
        reason: '李*明住院，下周再访',
        told: [
          { name: '林英文', seenAt: null },
          { name: '何静', seenAt: '2026-10-30T02:00:00Z' },
        ],
      },
    ])
  })

  test('what of a day is a major matter stands with its rules, for the places of the asker alone', async () => {
    await world.sql.query(
      `insert into cases (case_id, household, household_no, region, matter, class, grade, status, step, opened_on, due_on, seq, state)
       values ('C-now', 'h-now', '350100000001', '350203001201', 'relief', 'immediate', 1, 'open', 'aid', $1, $1, 1, '{}'),
         ('C-there', 'h-there', '350100000005', '350205001201', 'relief', 'immediate', 1, 'open', 'aid', $1, $1, 1, '{}')`,
      [world.backend.today()],
    )
    const told = await (await district('GET', '/reports/major')).json()
    expect(told).toMatchObject({
      rules: { families: 3, aidFen: 5_000_000 },
      matters: [{ kind: 'immediate-case', about: 'C-now' }],
    })
    expect(told.rules.indicators).toContain('火灾')
    expect((await district('GET', '/reports/major?day=2020-01-01')).status).toBe(200)
    expect((await district('GET', '/reports/major?day=2199-01-01')).status).toBe(409)
    expect((await district('GET', '/reports/major?day=0004-02-29')).status).toBe(409)
    expect((await district('GET', '/reports/major?region=350206000000')).status).toBe(404)
    await world.sql.query(`delete from cases where case_id in ('C-now', 'C-there')`)
  })

  test('indicators in shadow are counted by town below the asker’s region, with what visits of their own direction found', async () => {
    await world.sql.query(`update households set shadow = '{grandparents-raising}' where household_no = '350100000001'`)
    const told = await (await district('GET', '/reports/shadow')).json()
    const [first] = told.indicators
    expect(first).toMatchObject({ indicator: 'grandparents-raising', inUse: false, households: 1 })
    expect(first.areas).toHaveLength(1)
    expect(first.visits).toEqual({ judged: 4, confirmed: 1, refuted: 2 })
    expect(Object.keys(first.draft)).toContain('regions/350203/in-use/grandparents-raising.yaml')
    expect(told.indicators.filter(({ households }: { households: number }) => households > 0)).toHaveLength(1)
    expect((await district('GET', '/reports/shadow?region=350206000000')).status).toBe(404)
    const overview = await (await district('GET', '/reports/overview')).json()
    expect(overview.shadow).toEqual({ indicators: 1, households: 1 })
  })

  test('rings add up to every household of the asker, and the list by hardship names each once, the hardest first', async () => {
    await world.sql.query(
      `update households set ring = 'below-1', cause = 'illness', hardship = 40 where household_no = '350100000001'`,
    )
    for (const [ask, of] of [
      [district, `region like '350203%'`],
      [city, 'true'],
    ] as const) {
      const [known] = await world.sql.query<{ n: number }>(`select count(*)::int as n from households where ${of}`)
      const rings = await (await ask('GET', '/reports/rings')).json()
      expect(rings.households).toBe(known?.n)
      const counts = rings.areas.flatMap((area: { counts: unknown[] }) => area.counts)
      expect(counts.reduce((sum: number, each: { households: number }) => sum + each.households, 0)).toBe(known?.n)
      expect(counts).toContainEqual({ ring: 'below-1', cause: 'illness', households: 1 })
      const listed: string[] = []
      for (let after = ''; ; ) {
        const page = await (await ask('GET', `/households/by-hardship?limit=2${after}`)).json()
        listed.push(...page.households.map(({ householdNo }: { householdNo: string }) => householdNo))
        if (page.next === null) break
        after = `&after=${encodeURIComponent(page.next)}`
      }
      expect(listed[0]).toBe('350100000001')
      expect(listed).toHaveLength(known?.n ?? 0)
      expect(new Set(listed).size).toBe(listed.length)
    }
    expect((await district('GET', '/reports/rings?region=350206000000')).status).toBe(404)
    expect((await district('GET', '/households/by-hardship?region=350206000000')).status).toBe(404)
  })

  test('who waits on the stock list is there for everybody of the place, with reasons that a role may read', async () => {
    const lead = {
      ...{ status: 'fires', indicator: 'income-plunge', direction: 'missed', level: 'orange', confidence: 1 },
      ...{ dimensions: {}, person: null, reason: '', observations: [], facts: [], advice: [] },
    }
    const rest = { until: '2027-11-02', level: 'orange', margin: 0, stockSince: '2026-11-02' }
    const waits = (household: string, region: string) => ({
      ...{ household, householdNo: household, region, head: null, version: 1 },
      firing: { 'income-plunge/': lead },
      suppressed: { 'income-plunge/': rest },
    })
    const files = [waits('s1', '350203001201'), waits('s2', '350203001201'), waits('s3', '350206001203')]
    await world.sql.query(
      `insert into household_files (household, state, stock_since, stock_by, stock_place, stock_region)
       select household, state, '2026-11-02', '2027-11-02', place, state::jsonb ->> 'region'
       from unnest($1::text[], $2::text[], $3::float8[]) as f (household, state, place)`,
      [files.map(({ household }) => household), files.map((file) => JSON.stringify(file)), [40.5, 61.25, 90]],
    )
    const first = await (await district('GET', '/stock-list?limit=1')).json()
    expect(first).toMatchObject({ total: 2, households: [{ householdNo: 's2', level: 'orange', by: '2027-11-02' }] })
    const after = encodeURIComponent(first.next)
    const second = await (await district('GET', `/stock-list?limit=1&after=${after}`)).json()
    expect(second).toMatchObject({ households: [{ householdNo: 's1' }], next: null })
    const worker = await signInAs(consoleApp(world.backend, { signIn: { mode: 'demo' } }), 'W0001')
    const [of, veiled] = [first, await (await worker('GET', '/stock-list')).json()].map(
      ({ households }) => households[0].reasons[0],
    )
    expect(of.indicator).toBe('income-plunge')
    expect(veiled.indicator).not.toBe(of.indicator)
    expect(veiled.indicatorName).not.toBe(of.indicatorName)
    // A day that no calendar has is no place of the list, and no failure of the server.
    expect((await district('GET', '/stock-list?after=9:2026-13-45:h')).status).toBe(200)
    expect((await district('GET', '/stock-list?region=350206000000')).status).toBe(404)
    const begun = await (
      await city('GET', '/stock-list?region=350206000000&surveyFrom=2027-01-04&surveyDays=10')
    ).json()
    expect(begun.survey.isOn).toBe(false)
    expect(begun.survey.draft['regions/350206/stock/survey.yaml']).toMatch(
      /from: 2027-01-04\n +value: 1[\s\S]*from: 2027-01-14\n +value: 0/,
    )
    expect((await (await worker('GET', '/stock-list')).json()).survey).toEqual({ isOn: false, draft: null })
    await world.sql.query(`delete from household_files where household = any(array['s1', 's2', 's3'])`)
  })

  test('the file tells the parts that a hardship is the sum of, in words to those who see details', async () => {
    const worker = await signInAs(consoleApp(world.backend, { signIn: { mode: 'demo' } }), 'W0001')
    const of = async (ask: Ask) => (await (await ask('GET', '/households/350100000001/file')).json()).hardship
    const [full, veiled] = [await of(district), await of(worker)]
    const sum = full.parts.reduce((total: number, { points }: { points: number }) => total + points, 0)
    expect(sum).toBe(full.points)
    expect(full.parts.map(({ words }: { words: string }) => words).join()).not.toMatch(/\{p_/)
    expect(veiled.parts.map(({ words }: { words: null }) => words)).toEqual(veiled.parts.map(() => null))
    expect(veiled.points).toBe(full.points)
  })

  test('the overview counts each area below the asker’s region, and no other', async () => {
    const home = await (await district('GET', '/reports/overview')).json()
    expect(home.areas).toMatchObject([
      {
        area: '350203001000',
        name: '思明区·滨湖街道',
        households: 4,
        red: 2,
        orange: 1,
        open: 4,
        overdue: 1,
        helped: 0,
      },
    ])
    const town = await (await district('GET', '/reports/overview?region=350203001000')).json()
    expect(town.areas.map((area: { area: string }) => area.area)).toEqual(['350203001201', '350203001202'])
    expect((await district('GET', '/reports/overview?region=350205000000')).status).toBe(404)
    const whole = await (await city('GET', '/reports/overview')).json()
    expect(whole.areas.map((area: { area: string }) => area.area)).toEqual(['350203000000', '350205000000'])
  })

  test('days from the opening of a task to contact and to help are counted where they happened', async () => {
    const taskId = taskIdOf('350100000002')
    await district('POST', `/tasks/${taskId}/outcome`, { outcome: 'eligible-apply' })
    await world.sql.query(
      `insert into aid (aid_id, case_id, household, household_no, region, programme, form, amount_fen, what, given_on, given_by)
       values ('A-1', 'C-1', 'h-350100000002', '350100000002', '350203001201', 'temporary-relief', 'cash', 80000, '', '2026-10-30', 'X0001')`,
    )
    const { reach, areas } = await (await district('GET', '/reports/overview')).json()
    expect(reach).toEqual({
      ...{ ended: 1, inTime: 1, toVisitDays: 4, toHelpDays: 3 },
      ...{ decided: 0, decidedLate: 0, toDecisionDays: null },
    })
    expect(areas[0]).toMatchObject({ helped: 1, givenFen: 80_000 })
  })

  test('a department gets its template with the words of each code, and its refused rows without anybody’s number', async () => {
    const template = textOf(Buffer.from(await (await city('GET', '/feeds/disability-cert/template')).arrayBuffer()))
    for (const part of ['身份证号', '证件号码', '4 / 肢体 / 肢体残疾']) expect(template).toContain(part)
    const refused = textOf(Buffer.from(await (await city('GET', '/deliveries/d-1/refused')).arrayBuffer()))
    for (const part of ['残疾等级', '代码不在码表中', '350203********5812']) expect(refused).toContain(part)
    expect(refused).not.toMatch(/赵大海|350203197001015812/)
    expect((await city('GET', '/deliveries/d-2/refused')).status).toBe(404)
  })

  test('each column of a feed is told once, and feeds say when the next delivery is expected', async () => {
    const feed = await (await city('GET', '/feeds/disability-cert')).json()
    const names = feed.columns.map((column: { name: string }) => column.name)
    expect(names).toEqual([...new Set(names)])
    expect(feed).toMatchObject({ expectedBy: '2026-11-01', staleDays: 1, usualRows: null, trouble: 'waiting' })
  })
})

test.each([
  ['2026-09', '2026-10-31', { from: '2026-09-01', to: '2026-09-30' }],
  [undefined, '2026-10-31', { from: '2026-10-01', to: '2026-10-31' }],
  ['2025-12', '2026-10-31', { from: '2025-12-01', to: '2025-12-31' }],
])('the month %s seen on %s spans its days up to today', (month, today, span) => {
  expect(spanOf(month, today)).toEqual(span)
})
