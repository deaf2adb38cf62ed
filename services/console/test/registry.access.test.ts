import { createHmac } from 'node:crypto'
import { signedText } from '@shouwang/exchange'
import { revokeOperatorKey } from '@shouwang/postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { consoleApp } from '../src/console-app.ts'
import { tellOnce } from '../src/registry/deliver.ts'
import { operatorKeyHash } from '../src/sign-in/operator-key.ts'
import { type CallbackReceiver, callbackReceiver } from './callback-receiver.ts'
import { partnerKey, postAs } from './partner-keys.ts'
import { signInAs } from './sign-in-as.ts'
import { type FakeBackend, fakeBackend } from './test-data/fake-backend.ts'

const LI = '350205198105135198'
const FAMILY = '350100000001'
const at = '2026-10-31T00:59:00Z'
const machineToken = 'o'.repeat(32)

let world: FakeBackend
let app: ReturnType<typeof consoleApp>
let receiver: CallbackReceiver
let nowMs: number
type Post = ReturnType<typeof postAs>
let plain: Post
let full: Post
let elsewhere: Post
const keyOf = { plain: '', full: '' }
beforeAll(async () => {
  world = await fakeBackend()
  nowMs = world.backend.nowMs()
  receiver = await callbackReceiver()
  const backend = { ...world.backend, nowMs: () => nowMs }
  world = { ...world, backend }
  app = consoleApp(backend, { signIn: { mode: 'demo' }, operatorToken: machineToken })
  keyOf.plain = await partnerKey(world.sql, 'plain')
  const fields = ['identifiers', 'hardship', 'programmes', 'traits'] as const
  keyOf.full = await partnerKey(world.sql, 'full', { fields: [...fields], callback: receiver.address })
  plain = postAs(app, keyOf.plain)
  full = postAs(app, keyOf.full)
  elsewhere = postAs(app, await partnerKey(world.sql, 'elsewhere', { fields: [...fields] }, '350205000000'))
})
beforeEach(() =>
  world.sql.query(
    `update households set hardship = case when household_no = $1 then 60 else 20 end, ring = 'below-1', cause = 'illness',
       traits = '{age:6-17,on:dibao}'`,
    [FAMILY],
  ),
)
afterAll(async () => {
  await receiver.close()
  await world.sql.close()
})

let nth = 0
const sent = (action: string, message: object, over: object = {}) => ({
  header: {
    ...{ version: '1.0.0', message_id: `m-${++nth}`, message_ts: at, action },
    ...{ sender_id: 'partner', receiver_id: 'shouwang', total_count: 1 },
    ...over,
  },
  message: { transaction_id: `t-${nth}`, ...message },
})
const searchFor = (criteria: object, over: object = {}) =>
  sent('search', { search_request: [{ reference_id: 'r-1', timestamp: at, search_criteria: criteria }] }, over)
const byId = (type: string, value: string) => ({ query_type: 'idtype-value', query: { type, value } })
const byExpression = (query: object) => ({
  query_type: 'expression',
  query: { type: 'x', value: { expression: { collection: 'Group', query } } },
})
const find = async (post: Post, criteria: object) => {
  const response = await post('/registry/sync/search', searchFor(criteria))
  expect(response.status).toBe(200)
  return (await response.json()).message.search_response[0]
}
const tellNow = () =>
  tellOnce({
    backend: world.backend,
    events: { registryTold: () => {}, registryNotTold: () => {} },
    signal: new AbortController().signal,
  })

