import { readFile } from 'node:fs/promises'
import { EngineAway } from '@shouwang/flow'
import { seedStaff } from '@shouwang/postgres/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Backend } from '../src/backend/backend.ts'
import { consoleApp } from '../src/console-app.ts'
import { type Ask, signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend } from './test-data/fake-backend.ts'

let world: FakeBackend
let data: Ask
let admin: Ask
let backend: Backend
/** Statements with this word fail, as they do while PostgreSQL is away. */
let away: string | undefined
let intake: Partial<Backend['intake']> = {}
let app: ReturnType<typeof consoleApp>
beforeAll(async () => {
  world = await fakeBackend()
  const { query } = world.sql
  backend = {
    ...world.backend,
    sql: {
      ...world.sql,
      query: (text, values) =>
        away !== undefined && text.includes(away)
          ? Promise.reject(new EngineAway('PostgreSQL', new Error('connection refused')))
          : query(text, values),
    },
    intake: {
      ...world.backend.intake,
      backlog: (feed) => (intake.backlog ?? world.backend.intake.backlog)(feed),
      receiveRecords: (...given) => (intake.receiveRecords ?? world.backend.intake.receiveRecords)(...given),
      receiveFile: (...given) => (intake.receiveFile ?? world.backend.intake.receiveFile)(...given),
    },
  }
  app = consoleApp(backend, { signIn: { mode: 'demo' }, maxBacklog: 100 })
  data = await signInAs(app, 'S0002')
  admin = await signInAs(app, 'S0003')
})
beforeEach(async () => {
  intake = {}
  away = undefined
  await world.sql.query('delete from intake_keys')
  await world.sql.query('delete from rate_limits')
})
afterAll(() => world.sql.close())

const newKey = async (rowsPerMinute?: number): Promise<string> => {
  const answer = await admin('POST', '/intake-keys', { name: '残联', feeds: ['disability-cert'], rowsPerMinute })
  expect(answer.status).toBe(201)
  return (await answer.json()).key
}

const send = (key: string, rows: number, feed = 'disability-cert', to = app) =>
  to.request(`/api/v1/feeds/${feed}/records`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(Array.from({ length: rows }, (_, at) => ({ 行: at }))),
  })

