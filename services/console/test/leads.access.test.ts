import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { tryEveryRole } from './every-role.ts'
import { type Ask, signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend } from './test-data/fake-backend.ts'
import { realTasks } from './test-data/real-tasks.ts'

const told = { kind: 'hardship', words: '有位老人断粮' }

describe('who hears of leads, and who tells them', () => {
  tryEveryRole([
    { method: 'GET', path: '/leads', may: ['grid-worker', 'coordinator', 'district', 'city'] },
    { method: 'POST', path: '/leads', body: told, may: ['grid-worker', 'coordinator', 'district', 'city'] },
  ])
})

describe('a lead', () => {
  let world: FakeBackend
  let worker: Ask
  let elsewhere: Ask
  beforeAll(async () => {
    world = await fakeBackend(realTasks)
    const app = consoleApp(world.backend, { signIn: { mode: 'demo' } })
    worker = await signInAs(app, 'W0001')
    elsewhere = await signInAs(app, 'W0002')
  })
  beforeEach(() => world.sql.query('delete from rate_limits'))
  afterAll(() => world.sql.close())

  test('is kept sealed, and its photograph with it', async () => {
    const photo = 'data:image/jpeg;base64,AAAA'
    expect((await worker('POST', '/leads', { ...told, who: '老王', photo })).status).toBe(201)
    const [row] = await world.sql.query<Record<string, string>>('select * from reported_leads')
    expect(JSON.stringify(row)).not.toMatch(/老王|断粮|AAAA/)
  })

  test('of another village is joined by nobody else, and says no more than that it is not there', async () => {
    const { leadNo } = await (await worker('POST', '/leads', told)).json()
    expect((await elsewhere('POST', `/leads/${leadNo}/join`, { householdNo: '350100000001' })).status).toBe(404)
    expect((await worker('POST', `/leads/${leadNo}/join`, { person: '11010519491231002' })).status).toBe(409)
    expect((await worker('POST', `/leads/${leadNo}/join`, {})).status).toBe(409)
  })

  test('is asked for without signing in only so often', async () => {
    const app = consoleApp(world.backend, { signIn: { mode: 'demo' } })
    const ask = (body: object, path = '/public/leads/ask') =>
      app.request(`/api/v1${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    expect((await ask({ leadNo: '1' })).status).toBe(404)
    const all = await Promise.all(Array.from({ length: 60 }, () => ask({ leadNo: '000000000000' })))
    expect(all.map(({ status }) => status)).toContain(429)
    expect((await ask({ ...told, photo: 'data:image/jpeg;base64,AAAA' }, '/public/leads')).status).toBe(201)
    const [row] = await world.sql.query('select photo from reported_leads where reported_by = $1', ['public'])
    expect(row).toEqual({ photo: null })
  })
})