describe('what another system is told', () => {
  test('without rights: masked names and places in its regions, and it asks by nothing else', async () => {
    const found = await find(plain, byId('UIN', LI))
    expect(found).toMatchObject({ status: 'succ', pagination: { total_count: 1 } })
    const written = JSON.stringify(found)
    for (const secret of [LI, FAMILY, '李建明', 'below-1', 'illness', 'dibao']) expect(written).not.toContain(secret)
    expect(found.data.reg_records[0]).toMatchObject({ '@type': 'Group', group_size: 3 })
    expect(await find(plain, byExpression({ poverty_score: { $gt: 50 } }))).toMatchObject({
      status: 'rjct',
      status_reason_code: 'rjct.search_criteria.invalid',
      data: { reg_records: [] },
    })
  })

  test('with rights: identifiers by the standard’s idtype, score and attributes, in the order and pages asked for', async () => {
    const member = await find(full, { ...byId('UIN', LI), response_entity: 'Member' })
    expect(member.data.reg_records).toMatchObject([
      { '@type': 'Member', member_identifier: [{ identifier_type: 'UIN', identifier_value: LI }] },
    ])
    const page = {
      pagination: { page_size: 1, page_number: 1 },
      sort: [{ attribute_name: 'poverty_score', sort_order: 'desc' }],
    }
    const found = await find(full, { ...byExpression({ programme: 'dibao', poverty_score: { $gte: 20 } }), ...page })
    expect(found).toMatchObject({ pagination: { page_size: 1, page_number: 1, total_count: 4 } })
    expect(found.data.reg_records).toMatchObject([
      { poverty_score: 60, group_identifier: [{ identifier_type: 'HOUSEHOLD_ID', identifier_value: FAMILY }] },
    ])
    expect(await find(full, { ...byId('UIN', LI), sort: [{ attribute_name: 'name' }] })).toMatchObject({
      status_reason_code: 'rjct.sort.invalid',
    })
  })

  test('is nothing of other regions, and each partner calls a family by a name of its own', async () => {
    for (const query of [byId('UIN', LI), byId('HOUSEHOLD_ID', FAMILY), byExpression({ location: '350203001201' })])
      expect(await find(elsewhere, query)).toMatchObject({ status: 'succ', pagination: { total_count: 0 } })
    const [mine] = (await find(full, byId('UIN', LI))).data.reg_records
    const [theirs] = (await find(plain, byId('UIN', LI))).data.reg_records
    expect(mine['@id']).not.toBe(theirs['@id'])
  })

  test('is for what was agreed, and the audit says for what, of whom and which fields', async () => {
    const other = { ...byId('UIN', LI), authorize: { purpose: { code: 'jobs' } } }
    expect(await find(plain, other)).toMatchObject({ status_reason_code: 'rjct.search_criteria.invalid' })
    await find(full, byId('UIN', LI))
    const lines = await world.sql.query(
      `select who, purpose, cardinality(whom) as whom, fields from audit
       where action = 'POST /registry/sync/search' order by seq desc limit 1`,
    )
    const fields = ['identifiers', 'hardship', 'programmes', 'traits']
    expect(lines).toEqual([{ who: 'key:full', purpose: '照护服务', whom: 1, fields }])
  })

  test('opens with a key for it alone; the machine’s own token says for what', async () => {
    const machine = postAs(app, machineToken)
    expect(await find(machine, byId('UIN', LI))).toMatchObject({ status: 'rjct' })
    const stated = { ...byId('UIN', LI), authorize: { purpose: { code: 'care' } } }
    expect(await find(machine, stated)).toMatchObject({ status: 'succ', pagination: { total_count: 1 } })
    const answer = await full('/households/search', { words: LI })
    expect(answer.status).toBe(403)
  })
})

