import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Validator } from '@seriousme/openapi-schema-validator'
import { EngineAway } from '@shouwang/flow'
import { seedStaff } from '@shouwang/postgres/testing'
import { createLogger, createMetrics } from '@shouwang/telemetry'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { Config } from '../src/config.ts'
import { consoleApp } from '../src/console-app.ts'
import { consoleTelemetry } from '../src/telemetry.ts'
import { signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend } from './test-data/fake-backend.ts'

let world: FakeBackend
let app: ReturnType<typeof consoleApp>
const token = 'operator-token-of-thirty-two-chars'
beforeAll(async () => {
  world = await fakeBackend()
  app = consoleApp(world.backend, { signIn: { mode: 'demo' }, operatorToken: token, webRoot: '/nowhere' })
})
afterAll(() => world.sql.close())

const json = { 'content-type': 'application/json' }

test('the OpenAPI document is valid and describes every door', async () => {
  const document = await (await app.request('/api/v1/openapi.json')).json()
  const result = await new Validator().validate(document)
  expect(result.errors ?? []).toEqual([])
  expect(Object.keys(document.paths)).toContain('/tasks/{taskId}/outcome')
  expect(document.paths['/feeds/{feed}/records'].post.responses).toHaveProperty('202')
})

test('no flag of an expression is left in a published pattern', async () => {
  const text = await (await app.request('/api/v1/openapi.json')).text()
  const patterns = [...text.matchAll(/"pattern":"((?:[^"\\]|\\.)*)"/g)].map(([, pattern]) => pattern)
  expect(patterns.length).toBeGreaterThan(20)
  expect(patterns.filter((pattern) => /\/[a-z]+$/.test(pattern ?? ''))).toEqual([])
})

test('without a session the answer says what to do', async () => {
  const answer = await app.request('/api/v1/tasks')
  expect(answer.status).toBe(401)
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  expect((await answer.json()).detail).toContain('请重新登录')
})

test('the session cookie is out of reach of scripts and other sites, and only its hash is kept', async () => {
  const answer = await app.request('/api/v1/session', { method: 'POST', headers: json, body: '{"staffNo":"W0001"}' })
  const cookie = answer.headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(/HttpOnly/)
  expect(cookie).toMatch(/SameSite=Strict/)
  const kept = await world.sql.query<{ token_hash: string }>('select token_hash from sessions')
  expect(kept.every(({ token_hash }) => !cookie.includes(token_hash))).toBe(true)
})

test('a seat of the demonstration stands before a member of staff with its number, once', async () => {
  await seedStaff(world.sql, ['S0001', '周舟', 'city', '350200000000'])
  const { staff } = await (await app.request('/api/v1/session/choices?q=S0001')).json()
  expect(staff).toMatchObject([{ staffNo: 'S0001', name: '市级演示' }])
  await world.sql.query(`delete from staff where staff_no = 'S0001'`)
})

test('signing out ends the session', async () => {
  const ask = await signInAs(app, 'W0001')
  expect((await ask('GET', '/me')).status).toBe(200)
  await ask('DELETE', '/session')
  expect((await ask('GET', '/me')).status).toBe(401)
})

test('a session ends by itself after half a day', async () => {
  const ask = await signInAs(app, 'W0001')
  await world.sql.query(`update sessions set expires_at = expires_at - interval '13 hours'`)
  expect((await ask('GET', '/me')).status).toBe(401)
})

test('the operator token lets the command line in everywhere, and a wrong one does not', async () => {
  const asked = (bearer: string) => app.request('/api/v1/tasks', { headers: { authorization: `Bearer ${bearer}` } })
  expect((await (await asked(token)).json()).total).toBe(6)
  expect((await asked('wrong')).status).toBe(401)
})

test('a change asked for by another site is refused', async () => {
  const ask = await signInAs(app, 'W0001')
  const from = (origin: string) =>
    ask('POST', '/tasks/t-350100000001/note', { note: '备注' }, { origin, host: 'localhost:8230' })
  expect((await from('https://evil.example')).status).toBe(403)
  expect((await from('http://localhost:8230')).status).toBe(200)
})

