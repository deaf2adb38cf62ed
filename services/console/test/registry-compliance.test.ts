import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { consoleApp } from '../src/console-app.ts'
import { tellOnce } from '../src/registry/deliver.ts'
import { type CallbackReceiver, callbackReceiver } from './callback-receiver.ts'
import { civilRegistryKey, partnerKey } from './partner-keys.ts'
import { type FakeBackend, fakeBackend } from './test-data/fake-backend.ts'

/*
 * The public scenarios of the interchange standard, run through our door. What is asked and what must hold is data
 * (test-data/interchange); the forms of the standard's answers are written here from its own text, not taken from our schemas.
 */

type Json = { [name: string]: Json } | Json[] | string | number | boolean | null
type Scenario = {
  readonly id: string
  readonly about: string
  readonly to: string
  readonly message: string
  readonly key?: 'none' | 'wrong' | 'signing' | 'intake'
  readonly without?: readonly string[]
  readonly set?: Readonly<Record<string, Json>>
  readonly senderUri?: true
  readonly contentType?: string | null
  readonly expect: {
    readonly answer: 'acknowledgement' | 'searched' | 'status' | 'accepted' | 'refused'
    readonly status?: readonly number[]
    readonly ackStatus?: string
    readonly code?: readonly string[]
    readonly records?: true
    readonly callback?: { readonly action: string; readonly path: string }
  }
}
type Suite = {
  readonly messages: Readonly<Record<string, Json>>
  readonly scenarios: readonly Scenario[]
  /** Scenarios that another test runs, from the side of the client. */
  readonly asClient?: { readonly where: string; readonly ids: readonly string[] }
  readonly notApplicable: readonly { readonly why: string; readonly ids: readonly string[] }[]
}
const suiteOf = (name: string): Suite =>
  JSON.parse(readFileSync(new URL(`test-data/interchange/${name}.json`, import.meta.url), 'utf8'))
const suites = {
  social: suiteOf('social-registry'),
  every: suiteOf('every-registry'),
  civil: suiteOf('civil-registration'),
}

const time = z.iso.datetime({ offset: true })
const text99 = z.string().max(99)
const state = z.enum(['rcvd', 'pdng', 'succ', 'rjct'])
const locale = z.string().regex(/^[a-z]{3}$/)
const errorCode = z.enum([
  'err.request.bad',
  'err.request.unauthorized',
  'err.request.forbidden',
  'err.request.not_found',
  'err.request.timeout',
  'err.version.not_supported',
  'err.request.too_many_requests',
  'err.sender_id.invalid',
  'err.sender_uri.invalid',
  'err.receiver_id.invalid',
  'err.signature.missing',
  'err.signature.invalid',
  'err.encryption.invalid',
  'err.service.unavailable',
])
const acknowledgement = z.object({
  message: z.object({
    ack_status: z.enum(['ACK', 'NACK', 'ERR']),
    timestamp: time,
    error: z.object({ code: errorCode, message: z.string().max(999) }).optional(),
    correlation_id: text99,
  }),
})
const header = z.object({
  version: z.string().optional(),
  message_id: z.string(),
  message_ts: time,
  action: z.string(),
  status: state,
  status_reason_code: z
    .enum([
      'rjct.version.invalid',
      'rjct.message_id.duplicate',
      'rjct.message_ts.invalid',
      'rjct.action.invalid',
      'rjct.action.not_supported',
      'rjct.total_count.invalid',
      'rjct.total_count.limit_exceeded',
      'rjct.errors.too_many',
    ])
    .optional(),
  status_reason_message: z.string().max(999).optional(),
  total_count: z.int().optional(),
  completed_count: z.int().optional(),
})
const searchResponse = z.object({
  transaction_id: text99,
  correlation_id: text99,
  search_response: z.array(
    z.object({
      reference_id: z.string(),
      timestamp: time,
      status: state,
      status_reason_code: z
        .enum([
          'rjct.reference_id.invalid',
          'rjct.reference_id.duplicate',
          'rjct.timestamp.invalid',
          'rjct.search_criteria.invalid',
          'rjct.filter.invalid',
          'rjct.sort.invalid',
          'rjct.pagination.invalid',
          'rjct.search.too_many_records_found',
        ])
        .optional(),
      status_reason_message: z.string().max(999).optional(),
      data: z.object({ reg_records: z.array(z.record(z.string(), z.unknown())) }).optional(),
      pagination: z.object({ page_size: z.int(), page_number: z.int(), total_count: z.int() }).optional(),
      locale: locale.optional(),
    }),
  ),
})
const searched = z.object({
  signature: z.string().optional(),
  header: header.extend({ action: z.literal('on-search') }),
  message: searchResponse,
})
const status = z.object({
  signature: z.string().optional(),
  header: header.extend({ action: z.literal('txn-on-status') }),
  message: z.object({
    transaction_id: text99,
    correlation_id: text99,
    txnstatus_response: z.object({ txn_type: z.enum(['search', 'subscribe', 'receipt']), txn_status: searchResponse }),
  }),
})
const problem = z.object({ type: z.string(), title: z.string(), status: z.int(), detail: z.string() })