describe('a message', () => {
  test('under another name, or answered elsewhere, is refused by the standard’s codes', async () => {
    const other = await full('/registry/sync/search', searchFor(byId('UIN', LI), { sender_id: 'other' }))
    expect(other.status).toBe(403)
    expect((await other.json()).errors).toEqual([{ path: 'header', message: 'err.sender_id.invalid' }])
    const away = await full('/registry/search', searchFor(byId('UIN', LI), { sender_uri: 'https://evil.example/x' }))
    expect((await away.json()).message).toMatchObject({ ack_status: 'ERR', error: { code: 'err.sender_uri.invalid' } })
  })

  test('sent twice is answered once, signed for its key, and kept no longer than its delivery', async () => {
    receiver.status = 503
    const asked = searchFor(byId('UIN', LI))
    const ids = [await full('/registry/search', asked), await full('/registry/search', asked)].map(async (answer) => {
      const { message } = await answer.json()
      return message.correlation_id
    })
    const [first, second] = await Promise.all(ids)
    expect(second).toBe(first)
    expect(await tellNow()).toBe(1)
    expect(await tellNow()).toBe(0)
    nowMs += 60_000
    receiver.status = 200
    receiver.received.length = 0
    expect(await tellNow()).toBe(1)
    const [{ path, body } = { path: '', body: undefined }] = receiver.received
    expect(path).toBe('/registry/on-search')
    expect(body?.message).toMatchObject({ correlation_id: first, search_response: [{ status: 'succ' }] })
    const parts = new Map(
      [...(body?.signature ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
    )
    const text = signedText(body as never, Number(parts.get('created')), Number(parts.get('expires')))
    const signature = createHmac('sha256', operatorKeyHash(keyOf.full)).update(text).digest('base64')
    expect(parts.get('signature')).toBe(signature)
    const kept = await world.sql.query('select state, sealed from registry_messages where correlation_id = $1', [first])
    expect(kept).toEqual([{ state: 'sent', sealed: null }])
  })

  test('without an address is answered by its status, to its sender alone', async () => {
    const asked = searchFor(byId('UIN', LI))
    expect((await (await plain('/registry/search', asked)).json()).message.ack_status).toBe('ACK')
    const question = sent('txn-status', {
      txnstatus_request: {
        ...{ reference_id: 'r-2', txn_type: 'search', attribute_type: 'transaction_id' },
        attribute_value: asked.message.transaction_id,
      },
    })
    const { header, message } = await (await plain('/registry/sync/txn/status', question)).json()
    expect(header.status).toBe('succ')
    expect(message.txnstatus_response.txn_status.search_response[0].data.reg_records).toHaveLength(1)
    const theirs = await (await elsewhere('/registry/sync/txn/status', question)).json()
    expect(theirs).toMatchObject({
      header: { status: 'rjct' },
      message: { txnstatus_response: { txn_status: { search_response: [] } } },
    })
  })
})

describe('a subscription', () => {
  const subscribed = async (post: Post, event: string, filter: object, record = 'Group') => {
    const subscribe_criteria = { reg_event_type: event, filter, filter_type: 'expression', notify_record_type: record }
    const asked = sent('subscribe', {
      subscribe_request: [{ reference_id: 'r-1', timestamp: at, subscribe_criteria }],
    })
    receiver.received.length = 0
    expect((await (await post('/registry/subscribe', asked)).json()).message.ack_status).toBe('ACK')
    await tellNow()
    const answer = receiver.received.find(({ body }) => body.header.action === 'on-subscribe')
    return (answer?.body.message.subscribe_response as unknown[] | undefined)?.[0] as {
      readonly status_reason_code?: string
      readonly subscriptions: readonly { readonly code: string }[]
    }
  }
  const hard = byExpression({ poverty_score: { $gt: 50 } }).query
  const events = async () => {
    nowMs += 61_000
    receiver.received.length = 0
    await tellNow()
    return receiver.received.flatMap(({ body }) => (body.header.action === 'notify' ? [body.message.notify_event] : []))
  }
  const hardship = (points: number) =>
    world.sql.query(`update households set hardship = ${points} where household_no = '350100000002'`)

  test('tells who comes, changes and goes, each to whom asked for it, and of what was before it nothing', async () => {
    const codes: string[] = []
    for (const event of ['REGISTER', 'UPDATE', 'DEREGISTER'])
      codes.push((await subscribed(full, event, hard)).subscriptions[0]?.code ?? '')
    expect((await subscribed(full, 'ns:org:EventType:REGISTER', hard)).status_reason_code).toBe(
      'rjct.event.already_subscribed',
    )
    expect((await subscribed(full, 'MARRIAGE', hard)).status_reason_code).toBe('rjct.notify_types.invalid')
    expect(await events()).toEqual([])
    await hardship(70)
    expect(await events()).toMatchObject([
      [{ data: { reg_event_type: 'REGISTER', reg_records: { '@type': 'Group', poverty_score: 70 } } }],
    ])
    await hardship(80)
    expect(await events()).toMatchObject([[{ data: { reg_event_type: 'UPDATE', reg_records: { poverty_score: 80 } } }]])
    await hardship(10)
    const [gone] = (await events()) as { data: { reg_event_type: string; reg_records: object } }[][]
    expect(gone?.[0]?.data.reg_event_type).toBe('DEREGISTER')
    expect(JSON.stringify(gone)).not.toContain('poverty_score')
    const [line] = await world.sql.query(
      `select who, purpose, cardinality(whom) as whom from audit where action = 'POST registry/notify' order by seq desc limit 1`,
    )
    expect(line).toEqual({ who: 'key:full', purpose: '照护服务', whom: 1 })
    const end = (post: Post) =>
      post('/registry/unsubscribe', sent('unsubscribe', { timestamp: at, subscription_codes: codes }))
    await end(elsewhere)
    await end(full)
    expect(await world.sql.query('select 1 from registry_subscriptions where ended_at is null')).toEqual([])
    expect(await world.sql.query('select 1 from registry_told')).toEqual([])
    await hardship(70)
    expect(await events()).toEqual([])
  })

  test('needs an address that was agreed, and ends with its key', async () => {
    const asked = sent('subscribe', {
      subscribe_request: [
        {
          ...{ reference_id: 'r-1', timestamp: at },
          subscribe_criteria: {
            reg_event_type: 'UPDATE',
            filter: { type: 'UIN', value: LI },
            notify_record_type: 'Member',
          },
        },
      ],
    })
    await plain('/registry/subscribe', asked)
    expect(await world.sql.query('select 1 from registry_subscriptions where ended_at is null')).toEqual([])
    await subscribed(full, 'REGISTER', hard)
    await full('/registry/search', searchFor(byId('UIN', LI)))
    await revokeOperatorKey(world.sql, 'full')
    await hardship(75)
    receiver.received.length = 0
    expect(await events()).toEqual([])
    expect(receiver.received).toEqual([])
    const [ended] = await world.sql.query(`select sealed, fault from registry_messages where state = 'failed'`)
    expect(ended).toEqual({ sealed: null, fault: 'key-ended' })
  })
})

test('who asks too often is told when to come again', async () => {
  await world.sql.query(
    `insert into rate_limits (key, points, expire) values ('registry:key:elsewhere', 500, $1)
    on conflict (key) do update set points = 500, expire = $1`,
    [Date.now() + 60_000],
  )
  const answer = await elsewhere('/registry/sync/search', searchFor(byId('UIN', LI)))
  expect(answer.status).toBe(429)
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
})

describe('a key for another system', () => {
  test('is made with what was agreed, told in words to who confirms it, and for nothing beside', async () => {
    const [maker, confirmer] = await Promise.all([signInAs(app, 'S0003'), signInAs(app, 'S0004')])
    const agreement = {
      senderId: 'hospital',
      purpose: 'care',
      fields: ['programmes'],
      callback: 'https://h.example/dci',
    }
    const key = { name: '医院系统', region: '350203000000', agreement }
    expect((await maker('POST', '/operator-keys', { ...key, actions: ['read-registry', 'read-tasks'] })).status).toBe(
      409,
    )
    expect(
      (await maker('POST', '/operator-keys', { ...key, agreement: undefined, actions: ['read-registry'] })).status,
    ).toBe(409)
    const inside = { ...agreement, callback: 'http://10.0.0.1/dci' }
    expect(
      (await maker('POST', '/operator-keys', { ...key, agreement: inside, actions: ['read-registry'] })).status,
    ).toBe(400)
    const made = await (await maker('POST', '/operator-keys', { ...key, actions: ['read-registry'] })).json()
    const { proposals } = await (await confirmer('GET', '/proposals?state=waiting')).json()
    expect(proposals[0].what).toContain('外部系统 hospital，用于照护服务，另有在享项目，回调 https://h.example/dci')
    expect((await confirmer('POST', `/proposals/${made.proposal}/confirm`)).status).toBe(200)
    const answer = await postAs(app, made.key)(
      '/registry/sync/search',
      searchFor(byId('UIN', LI), { sender_id: 'hospital' }),
    )
    expect(answer.status).toBe(200)
    const { keys } = await (await maker('GET', '/operator-keys')).json()
    expect(keys.find(({ name }: { name: string }) => name === '医院系统').agreement).toMatchObject(agreement)
  })
})
