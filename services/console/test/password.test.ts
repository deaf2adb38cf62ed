import { savePassword } from '@shouwang/postgres'
import { seedStaff } from '@shouwang/postgres/testing'
import { URI } from 'otpauth'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { passwordHash } from '../src/sign-in/passwords.ts'
import { type FakeBackend, fakeBackend } from './test-data/fake-backend.ts'
import { AT } from './test-data/seed.ts'

const machine = 'm'.repeat(32)
const own = '春江-Moonlight-7'
const json = { 'content-type': 'application/json' }
let world: FakeBackend
let nowMs = Date.parse(AT)
const open = (mode: 'offices' | 'whoever-wants' = 'whoever-wants', proxies = 1) =>
  consoleApp(
    { ...world.backend, nowMs: () => nowMs },
    { signIn: { mode: 'password', secondFactor: mode }, operatorToken: machine, secureCookies: true, proxies },
  )
let hash: string
beforeAll(async () => {
  world = await fakeBackend()
  hash = await passwordHash(own)
})
beforeEach(async () => {
  nowMs = Date.parse(AT)
  for (const table of ['rate_limits', 'credentials', 'sessions', 'known_addresses'])
    await world.sql.query(`delete from ${table}`)
})
afterAll(() => world.sql.close())

type App = ReturnType<typeof open>
const give = (staffNo: string) => {
  const now = new Date(nowMs).toISOString()
  return savePassword(world.sql, staffNo, { hash, issuedUntil: null, now, keep: 5 })
}
const enter = (app: App, staffNo: string, secret: string, more: { code?: string; address?: string } = {}) =>
  app.request('/api/v1/session', {
    method: 'POST',
    headers: { ...json, 'x-forwarded-for': `203.0.113.99, ${more.address ?? '10.1.1.1'}` },
    body: JSON.stringify({ staffNo, secret, ...(more.code === undefined ? {} : { code: more.code }) }),
  })
