import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { type Ask, signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend } from './test-data/fake-backend.ts'

let world: FakeBackend
let data: Ask
let app: ReturnType<typeof consoleApp>
beforeAll(async () => {
  world = await fakeBackend()
  app = consoleApp(world.backend, { signIn: { mode: 'demo' }, operatorToken: 'o'.repeat(32) })
  data = await signInAs(consoleApp(world.backend, { signIn: { mode: 'demo' } }), 'S0002')
})
afterAll(() => world.sql.close())

const records = (body: string, type: string) =>
  data('POST', '/feeds/disability-cert/records', body, { 'content-type': type })

test('a feed that stays silent longer than its cadence is overdue; one that comes on events never is', async () => {
  const { feeds } = await (await data('GET', '/feeds')).json()
  const overdue = new Map(feeds.map((feed: { feed: string; overdue: boolean }) => [feed.feed, feed.overdue]))
  expect(overdue.get('disability-cert')).toBe(false)
  expect(overdue.get('med-settlement')).toBe(true)
  expect(overdue.get('fire')).toBe(false)
  expect(feeds[0]).toMatchObject({ name: '残疾人证', waiting: 2, last: { received: 19, accepted: 13, quarantined: 6 } })
})

test('a file is taken as it streams in, under its name and business day, and answered with its receipt', async () => {
  const answer = await data('POST', '/deliveries?fileName=a.csv&feed=disability-cert&asOf=2026-10-30', 'a,b\n1,2\n')
  expect(answer.status).toBe(202)
  expect(await answer.json()).toMatchObject({ delivery: 'd-new-1', receipt: { status: 'complete', accepted: 2 } })
  expect(world.received.at(-1)).toEqual({
    feed: 'disability-cert',
    fileName: 'a.csv',
    bytes: 8,
    asOf: '2026-10-30',
    region: '350200000000',
    part: false,
    by: 'S0002',
    within: '3502',
  })
})

test('a sender may say that a file is one of several', async () => {
  expect((await data('POST', '/deliveries?fileName=a.csv&part=true', 'a,b\n1,2\n')).status).toBe(202)
  expect(world.received.at(-1)).toMatchObject({ fileName: 'a.csv', part: true })
  expect((await data('POST', '/deliveries?fileName=a.csv&part=perhaps', 'a,b\n1,2\n')).status).toBe(400)
})

test('a sender may say which region a file covers, of which day a snapshot is, and what the content amounts to', async () => {
  const about = { snapshotDay: '2026-06-30', region: '350212000000', contentHash: 'a'.repeat(64) }
  const answer = await data('POST', `/deliveries?fileName=a.csv&${new URLSearchParams(about)}`, 'a,b\n1,2\n')
  expect(answer.status).toBe(202)
  expect(world.received.at(-1)).toMatchObject(about)
  expect((await data('POST', '/deliveries?fileName=a.csv&contentHash=short', 'a,b\n')).status).toBe(400)
})

test('a file may come in a form', async () => {
  const form = new FormData()
  form.set('file', new File(['a,b\n'], '残联_残疾人证.csv'))
  const request = new Request('http://console/api/v1/deliveries', { method: 'POST', body: form })
  const body = await request.arrayBuffer()
  const answer = await data('POST', '/deliveries', undefined, {})
  expect(answer.status).toBe(400)
  const app = consoleApp(world.backend, { signIn: { mode: 'demo' }, operatorToken: 'o'.repeat(32) })
  const sent = await app.request('/api/v1/deliveries', {
    method: 'POST',
    body,
    headers: {
      authorization: `Bearer ${'o'.repeat(32)}`,
      'content-type': request.headers.get('content-type') ?? '',
      'content-length': String(body.byteLength),
    },
  })
  expect(sent.status).toBe(202)
  expect(world.received.at(-1)).toMatchObject({ fileName: '残联_残疾人证.csv', bytes: 4 })
})

test('a file without a name, and an empty file, are refused with what would do', async () => {
  expect(await (await data('POST', '/deliveries', 'a,b\n')).json()).toMatchObject({
    status: 400,
    detail: expect.stringContaining('?fileName='),
  })
})