test('a page elsewhere that had its own name point here cannot sign in', async () => {
  const rebound = { ...json, host: 'evil.example:8230', origin: 'http://evil.example:8230' }
  const answer = await app.request('/api/v1/session', { method: 'POST', headers: rebound, body: '{"staffNo":"S0001"}' })
  expect(answer.status).toBe(421)
  expect(answer.headers.get('set-cookie')).toBeNull()
  const named = consoleApp(world.backend, { signIn: { mode: 'demo' }, hosts: ['console.city.example'] })
  const under = async (host: string) => (await named.request('/api/v1/session/choices', { headers: { host } })).status
  expect(await under('console.city.example')).toBe(200)
  expect(await under('127.0.0.1:8230')).toBe(200)
  expect(await under('[::1]:8230')).toBe(200)
  expect(await under('other.city.example')).toBe(421)
  expect(await under('127.evil.example')).toBe(421)
})

test('a body that is no JSON is refused as a problem with the fix', async () => {
  const ask = await signInAs(app, 'W0001')
  const answer = await ask('POST', '/tasks/t-350100000001/note', '{"note":', json)
  expect(answer.status).toBe(400)
  expect((await answer.json()).detail).toContain('请求体无法解析')
})

test('a body that is too large is refused before it is read', async () => {
  const ask = await signInAs(app, 'W0001')
  const answer = await ask('POST', '/tasks/t-350100000001/note', { note: 'x'.repeat(2_000_000) })
  expect(answer.status).toBe(413)
})

test('demo sign-in is only for a console that nobody else can reach', () => {
  const engines = {
    SHOUWANG_KAFKA_BROKERS: 'kafka:9092',
    SHOUWANG_POSTGRES_URL: 'postgres://shouwang@postgres/shouwang',
    SHOUWANG_PSEUDONYM_KEY: 'k',
    SHOUWANG_VAULT_KEY: 'k',
    SHOUWANG_REGION: '350200000000',
  }
  const accepts = (settings: Record<string, string>) => Config.safeParse({ ...engines, ...settings }).success
  const open = { CONSOLE_HOST: '0.0.0.0', SHOUWANG_SIGN_IN: 'password' }
  expect(accepts({})).toBe(true)
  expect(accepts({ CONSOLE_HOST: '0.0.0.0' })).toBe(false)
  expect(accepts(open)).toBe(true)
})

test('pages may load nothing from elsewhere, and missing pages say how to build them', async () => {
  const answer = await app.request('/tasks')
  expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'")
  expect(answer.headers.get('x-frame-options')).toBe('DENY')
  expect(answer.status).toBe(503)
  expect(await answer.text()).toContain('pnpm --filter @shouwang/web build')
})

test('no path leads out of the folder of the pages', async () => {
  const root = await builtPages()
  await writeFile(join(root, '..', 'outside.txt'), 'outside')
  const served = consoleApp(world.backend, { signIn: { mode: 'demo' }, webRoot: root })
  for (const path of ['/../outside.txt', '/..%2foutside.txt', '/%2e%2e/outside.txt', '/assets/../../outside.txt'])
    expect(await (await served.request(path)).text()).not.toContain('outside')
})

test('built files are kept for a year, the page that names them is not, and a page of its own is any other path', async () => {
  const served = consoleApp(world.backend, { signIn: { mode: 'demo' }, webRoot: await builtPages() })
  const asked = async (path: string) => {
    const answer = await served.request(path, { headers: { 'accept-encoding': 'gzip' } })
    const { status, headers } = answer
    await answer.body?.cancel()
    return [status, headers.get('content-type'), headers.get('cache-control'), headers.get('content-encoding')]
  }
  const page = [200, 'text/html; charset=utf-8', 'no-cache', 'gzip']
  expect(await asked('/assets/app-1.js')).toEqual([
    200,
    'text/javascript; charset=utf-8',
    'public, max-age=31536000, immutable',
    'gzip',
  ])
  expect(await asked('/icon.svg')).toEqual([200, 'image/svg+xml; charset=utf-8', 'no-cache', null])
  for (const path of ['/', '/tasks/t-1', '/.sources', '/households/a.b'])
    expect([path, await asked(path)]).toEqual([path, page])
  expect((await asked('/assets/gone-2.js'))[0]).toBe(404)
})