const cookieOf = (answer: Response) => (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
const asked = (app: App, cookie: string, method: string, path: string, body?: unknown) =>
  app.request(`/api/v1${path}`, {
    method,
    headers: { cookie, ...(body === undefined ? {} : json) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
const byMachine = (app: App, path: string, body: unknown) =>
  app.request(`/api/v1${path}`, {
    method: 'POST',
    headers: { ...json, authorization: `Bearer ${machine}` },
    body: JSON.stringify(body),
  })

test('the first administrator comes from one call, once, and his issued password is changed at the first sign-in', async () => {
  const app = open()
  const someone = { staffNo: 'A0001', name: '首位管理员', role: 'system-admin' }
  const { password } = await (await byMachine(app, '/accounts/first', someone)).json()
  expect((await byMachine(app, '/accounts/first', { ...someone, staffNo: 'A0009' })).status).toBe(409)
  expect((await app.request('/api/v1/tasks', { headers: { authorization: `Bearer ${machine}` } })).status).toBe(403)
  const first = await enter(app, 'A0001', password)
  expect(first.status).toBe(201)
  expect(await first.json()).toMatchObject({ mustFirst: 'password', may: [] })
  const cookie = cookieOf(first)
  expect((await asked(app, cookie, 'GET', '/accounts')).status).toBe(403)
  const change = (next: string) => asked(app, cookie, 'POST', '/session/password', { current: password, next })
  for (const weak of ['short1A!', 'onlylowercaseletters', 'A0001-Moonlight-7', 'Moonlight-7777x', password])
    expect([weak, (await change(weak)).status]).toEqual([weak, 409])
  expect((await change(own)).status).toBe(200)
  expect((await asked(app, cookie, 'GET', '/accounts')).status).toBe(200)
  await world.sql.query(`delete from staff where staff_no = 'A0001'`)
})

test('an issued password is worth nothing after its term, and one of one’s own must change after its own', async () => {
  await savePassword(world.sql, 'W0001', { hash, issuedUntil: AT, now: AT, keep: 5 })
  nowMs += 1_000
  expect((await enter(open(), 'W0001', own)).status).toBe(401)
  await give('W0001')
  nowMs += 91 * 24 * 60 * 60 * 1000
  expect(await (await enter(open(), 'W0001', own)).json()).toMatchObject({ mustFirst: 'password' })
})

test('a stranger who guesses does not lock out the person attacked, whatever address he claims', async () => {
  const app = open()
  await give('W0001')
  expect((await enter(app, 'W0001', own, { address: '10.1.1.1' })).status).toBe(201)
  const guesses: number[] = []
  for (let at = 0; at < 24; at++)
    guesses.push((await enter(app, 'W0001', 'guess', { address: `192.0.2.${Math.floor(at / 4)}` })).status)
  expect(guesses.slice(-4)).toEqual([429, 429, 429, 429])
  expect((await enter(app, 'W0001', own, { address: '192.0.2.200' })).status).toBe(429)
  expect((await enter(app, 'W0001', own, { address: '10.1.1.1' })).status).toBe(201)
})

test('one address that tries many numbers is stopped', async () => {
  const app = open()
  const codes = new Set<number>()
  await world.sql.query(`insert into rate_limits (key, points, expire) values ('sign-in-from:10.9.9.9', 60, $1)`, [
    String(Date.now() + 60_000),
  ])
  codes.add((await enter(app, 'N0001', 'guess', { address: '10.9.9.9' })).status)
  expect([...codes]).toEqual([429])
})

test('guesses are counted over all consoles, and those that come all at once are not all tried', async () => {
  await give('W0002')
  const consoles = [open(), open()]
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, at) => enter(consoles[at % 2] as App, 'W0002', `guess ${at}`)),
  )
  const counts = (status: number) => answers.filter((answer) => answer.status === status).length
  expect([counts(401), counts(429)]).toEqual([5, 7])
})

test('a code of the second factor opens the door once, and offices cannot do without one', async () => {
  await seedStaff(world.sql, ['C0001', '周舟', 'city', '350200000000'])
  await give('C0001')
  const app = open('offices')
  const first = await enter(app, 'C0001', own)
  expect(await first.json()).toMatchObject({ mustFirst: 'second-factor', may: [] })
  const cookie = cookieOf(first)
  expect((await asked(app, cookie, 'GET', '/tasks')).status).toBe(403)
  const { uri } = await (await asked(app, cookie, 'POST', '/session/second-factor')).json()
  const code = () => URI.parse(uri).generate({ timestamp: nowMs } as never)
  const confirm = (given: string) => asked(app, cookie, 'POST', '/session/second-factor/confirm', { code: given })
  expect((await confirm('000000')).status).toBe(409)
  expect((await confirm(code())).status).toBe(200)
  expect((await asked(app, cookie, 'GET', '/tasks')).status).toBe(200)
  expect((await (await enter(app, 'C0001', own)).json()).type).toContain('code-needed')
  expect((await enter(app, 'C0001', own, { code: code() })).status).toBe(401)
  nowMs += 30_000
  expect((await enter(app, 'C0001', own, { code: code() })).status).toBe(201)
  const kept = await world.sql.query<{ sealed: string }>('select totp_sealed as sealed from credentials')
  expect(uri).not.toContain(kept[0]?.sealed)
})

test('a session ends when nobody uses it, at its term, one by one, all at once, and when its person is revoked', async () => {
  const app = open()
  await give('W0001')
  const session = async () => cookieOf(await enter(app, 'W0001', own))
  const me = async (cookie: string) => (await asked(app, cookie, 'GET', '/me')).status
  const [one, two] = [await session(), await session()]
  expect(one).toMatch(/^__Host-/)
  nowMs += 31 * 60 * 1000
  expect(await me(one)).toBe(401)
  nowMs = Date.parse(AT)
  for (let half = 0; half < 24; half++) {
    nowMs += 29 * 60 * 1000
    if ((await me(two)) !== 200) break
  }
  nowMs = Date.parse(AT) + 12 * 60 * 60 * 1000
  expect(await me(two)).toBe(401)
  nowMs = Date.parse(AT)
  await world.sql.query('delete from sessions')
  const [here, there] = [await session(), await session()]
  const { sessions } = await (await asked(app, here, 'GET', '/sessions')).json()
  const other = sessions.find((row: { current: boolean }) => !row.current)
  expect(other).toMatchObject({ address: '10.1.1.1', means: 'password' })
  await asked(app, here, 'POST', `/sessions/${other.sessionId}/end`)
  expect([await me(here), await me(there)]).toEqual([200, 401])
  await world.sql.query(`update credentials set revoked_at = now()`)
  expect(await me(here)).toBe(401)
  expect((await enter(app, 'W0001', own)).status).toBe(401)
})