test.each([
  ['one JSON object', '{"姓名":"某人"}', 'application/json', [{ 姓名: '某人' }]],
  ['a JSON array', '[{"a":1},{"a":2}]', 'application/json; charset=utf-8', [{ a: 1 }, { a: 2 }]],
  ['NDJSON', '{"a":1}\n\n{"a":2}\n', 'application/x-ndjson', [{ a: 1 }, { a: 2 }]],
  ['CSV', '\uFEFFa,b\r\n1,"x,y"\r\n', 'text/csv', [{ a: '1', b: 'x,y' }]],
])('records come as %s', async (_, body, type, rows) => {
  const answer = await records(body, type)
  expect(answer.status).toBe(202)
  expect((await answer.json()).records).toBe(rows.length)
  expect(world.rows.at(-1)).toEqual({ feed: 'disability-cert', rows })
})

test.each([
  ['broken JSON', '{"a":', 'application/json', '不是有效的 JSON'],
  ['a number', '7', 'application/json', '不是对象'],
  ['an empty array', '[]', 'application/json', '没有收到任何记录'],
  ['NDJSON without a readable line', '{"a"\n', 'application/x-ndjson', '没有一条记录能读'],
  ['ragged CSV', 'a,b\n1,2,3\n', 'text/csv', '没有一条记录能读'],
  ['an encoding nobody knows', '{}', 'application/json; charset=klingon', '不认识编码'],
])('%s is refused, kept nowhere, and told what is wrong', async (_, body, type, words) => {
  const before = world.rows.length
  const answer = await records(body, type)
  expect(answer.status).toBe(400)
  expect((await answer.json()).detail).toContain(words)
  expect(world.rows.length).toBe(before)
})

test.each([
  ['NDJSON', '{"a":1}\n{"a"\n{"a":3}\n', 'application/x-ndjson'],
  ['CSV', 'a,b\n1,2\n1,2,3\n3,4\n', 'text/csv'],
  ['JSON', '[{"a":1},7,{"a":3}]', 'application/json'],
])('a bad line of %s costs that line alone', async (_, body, type) => {
  const answer = await records(body, type)
  expect(answer.status).toBe(202)
  expect((await answer.json()).records).toBe(3)
  expect(world.rows.at(-1)?.rows[1]).toMatchObject({ rowNo: 2, problem: 'bad-row' })
})

test('records and files may come packed by gzip, and no other way', async () => {
  const packed = gzipSync('{"a":1}')
  const sendPacked = (path: string, encoding: string, body: Uint8Array = packed) =>
    app.request(`/api/v1${path}`, {
      method: 'POST',
      body: new Uint8Array(body),
      headers: {
        authorization: `Bearer ${'o'.repeat(32)}`,
        'content-type': 'application/json',
        'content-encoding': encoding,
      },
    })
  expect((await sendPacked('/feeds/disability-cert/records', 'gzip')).status).toBe(202)
  expect(world.rows.at(-1)?.rows).toEqual([{ a: 1 }])
  expect((await sendPacked('/feeds/disability-cert/records', 'br')).status).toBe(415)
  expect((await sendPacked('/feeds/disability-cert/records', 'gzip', Buffer.from('no gzip'))).status).toBe(400)
  const bomb = gzipSync(Buffer.alloc(40 * 1024 * 1024, ' '))
  expect((await sendPacked('/feeds/disability-cert/records', 'gzip', bomb)).status).toBe(413)
  expect((await sendPacked('/deliveries?fileName=a.csv', 'gzip', gzipSync('a,b\n1,2\n'))).status).toBe(202)
  expect(world.received.at(-1)).toMatchObject({ bytes: 8 })
  expect((await sendPacked('/deliveries?fileName=a.csv', 'zstd')).status).toBe(415)
})

test('records for a feed that nobody declared are refused', async () => {
  expect((await data('POST', '/feeds/horoscope/records', { a: 1 })).status).toBe(404)
})

test('checking a file says what it is and keeps nothing', async () => {
  const before = world.received.length
  const answer = await (await data('POST', '/feeds/check?fileName=a.csv', 'a\n')).json()
  expect(answer).toMatchObject({ feed: 'disability-cert', acceptable: 1, problems: [{ rowNo: 2, reason: 'bad-date' }] })
  expect(world.received.length).toBe(before)
})
