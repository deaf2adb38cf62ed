import { Role } from '@shouwang/console-api'
import { saveStaff } from '@shouwang/postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { tryEveryRole } from './every-role.ts'
import { type Ask, STAFF, signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend } from './test-data/fake-backend.ts'

describe('what each role may do with referrals', () => {
  const casework = ['grid-worker', 'coordinator', 'district', 'city'] as const
  tryEveryRole([
    { method: 'GET', path: '/referrals', may: [...casework, 'department'] },
    { method: 'GET', path: '/referral-offices', may: casework },
  ])

  test('nobody but departments answers, and who reads is told that there is no such referral', async () => {
    const { backend, sql } = await fakeBackend()
    const app = consoleApp(backend, { signIn: { mode: 'demo' } })
    for (const role of Role.options) {
      const ask = await signInAs(app, STAFF[role])
      const accepted = await ask('POST', '/referrals/C-none-1-r1/answers', { type: 'AcceptReferral' })
      const contact = await ask('POST', '/referrals/C-none-1-r1/contact')
      const read = await ask('GET', '/referrals/C-none-1-r1')
      const answers = role === 'department' ? 404 : 403
      expect([role, accepted.status, contact.status]).toEqual([role, answers, answers])
      expect([role, read.status]).toEqual([
        role,
        ['data', 'system-admin', 'security-admin', 'auditor'].includes(role) ? 403 : 404,
      ])
    }
    await sql.close()
  })
})

describe('a user of a department who tries what is others’', () => {
  const household = '350100000001'
  let world: FakeBackend
  let town: Ask
  let housing: Ask
  let elsewhere: Ask
  let education: Ask
  let caseId: string
  beforeAll(async () => {
    world = await fakeBackend()
    const member = { role: 'department', region: '350203000000', phoneSealed: null } as const
    await saveStaff(world.sql, [
      { ...member, staffNo: 'H1', name: '苏住建', department: 'housing' },
      { ...member, staffNo: 'E1', name: '陶教育', department: 'education' },
      { ...member, staffNo: 'H2', name: '海沧住建', department: 'housing', region: '350205000000' },
    ])
    const app = consoleApp(world.backend, { signIn: { mode: 'demo' } })
    ;[town, housing, elsewhere, education] = await Promise.all([
      signInAs(app, 'X0001'),
      signInAs(app, 'H1'),
      signInAs(app, 'H2'),
      signInAs(app, 'E1'),
    ])
    const asked = { householdNo: household, matter: 'referral', origin: 'application', note: '房屋漏雨' }
    const opened = await town('POST', '/cases', asked)
    caseId = (await opened.json()).caseId
    const referral = {
      ...{ department: 'housing', need: '请鉴定房屋', why: '屋顶破损', class: 'department', dueOn: '2026-12-20' },
    }
    const sent = await town('POST', `/cases/${caseId}/commands`, { type: 'ReferCase', referral })
    expect([opened.status, sent.status]).toEqual([201, 200])
  })
  afterAll(() => world.sql.close())

  const of = async (ask: Ask, path: string) => (await ask('GET', path)).status

  test('reads what was referred to his office, without the household or the case behind it', async () => {
    const { referrals } = await (await housing('GET', '/referrals')).json()
    expect(referrals).toMatchObject([{ need: '请鉴定房屋', caseId: null, householdNo: null, mayAnswer: true }])
    expect(JSON.stringify(referrals)).not.toContain(household)
    for (const path of [`/households/${household}/file`, `/cases/${caseId}`, '/tasks', '/cases', '/reports/overview'])
      expect([path, await of(housing, path)]).toEqual([path, 403])
  })

  test('gets nothing of another office’s or another region’s referral: no line in the list, no page, no answer, no name', async () => {
    for (const ask of [education, elsewhere]) {
      expect((await (await ask('GET', '/referrals')).json()).referrals).toEqual([])
      const path = `/referrals/${caseId}-r1`
      expect(await of(ask, path)).toBe(404)
      expect((await ask('POST', `${path}/answers`, { type: 'AcceptReferral' })).status).toBe(404)
      expect((await ask('POST', `${path}/contact`)).status).toBe(404)
    }
  })

  test('sees names and where to find them once he accepted, and no more once it is done; each look is in the audit', async () => {
    const path = `/referrals/${caseId}-r1`
    expect((await housing('POST', `${path}/contact`)).status).toBe(403)
    expect((await housing('POST', `${path}/answers`, { type: 'AcceptReferral' })).status).toBe(200)
    expect((await (await housing('POST', `${path}/contact`)).json()).people).not.toEqual([])
    const given = { form: 'goods', what: '防水卷材', amountFen: 300_000, hours: null, day: world.backend.today() }
    const done = await housing('POST', `${path}/answers`, { type: 'FinishReferral', note: '屋顶已修', given })
    expect(await done.json()).toMatchObject({ status: 'done', mayAnswer: false })
    expect((await housing('POST', `${path}/contact`)).status).toBe(403)
    const detail = await (await town('GET', `/cases/${caseId}`)).json()
    expect(detail).toMatchObject({
      step: 'return-visit',
      referrals: [{ status: 'done', answers: [{ note: '屋顶已修' }] }],
    })
    const [looked] = await world.sql.query<{ looks: number }>(
      `select count(*)::int as looks from audit where action = 'POST /referrals/{referralId}/contact' and result = 'done'`,
    )
    expect(looked?.looks).toBe(1)
  })
})