let world: FakeBackend
let app: ReturnType<typeof consoleApp>
let receiver: CallbackReceiver
const keys = { plain: '', signing: '', wrong: 'swo_nobody', intake: '' }
beforeAll(async () => {
  world = await fakeBackend()
  app = consoleApp(world.backend, { signIn: { mode: 'demo' } })
  receiver = await callbackReceiver()
  const callback = receiver.address
  keys.plain = await partnerKey(world.sql, 'open', { callback, fields: ['hardship'] })
  keys.intake = await civilRegistryKey(world.sql)
  keys.signing = await partnerKey(world.sql, 'signing', { callback, publicKey: `${'A'.repeat(43)}=` })
})
afterAll(async () => {
  await receiver.close()
  await world.sql.close()
})

const setAt = (into: Json, path: string, value: Json): void => {
  const names = path.split('.')
  const last = names.pop() ?? ''
  const at = names.reduce<Json>((one, name) => (one as Record<string, Json>)[name] as Json, into)
  ;(at as Record<string, Json>)[last] = value
}

/** The message of a scenario, with ids of its own. */
const messageOf = (
  { id, message, without = [], set = {}, senderUri, expect: { callback } }: Scenario,
  suite: Suite,
) => {
  const written = JSON.stringify(suite.messages[message]).replaceAll('{id}', `${id}-1`)
  const sent = JSON.parse(written) as Record<string, Json>
  if (senderUri === true) setAt(sent, 'header.sender_uri', `${receiver.address}/${callback?.path}`)
  for (const [path, value] of Object.entries(set)) setAt(sent, path, value)
  for (const field of without) delete sent[field]
  return sent
}

const send = (scenario: Scenario, sent: Record<string, Json>): Promise<Response> => {
  const { to, key, contentType = 'application/json; charset=utf-8' } = scenario
  const bearer = key === 'none' ? {} : { authorization: `Bearer ${keys[key ?? 'plain']}` }
  return Promise.resolve(
    app.request(`/api/v1${to}`, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        ...bearer,
        ...(contentType === null ? {} : { 'content-type': contentType }),
      },
      body: new TextEncoder().encode(JSON.stringify(sent)),
    }),
  )
}

const tellNow = () =>
  tellOnce({
    backend: world.backend,
    events: { registryTold: () => {}, registryNotTold: () => {} },
    signal: new AbortController().signal,
  })

const holds = async (scenario: Scenario, suite: Suite): Promise<void> => {
  const { answer, status: statuses, ackStatus, code, records, callback } = scenario.expect
  const sent = messageOf(scenario, suite)
  const response = await send(scenario, sent)
  const body = await response.json()
  if (answer === 'refused') {
    if (response.status === 200) {
      const { message } = acknowledgement.parse(body)
      expect(message.ack_status).toBe('ERR')
      if (code !== undefined) expect(code).toContain(message.error?.code)
    } else {
      problem.parse(body)
      if (statuses === undefined) expect(Math.floor(response.status / 100)).toBe(4)
      else expect(statuses).toContain(response.status)
    }
    return
  }
  expect([200, 202]).toContain(response.status)
  expect(response.headers.get('content-type')).toMatch(/^application\/json/)
  if (answer === 'status') status.parse(body)
  if (answer === 'searched') {
    const { message } = searched.parse(body)
    if (records === true) expect(message.search_response[0]?.data?.reg_records).toBeInstanceOf(Array)
  }
  if (answer !== 'acknowledgement') return
  const { message } = acknowledgement.parse(body)
  expect(message.ack_status).toBe(ackStatus)
  if (callback === undefined) return
  await tellNow()
  const mine = receiver.received.filter(
    ({ path, body: { header: over, message: told } }) =>
      path === `/registry/${callback.path}` &&
      over.action === callback.action &&
      told.transaction_id === `${scenario.id}-1` &&
      told.correlation_id === message.correlation_id,
  )
  expect(mine).toHaveLength(1)
}

describe.each(['social', 'every', 'civil'] as const)('scenarios of the interchange standard: %s', (name) => {
  const suite = suites[name]
  test.each(suite.scenarios.map((scenario) => [scenario.id, scenario.about, scenario] as const))(
    '%s: %s',
    (_, __, one) => holds(one, suite),
  )
})

test('every scenario holds or is named with the reason why it does not apply: 55 of social, 52 of civil, 33 of all registries', () => {
  const counts = Object.entries(suites).map(([name, { scenarios, notApplicable, asClient }]) => {
    const run = [...scenarios.map(({ id }) => id), ...(asClient?.ids ?? [])]
    const ids = [...run, ...notApplicable.flatMap((some) => some.ids)]
    expect(new Set(ids).size).toBe(ids.length)
    for (const { why } of notApplicable) expect(why).not.toBe('')
    return [name, run.length, ids.length - run.length]
  })
  expect(counts).toEqual([
    ['social', 28, 27],
    ['every', 22, 11],
    ['civil', 19, 33],
  ])
})
