import { type AuditLine, verifyAudit, writeAudit } from '@shouwang/postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { tryEveryRole } from './every-role.ts'
import { type Ask, STAFF, signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend, pseudonymOf } from './test-data/fake-backend.ts'

const LI = '350205198105135198'

describe('who may read the audit', () => {
  tryEveryRole([
    { method: 'GET', path: '/audit', may: ['auditor'] },
    { method: 'GET', path: '/audit/verify', may: ['auditor'] },
    { method: 'POST', path: '/audit/of-person', body: { person: LI }, may: ['auditor'] },
  ])
})

describe('the audit', () => {
  let world: FakeBackend
  let auditor: Ask
  const enter = (staffNo: string) => signInAs(consoleApp(world.backend, { signIn: { mode: 'demo' } }), staffNo)
  beforeAll(async () => {
    world = await fakeBackend()
    auditor = await enter(STAFF.auditor)
  })
  afterAll(() => world.sql.close())

  test('tells a person who read what of him and his household, and why', async () => {
    const district = await enter('Q0001')
    await district('GET', '/households/350100000001/explanation')
    const { lines } = await (await auditor('POST', '/audit/of-person', { person: LI })).json()
    expect(lines).toMatchObject([
      {
        who: 'Q0001',
        role: 'district',
        action: 'GET /households/{householdNo}/explanation',
        result: 'done',
        address: 'in-process',
      },
    ])
    expect(lines[0].whom).toContain(pseudonymOf(LI))
  })

  test('has a line for each sign-in, also one that failed, and each list of tasks names the households', async () => {
    const app = consoleApp(world.backend, { signIn: { mode: 'demo' } })
    const headers = { 'content-type': 'application/json' }
    await app.request('/api/v1/session', { method: 'POST', headers, body: '{"staffNo":"NOBODY"}' })
    const worker = await enter('W0001')
    await worker('GET', '/tasks')
    const { lines } = await (await auditor('GET', '/audit?limit=3')).json()
    expect(lines).toMatchObject([
      { who: 'W0001', action: 'GET /tasks', result: 'done' },
      { who: 'W0001', action: 'POST /session', result: 'done' },
      { who: 'NOBODY', action: 'POST /session', result: 'refused' },
    ])
    expect(lines[0].whom).toContain('h-350100000001')
  })

  test('cannot be changed or deleted by the program that writes it, and a line that was is found', async () => {
    for (const change of [`update audit set who = 'x'`, 'delete from audit', 'truncate audit'])
      await expect(world.sql.query(change)).rejects.toThrow('only added to')
    const { head } = await verifyAudit(world.sql)
    expect(await verifyAudit(world.sql, head)).toMatchObject({ brokenAt: null, knownHead: true })
    await writeAudit(world.sql, { ...line, subject: 'one' }, { ...line, subject: 'two' })
    expect(await verifyAudit(world.sql, head)).toMatchObject({ brokenAt: null, knownHead: true })
    // As the owner of the database could: triggers off, one word changed.
    await world.sql.query('alter table audit disable trigger audit_stands')
    await world.sql.query(`update audit set subject = 'other' where subject = 'one'`)
    const broken = await (await auditor('GET', `/audit/verify?head=${head}`)).json()
    expect(broken.brokenAt).toBeGreaterThan(0)
    await world.sql.query(`delete from audit where seq = $1`, [broken.brokenAt])
    expect((await verifyAudit(world.sql)).brokenAt).toBe(broken.brokenAt + 1)
  })
})

const line: AuditLine = {
  who: 'W0001',
  role: 'grid-worker',
  region: '350203001201',
  action: 'test',
  subject: '',
  whom: [],
  fields: ['phone'],
  task: '',
  purpose: '走访',
  result: 'done',
  address: '10.1.1.1',
}
