import { saveStaff } from '@shouwang/postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { tryEveryRole } from './every-role.ts'
import { type Ask, signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend } from './test-data/fake-backend.ts'

describe('what each role may do with lists', () => {
  tryEveryRole([{ method: 'GET', path: '/lists', may: ['district', 'city', 'department'] }])
})

describe('a list for a department', () => {
  let world: FakeBackend
  let district: Ask
  let education: Ask
  let others: readonly Ask[]
  const draw = (commandId: string, more: object = {}) => ({
    ...{ commandId, department: 'education', purpose: 'school-help', why: '秋季助学', rows: 2, attributes: {} },
    ...more,
  })
  beforeAll(async () => {
    world = await fakeBackend()
    const member = { role: 'department', region: '350203000000', phoneSealed: null } as const
    await saveStaff(world.sql, [
      { ...member, staffNo: 'E1', name: '陶教育', department: 'education' },
      { ...member, staffNo: 'H1', name: '苏住建', department: 'housing' },
      { ...member, staffNo: 'E2', name: '海沧教育', department: 'education', region: '350205000000' },
      { ...member, staffNo: 'E3', name: '东风学校', department: 'education', region: '350203001201' },
    ])
    await world.sql.query(
      `update households set hardship = case when household_no = '350100000001' then 60 else 20 end, ring = 'below-1',
         traits = '{age:6-17,on:dibao}' where region like '350203%'`,
    )
    const app = consoleApp(world.backend, { signIn: { mode: 'demo' } })
    ;[district, education, ...others] = (await Promise.all(
      ['Q0001', 'E1', 'H1', 'E2', 'E3'].map((staffNo) => signInAs(app, staffNo)),
    )) as [Ask, Ask, ...Ask[]]
  })
  afterAll(() => world.sql.close())

  let listNo: string
  test('is drawn within a purpose of the closed list, the hardest pressed first, and kept as drawn', async () => {
    expect((await district('POST', '/lists', draw('l0', { purpose: 'curiosity' }))).status).toBe(400)
    expect((await district('POST', '/lists', draw('l0', { region: '350205000000' }))).status).toBe(409)
    const drawn = await district(
      'POST',
      '/lists',
      draw('l1', { attributes: { ages: ['6-17'], programmes: ['dibao'] } }),
    )
    expect(drawn.status).toBe(201)
    const list = await drawn.json()
    listNo = list.listNo
    expect(list.families.map(({ points }: { points: number }) => points)).toEqual([60, 20])
    expect(list.families[0]).toMatchObject({ householdNo: '350100000001', placeNow: 1, ring: 'below-1' })
    expect(await (await district('POST', '/lists', draw('l1'))).json()).toEqual(list)
    const unknownThere = draw('l3', {
      department: 'agriculture',
      purpose: 'return-to-poverty',
      attributes: { notOn: ['fanpin'] },
    })
    expect(await (await district('POST', '/lists', unknownThere)).json()).toMatchObject({ rows: 2 })
    const known = draw('l4', { department: 'agriculture', attributes: { notOn: ['dibao', 'fanpin'] } })
    expect(await (await district('POST', '/lists', known)).json()).toMatchObject({ rows: 0 })
    const none = await district('POST', '/lists', draw('l2', { attributes: { ages: ['80+'] } }))
    expect(await none.json()).toMatchObject({ rows: 0, families: [] })
    const [line] = await world.sql.query<{ purpose: string; whom: number }>(
      `select purpose, cardinality(whom) as whom from audit where action = 'POST /lists' and result = 'done' and subject = $1`,
      [listNo],
    )
    expect(line).toEqual({ purpose: '助学', whom: 2 })
  })

  test('shows the department masked names and places, and nothing of why', async () => {
    const list = await (await education('GET', `/lists/${listNo}`)).json()
    expect(list.families[0]).toMatchObject({ nth: 1, householdNo: null, points: null, ring: null, cause: null })
    expect(list.families[0].name).toContain('*')
    expect(JSON.stringify(list)).not.toContain('350100000001')
    expect((await (await education('GET', '/lists')).json()).lists).toHaveLength(2)
    expect((await education('POST', '/lists', draw('l9'))).status).toBe(403)
  })

  test('is not there for who tries the numbers of others: another office, another region, a part of the region', async () => {
    const help = { commandId: 'h0', programme: 'temporary-relief', note: '助学' }
    for (const ask of others) {
      expect((await (await ask('GET', '/lists')).json()).lists).toEqual([])
      expect((await ask('GET', `/lists/${listNo}`)).status).toBe(404)
      expect((await ask('POST', `/lists/${listNo}/rows/1/help`, help)).status).toBe(404)
    }
    expect((await education('GET', '/lists/L-none')).status).toBe(404)
    expect((await education('POST', `/lists/${listNo}/rows/9/help`, help)).status).toBe(404)
  })

  test('what the department gives from it is a referral of its own, the same command once', async () => {
    const given = { form: 'cash', what: '助学金', amountFen: 300_000, hours: null, day: world.backend.today() }
    const help = { commandId: 'h1', programme: 'temporary-relief', note: '秋季助学', given }
    const path = `/lists/${listNo}/rows/1/help`
    expect((await education('POST', path, { ...help, programme: 'gold' })).status).toBe(409)
    const helped = await education('POST', path, help)
    expect(helped.status).toBe(201)
    expect((await education('POST', path, help)).status).toBe(201)
    const list = await (await district('GET', `/lists/${listNo}`)).json()
    const row = list.families.find(({ nth }: { nth: number }) => nth === 1)
    expect(row.referrals).toHaveLength(1)
    const referral = await (await education('GET', `/referrals/${row.referrals[0]}`)).json()
    expect(referral).toMatchObject({ status: 'done', need: '助学', answers: [{ note: '秋季助学', given }] })
  })
})
