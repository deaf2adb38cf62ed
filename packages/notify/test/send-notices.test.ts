import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  listNoticeMessages,
  markSeen,
  openPglite,
  readTellings,
  retryNoticeMessages,
  type Sql,
} from '@shouwang/postgres'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import type { Channel } from '../src/channels/channel.ts'
import { type Sending, sendOnce } from '../src/send-notices.ts'
import { channelsOf, noticeSettings } from '../src/settings.ts'
import { loadTimes } from '../src/times.ts'

let sql: Sql
beforeAll(async () => {
  sql = await openPglite()
})
beforeEach(() => sql.query('truncate notices, notice_tellings, notice_messages, notice_channels'))
afterAll(() => sql.close())

/** Friday morning. */
const morning = Date.parse('2026-10-30T09:00:00+08:00')
const minute = 60_000

type Asked = { readonly url: URL; readonly headers: IncomingMessage['headers']; readonly body: string }
/** What a server answers: a status and JSON, or nothing, when it ends the connection. */
type Answer = { readonly status?: number; readonly json: object } | 'hang-up'

/** A system that keeps what it is asked, and answers as it is told. */
const system = async (answer: (asked: Asked, before: number) => Answer) => {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const one = {
      url: new URL(request.url ?? '/', 'http://127.0.0.1'),
      headers: request.headers,
      body: Buffer.concat(parts).toString(),
    }
    asked.push(one)
    const said = answer(one, asked.length - 1)
    if (said === 'hang-up') return void request.socket.destroy()
    response.writeHead(said.status ?? 200, { 'content-type': 'application/json' }).end(JSON.stringify(said.json))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())))
  return { asked, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

/** One channel of these settings, and a clock that the test moves. */
const sending = (given: Record<string, string>, over: Partial<Sending> = {}) => {
  const clock = { nowMs: morning }
  const nowMs = () => clock.nowMs
  const settings = z.object(noticeSettings).parse(given)
  const [channel] = channelsOf(settings, { nowMs, phoneOf: async (no) => (no === 'W0001' ? '13800000001' : undefined) })
  if (channel === undefined) throw new Error('the settings name no channel')
  const events = { attempted: () => undefined, interrupted: () => undefined, notSent: () => undefined }
  const link = 'https://shouwang.example/'
  const process = (holder: string): Sending => ({
    ...{ sql, channels: [channel], times: loadTimes(), link, holder, nowMs, events },
    signal: new AbortController().signal,
    ...over,
  })
  return { clock, channel, process, send: () => sendOnce(process('one'), channel) }
}

const tell = async (about: string, staffNo = 'W0001', atMs = morning): Promise<void> =>
  void (await sql.query(`insert into notices (staff_no, about, seq, kind, at) values ($1, $2, 1, 'assigned', $3)`, [
    staffNo,
    about,
    new Date(atMs).toISOString(),
  ]))
const messages = () => listNoticeMessages(sql, { regions: '', failed: false, limit: 100 })
const everyMessage = () =>
  sql.query<{ state: string; fault: string | null; repeated: boolean; attempts: number }>(
    'select state, fault, repeated, attempts from notice_messages order by made_at, message_id',
  )
/** Lets the channel begin before anything is told of, so that what follows is new to it. */
const begun = async (kit: ReturnType<typeof sending>) => {
  await kit.send()
  kit.clock.nowMs += 40 * minute
  return kit
}

const text = /^【守望】您有 2 条新提醒，请登录查看：https:\/\/shouwang\.example\/ （10-30 09:40）$/

test('an application of WeCom tells each of his own, and asks for a token once, and again when it is over', async () => {
  const { asked, address } = await system(({ url }, before) => {
    if (url.pathname === '/cgi-bin/gettoken') return { json: { errcode: 0, access_token: `token-${before}` } }
    return { json: { errcode: url.searchParams.get('access_token') === 'token-0' && before > 3 ? 42001 : 0 } }
  })
  const settings = { SHOUWANG_WECOM_CORP_ID: 'ww1', SHOUWANG_WECOM_AGENT_ID: '7', SHOUWANG_WECOM_SECRET: 's' }
  const kit = await begun(sending({ SHOUWANG_WECOM_URL: address, ...settings }))
  await Promise.all([tell('t-1'), tell('t-2'), tell('t-3', 'W0002')])
  expect(await kit.send()).toBe(2)
  const sent = asked.filter(({ url }) => url.pathname === '/cgi-bin/message/send').map(({ body }) => JSON.parse(body))
  expect(sent.map(({ touser, agentid }) => [touser, agentid]).sort()).toEqual([
    ['W0001', 7],
    ['W0002', 7],
  ])
  expect(sent.find(({ touser }) => touser === 'W0001').text.content).toMatch(text)
  expect(asked.map(({ url }) => url.pathname)).toEqual([
    '/cgi-bin/gettoken',
    '/cgi-bin/message/send',
    '/cgi-bin/message/send',
  ])
  await tell('t-4', 'W0001', kit.clock.nowMs)
  kit.clock.nowMs += 40 * minute
  await tell('t-5', 'W0001', kit.clock.nowMs)
  await tell('t-6', 'W0002', kit.clock.nowMs - 35 * minute)
  expect(await kit.send()).toBe(2)
  expect(await kit.send()).toBe(0)
  expect(asked.filter(({ url }) => url.pathname === '/cgi-bin/gettoken')).toHaveLength(2)
  expect((await everyMessage()).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent', 'sent'])
})

test('a robot of DingTalk signs what it says, and one that is busy is told again later, once', async () => {
  const { asked, address } = await system((_, before) => ({ json: { errcode: before === 0 ? 130101 : 0 } }))
  const url = `${address}/robot/send?access_token=t`
  const kit = await begun(sending({ SHOUWANG_DINGTALK_ROBOT_URL: url, SHOUWANG_DINGTALK_ROBOT_SECRET: 'SECsecret' }))
  await Promise.all([tell('t-1'), tell('t-2', 'W0002')])
  await kit.send()
  expect(await everyMessage()).toMatchObject([{ state: 'waiting', fault: 'errcode-130101', repeated: false }])
  expect(await kit.send()).toBe(0)
  kit.clock.nowMs += minute
  await kit.send()
  kit.clock.nowMs += 60 * minute
  await kit.send()
  expect(asked).toHaveLength(2)
  for (const { url: where, body } of asked) {
    const timestamp = where.searchParams.get('timestamp')
    const expected = createHmac('sha256', 'SECsecret').update(`${timestamp}\nSECsecret`).digest('base64')
    expect(where.searchParams.get('sign')).toBe(expected)
    expect(where.searchParams.get('access_token')).toBe('t')
    expect(JSON.parse(body)).toMatchObject({
      msgtype: 'text',
      text: { content: expect.stringMatching(/^【守望】2 位同事/) },
    })
  }
  expect(await readTellings(sql, 't-1')).toEqual([])
})

test('a robot of WeCom that knows no such key is not asked again, until somebody says so', async () => {
  const { asked, address } = await system((_, before) => ({ json: { errcode: before === 0 ? 93000 : 0 } }))
  const kit = await begun(sending({ SHOUWANG_WECOM_ROBOT_URL: `${address}/cgi-bin/webhook/send?key=k` }))
  await tell('t-1')
  await kit.send()
  kit.clock.nowMs += 24 * 60 * minute
  expect(await kit.send()).toBe(0)
  expect(await messages()).toMatchObject([{ state: 'failed', fault: 'errcode-93000', attempts: 1 }])
  kit.clock.nowMs = morning + 50 * minute
  expect(await retryNoticeMessages(sql, '', new Date(kit.clock.nowMs).toISOString())).toBe(1)
  await kit.send()
  expect(asked).toHaveLength(2)
  expect(await messages()).toMatchObject([{ state: 'sent', repeated: false }])
})

const gateway = (address: string) => ({
  SHOUWANG_SMS_URL: address,
  SHOUWANG_SMS_BODY: '{"mobile":"{phone}","content":"{text}","serial":"{id}"}',
  SHOUWANG_SMS_TAKEN: '"code":0',
  SHOUWANG_SMS_AUTHORIZATION: 'Bearer b',
})

test('a gateway that never answers is asked once more and no third time: the message says that it may have come twice', async () => {
  const { asked, address } = await system(() => 'hang-up')
  const kit = await begun(sending(gateway(address)))
  await tell('t-1')
  for (let round = 0; round < 5; round += 1) {
    await kit.send()
    kit.clock.nowMs += 10 * minute
  }
  expect(asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer b', 'Bearer b'])
  expect(JSON.parse(asked[0]?.body ?? '')).toMatchObject({ mobile: '13800000001' })
  expect(asked[0]?.body).toBe(asked[1]?.body)
  expect(await everyMessage()).toMatchObject([{ state: 'unsure', repeated: true, attempts: 2 }])
  expect(await readTellings(sql, 't-1')).toEqual([])
})

test('who has no telephone is not told, and the list says why; the answer of a gateway decides whether it took a message', async () => {
  const { asked, address } = await system((_, before) => ({ json: { code: before === 0 ? 0 : 17 } }))
  const kit = await begun(sending(gateway(address)))
  await Promise.all([tell('t-1'), tell('t-2', 'W0009')])
  await kit.send()
  expect((await everyMessage()).map(({ state, fault }) => [state, fault]).sort()).toEqual([
    ['failed', 'no-phone'],
    ['sent', null],
  ])
  expect(asked).toHaveLength(1)
  expect(await readTellings(sql, 't-1')).toMatchObject([{ seq: 1, staffNo: 'W0001', channel: 'sms' }])
  expect(await readTellings(sql, 't-2')).toEqual([])
})

test('a webhook gets the same key at each attempt and a signature; while it is away nothing is lost', async () => {
  const { asked, address } = await system((_, before) => ({ status: before === 0 ? 503 : 200, json: {} }))
  const kit = await begun(sending({ SHOUWANG_NOTICE_WEBHOOK_URL: address, SHOUWANG_NOTICE_WEBHOOK_SECRET: 'key' }))
  await Promise.all([tell('t-1'), tell('t-2')])
  await kit.send()
  kit.clock.nowMs += minute
  await kit.send()
  await kit.send()
  const [first, second] = asked
  expect(asked).toHaveLength(2)
  expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key'])
  const signature = createHmac('sha256', 'key')
    .update(second?.body ?? '')
    .digest('hex')
  expect(second?.headers['x-shouwang-signature']).toBe(`sha256=${signature}`)
  expect(JSON.parse(second?.body ?? '')).toMatchObject({ to: 'W0001', notices: 2, text: expect.stringMatching(text) })
})

/** A store on which a process that is killed once it has sent can note nothing more. */
const killedAfterSending = (): Sql => ({
  ...sql,
  query: (statement, values) =>
    /set state = \$2|set claimed_by = null/.test(statement)
      ? Promise.reject(new Error('killed'))
      : sql.query(statement, values),
})

test('a process killed between sending and noting it repeats a message once at most, and the message says so', async () => {
  const { asked, address } = await system(() => ({ json: { code: 0 } }))
  const kit = await begun(sending(gateway(address)))
  await tell('t-1')
  const killed = { ...kit.process('killed'), sql: killedAfterSending() }
  await expect(sendOnce(killed, kit.channel)).rejects.toThrow('killed')
  expect(await sendOnce(kit.process('next'), kit.channel)).toBe(0)
  await sql.query('update notice_channels set claimed_until = now()')
  expect(await sendOnce(kit.process('next'), kit.channel)).toBe(0)
  expect(await everyMessage()).toMatchObject([{ state: 'waiting', repeated: true, fault: 'process-ended' }])
  kit.clock.nowMs += minute
  await expect(sendOnce({ ...killed, holder: 'also killed' }, kit.channel)).rejects.toThrow('killed')
  await sql.query('update notice_channels set claimed_until = now()')
  for (let round = 0; round < 3; round += 1) {
    kit.clock.nowMs += 10 * minute
    await sendOnce(kit.process('last'), kit.channel)
  }
  expect(asked).toHaveLength(2)
  expect(await everyMessage()).toMatchObject([{ state: 'unsure', repeated: true }])
})

test('of several processes one sends: a message goes out once', async () => {
  const { asked, address } = await system(() => ({ json: { code: 0 } }))
  const kit = await begun(sending(gateway(address)))
  await tell('t-1')
  await Promise.all(['a', 'b', 'c'].map((holder) => sendOnce(kit.process(holder), kit.channel)))
  await Promise.all(['a', 'b', 'c'].map((holder) => sendOnce(kit.process(holder), kit.channel)))
  expect(asked).toHaveLength(1)
})

test('nothing is told of what was seen before, came before the channel, or is over at night', async () => {
  const { asked, address } = await system(() => ({ json: { code: 0 } }))
  await tell('t-old', 'W0001', morning - minute)
  const kit: { readonly channel: Channel } & ReturnType<typeof sending> = await begun(sending(gateway(address)))
  await tell('t-seen')
  await markSeen(sql, 'W0001', new Date(morning).toISOString(), new Date(morning + minute).toISOString())
  expect(await kit.send()).toBe(0)
  await tell('t-late', 'W0001', Date.parse('2026-10-30T19:50:00+08:00'))
  kit.clock.nowMs = Date.parse('2026-10-30T20:30:00+08:00')
  expect(await kit.send()).toBe(0)
  expect(asked).toEqual([])
  expect(await readTellings(sql, 't-seen')).toMatchObject([{ channel: null, staffNo: 'W0001' }])
  kit.clock.nowMs = Date.parse('2026-11-02T08:00:00+08:00')
  expect(await kit.send()).toBe(1)
  expect(asked).toHaveLength(1)
})

test('a message whose notices were seen while it waited goes no more', async () => {
  const { asked, address } = await system(() => ({ status: 503, json: {} }))
  const kit = await begun(sending(gateway(address)))
  await tell('t-1')
  await kit.send()
  await markSeen(sql, 'W0001', new Date(morning).toISOString(), new Date(kit.clock.nowMs).toISOString())
  kit.clock.nowMs += 10 * minute
  await kit.send()
  expect(asked).toHaveLength(1)
  expect(await everyMessage()).toMatchObject([{ state: 'seen' }])
})

test('a way that is named in part is refused at the start', () => {
  const given = (some: Record<string, string>) => () =>
    channelsOf(z.object(noticeSettings).parse(some), { nowMs: () => 0, phoneOf: async () => undefined })
  expect(given({ SHOUWANG_WECOM_CORP_ID: 'ww1' })).toThrow('SHOUWANG_WECOM_SECRET')
  expect(given({ SHOUWANG_SMS_URL: 'https://sms.example' })).toThrow('SHOUWANG_SMS_BODY')
  expect(given({})()).toEqual([])
})