test('a key sends records of its own feeds, and opens no other door', async () => {
  const key = await newKey()
  expect((await send(key, 3)).status).toBe(202)
  expect(world.rows.at(-1)).toMatchObject({ feed: 'disability-cert' })
  expect((await send(key, 1, 'med-settlement')).status).toBe(403)
  for (const path of ['/tasks', '/quarantine', '/intake-keys', '/feeds'])
    expect((await app.request(`/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } })).status).toBe(403)
})

test('a key of one district speaks for it alone: its rows go under its region, and others’ are to be set aside', async () => {
  const asked: unknown[] = []
  intake = {
    receiveRecords: async (...given) => {
      asked.push(given[2])
      return { ok: true, delivery: 'd-1' }
    },
  }
  const district = { name: '思明残联', feeds: ['disability-cert'], region: '350203000000' }
  const { key } = await (await admin('POST', '/intake-keys', district)).json()
  expect((await send(key, 1)).status).toBe(202)
  expect(asked).toEqual([{ sender: 'key:思明残联', key: undefined, within: '350203', region: '350203000000' }])
  const { keys } = await (await admin('GET', '/intake-keys')).json()
  expect(keys).toMatchObject([{ region: '350203000000' }])
})

test('an administrator of one district neither sees, makes nor ends keys of another', async () => {
  await newKey()
  await seedStaff(world.sql, ['X0203', '思明管理', 'system-admin', '350203000000'])
  const own = await signInAs(app, 'X0203')
  expect((await (await own('GET', '/intake-keys')).json()).keys).toEqual([])
  expect((await own('POST', `/intake-keys/${encodeURIComponent('残联')}/revoke`)).status).toBe(404)
  const elsewhere = { name: '湖里残联', feeds: ['disability-cert'], region: '350206000000' }
  expect((await own('POST', '/intake-keys', elsewhere)).status).toBe(404)
})

test('a key is told once, kept as a hash, and ends when it is revoked', async () => {
  const key = await newKey()
  const { keys } = await (await admin('GET', '/intake-keys')).json()
  expect(keys).toMatchObject([{ name: '残联', feeds: ['disability-cert'], revokedAt: null }])
  expect(JSON.stringify(await world.sql.query('select * from intake_keys'))).not.toContain(key)
  expect((await admin('POST', '/intake-keys', { name: '残联', feeds: ['disability-cert'] })).status).toBe(409)
  expect((await admin('POST', `/intake-keys/${encodeURIComponent('残联')}/revoke`)).status).toBe(200)
  expect((await send(key, 1)).status).toBe(401)
  expect((await send('swk_made-up', 1)).status).toBe(401)
})

test('a sender above its limit is told when to come again, and then is let in', async () => {
  const key = await newKey(60)
  expect((await send(key, 50)).status).toBe(202)
  const refused = await send(key, 20)
  expect(refused.status).toBe(429)
  const afterSeconds = Number(refused.headers.get('retry-after'))
  expect(afterSeconds).toBeGreaterThan(0)
  expect(afterSeconds).toBeLessThanOrEqual(60)
  expect((await send(key, 10)).status).toBe(202)
  expect((await send(key, 1)).status).toBe(429)
  await world.sql.query(`update rate_limits set expire = expire - 60000`)
  expect((await send(key, 20)).status).toBe(202)
  expect((await send(key, 61)).status).toBe(413)
})

test('two consoles count a sender together: what went through one is missing at the other', async () => {
  const key = await newKey(60)
  const other = consoleApp(backend, { signIn: { mode: 'demo' } })
  expect((await send(key, 50)).status).toBe(202)
  expect((await send(key, 20, 'disability-cert', other)).status).toBe(429)
  expect((await send(key, 10, 'disability-cert', other)).status).toBe(202)
  expect((await send(key, 1)).status).toBe(429)
})

test('while the database that counts is away the answer is 503, and nothing is taken', async () => {
  const key = await newKey()
  const before = world.rows.length
  away = 'rate_limits'
  const refused = await send(key, 1)
  expect({ status: refused.status, after: refused.headers.get('retry-after') }).toEqual({ status: 503, after: '10' })
  expect((await refused.json()).detail).toContain('这批记录没有收下')
  expect(world.rows.length).toBe(before)
})

test('while rows of a feed wait none of it is taken, its sender is told to wait, and another feed is served', async () => {
  const key = await newKey()
  const before = world.rows.length
  intake = { backlog: async (feed) => (feed === 'disability-cert' ? 101 : 0) }
  const refused = await send(key, 1)
  expect({ status: refused.status, wait: Number(refused.headers.get('retry-after')) > 0 }).toEqual({
    status: 429,
    wait: true,
  })
  expect(world.rows.length).toBe(before)
  expect((await data('POST', '/feeds/med-settlement/records', [{}])).status).toBe(202)
})

test('three megabytes of a million empty records are refused, and another department is served', async () => {
  const flood = await data('POST', '/feeds/med-settlement/records', '{}\n'.repeat(1_000_000), {
    'content-type': 'application/x-ndjson',
  })
  expect(flood.status).toBe(413)
  expect((await flood.json()).detail).toContain('请分批发送')
  expect((await send(await newKey(), 1)).status).toBe(202)
})

test('a mistake of ours is no outage: nobody is asked to send the same again for ever', async () => {
  const key = await newKey()
  intake = { receiveRecords: () => Promise.reject(new RangeError('a bug')) }
  expect((await send(key, 1)).status).toBe(500)
})

test('while the log is away the answer is 503, never 202', async () => {
  const key = await newKey()
  const away = async (): Promise<never> => {
    throw new Error('no broker answers')
  }
  for (const broken of [{ backlog: away }, { receiveRecords: away }]) {
    intake = broken
    const refused = await send(key, 1)
    expect({ status: refused.status, after: refused.headers.get('retry-after') }).toEqual({ status: 503, after: '10' })
  }
})

test('docs/sending-records.md tells every status that a sender may get, and no other', async () => {
  const page = await readFile(new URL('../../../docs/sending-records.md', import.meta.url), 'utf8')
  const told = new Set([...page.matchAll(/^\| (\d{3}) \|/gm)].map(([, status]) => Number(status)))

  const path = '/feeds/disability-cert/records'
  const key = await newKey(60)
  const answered: number[] = []
  const tell = async (answer: Promise<Response> | Response) => answered.push((await answer).status)
  await tell(send(key, 1))
  await tell(data('POST', path, 'no json'))
  await tell(app.request(`/api/v1${path}`, { method: 'POST', body: '[]' }))
  await tell(send(key, 1, 'med-settlement'))
  await tell(data('POST', '/feeds/made-up/records', [{}]))
  await tell(send(key, 61))
  await tell(data('POST', path, '[]', { 'content-encoding': 'br' }))
  intake = { receiveRecords: async () => ({ ok: false, reason: 'conflict', detail: '' }) }
  await tell(data('POST', path, [{}], { 'idempotency-key': 'used' }))
  intake = { backlog: async () => 101 }
  await tell(send(key, 1))
  intake = { receiveRecords: () => Promise.reject(new EngineAway('Kafka', 'no broker answers')) }
  await tell(send(key, 1))
  intake = { receiveFile: () => Promise.reject(new Error('a bug')) }
  await tell(data('POST', '/deliveries?fileName=a.csv', 'a,b\n1,2\n'))
  expect([...told].sort()).toEqual([...new Set(answered)].sort())

  const { paths } = await (await app.request('/api/v1/openapi.json')).json()
  const described = ['/feeds/{feed}/records', '/deliveries'].flatMap((at) => Object.keys(paths[at].post.responses))
  expect(described.map(Number).filter((status) => !told.has(status))).toEqual([])
})