test('a path that is no text is refused, and is no failure of ours', async () => {
  const metrics = createMetrics()
  const telemetry = consoleTelemetry(createLogger({ name: 'test', to: { write: () => undefined } }), metrics)
  const served = consoleApp(world.backend, { signIn: { mode: 'demo' }, webRoot: await builtPages(), telemetry })
  const key = { authorization: 'Bearer swk_key' }
  for (const path of ['/%E0%A4%A', '/%', '/assets/%ff.js', '/api/v1/tasks/%E0%A4%A', '/api/v1/feeds/%E0%A4%A/records'])
    for (const init of [{}, { headers: key }, { method: 'POST', headers: key }])
      expect([path, (await served.request(path, init)).status]).toEqual([path, 400])
  expect((await metrics.exposition()).text).toMatch(/^console_failed_requests_total 0$/m)
})

test('a zero character or half of a sign, in an address or a body, is the asker’s mistake, and no failure of ours', async () => {
  const metrics = createMetrics()
  const telemetry = consoleTelemetry(createLogger({ name: 'test', to: { write: () => undefined } }), metrics)
  const served = consoleApp(world.backend, { signIn: { mode: 'demo' }, operatorToken: token, telemetry })
  const asked = async (path: string, init: RequestInit = {}): Promise<readonly [string, number]> => {
    const headers = { ...json, authorization: `Bearer ${token}` }
    return [path, (await served.request(`/api/v1${path}`, { ...init, headers })).status]
  }
  const paths = [
    '/tasks?q=%00',
    '/tasks?assignee=a%00',
    '/deliveries/%00',
    '/deliveries?feed=%00',
    '/quarantine?feed=%00',
  ]
  for (const path of [...paths, '/quarantine?after=%00', '/households/%00/explanation', '/tasks/%00'])
    expect(await asked(path)).toEqual([path, 400])
  for (const body of ['{"feed":"\\u0000"}', '{"feed":"\\ud800"}', '{"\\udfff":1}'])
    expect(await asked('/quarantine/replay', { method: 'POST', body })).toEqual(['/quarantine/replay', 400])
  expect((await metrics.exposition()).text).toMatch(/^console_failed_requests_total 0$/m)
})

/** A folder like the one that the builder leaves. */
const builtPages = async (): Promise<string> => {
  const root = join(await mkdtemp(join(tmpdir(), 'pages-')), 'dist')
  onTestFinished(() => rm(dirname(root), { recursive: true }))
  await mkdir(join(root, 'assets'), { recursive: true })
  await writeFile(join(root, 'index.html'), '<!doctype html>'.padEnd(2000, ' '))
  await writeFile(join(root, 'assets/app-1.js'), '//'.padEnd(2000, ' '))
  await writeFile(join(root, 'icon.svg'), '<svg/>')
  await writeFile(join(root, '.sources'), 'fingerprint')
  return root
}

test('an error of ours is told without its inside', async () => {
  const broken = consoleApp(
    {
      ...world.backend,
      policyOn: () => {
        throw new Error('secret inside')
      },
    },
    { signIn: { mode: 'demo' }, operatorToken: token },
  )
  const answer = await broken.request('/api/v1/policy', { headers: { authorization: `Bearer ${token}` } })
  expect(answer.status).toBe(500)
  expect(await answer.text()).not.toContain('secret inside')
})

test('while an engine is away a request is told to come again, whoever asks', async () => {
  const away = consoleApp(
    {
      ...world.backend,
      sql: { ...world.backend.sql, query: () => Promise.reject(new EngineAway('PostgreSQL', 'gone')) },
    },
    { signIn: { mode: 'demo' }, operatorToken: token },
  )
  for (const authorization of [`Bearer ${token}`, 'Bearer swk_key']) {
    const answer = await away.request('/api/v1/feeds', { headers: { authorization } })
    expect(answer.status).toBe(503)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  }
})
