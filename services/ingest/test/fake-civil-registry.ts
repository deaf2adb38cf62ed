import { createHash, createHmac } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import { Hono } from 'hono'
import { z } from 'zod'

/*
 * A civil registry by the standard's own text (SP-DCI CRVS 1.0.0), written apart from our program: it refuses what is not of the standard's
 * form, checks token and signature, and answers page by page.
 */

const time = z.iso.datetime({ offset: true })
const text99 = z.string().min(1).max(99)
const comparison = z.object({
  attribute_name: z.string().min(1),
  operator: z.enum(['gt', 'lt', 'eq', 'ge', 'le', 'in']),
  attribute_value: z.string(),
})
const criteria = z
  .object({
    version: z.string().optional(),
    reg_type: z.string().optional(),
    reg_record_type: z.string(),
    sort: z.array(z.object({ attribute_name: z.string(), sort_order: z.enum(['asc', 'desc']) })),
    pagination: z.object({ page_size: z.int().min(1), page_number: z.int().min(1) }),
  })
  .and(
    z.discriminatedUnion('query_type', [
      z.object({
        query_type: z.literal('predicate'),
        query: z.array(
          z.object({
            seq_num: z.number(),
            expression1: comparison,
            condition: z.enum(['and', 'or', 'not']),
            expression2: comparison,
          }),
        ),
      }),
      z.object({
        query_type: z.literal('expression'),
        query: z.object({
          type: z.string(),
          value: z.object({
            expression: z.object({ collection: z.string(), query: z.record(z.string(), z.unknown()) }),
          }),
        }),
      }),
    ]),
  )
const search = z.object({
  signature: z.string(),
  header: z.strictObject({
    version: z.string(),
    message_id: z.string().min(1),
    message_ts: time,
    action: z.literal('search'),
    sender_id: z.string().min(1),
    sender_uri: z.url().optional(),
    receiver_id: z.string().optional(),
    total_count: z.int(),
    is_msg_encrypted: z.boolean().optional(),
  }),
  message: z.object({
    transaction_id: text99,
    search_request: z.tuple([
      z.object({
        reference_id: z.string().min(1),
        timestamp: time,
        search_criteria: criteria,
        locale: z.literal('zho'),
      }),
    ]),
  }),
})
type Search = z.infer<typeof search>

/** A record of a kind, and the day on which it was registered. */
type Registered = { readonly kind: string; readonly on: string; readonly record: object }

/** What it has of the standard's ways to answer; a page of what it registered where it is none of them. */
type Mood = (asked: Search) => { readonly status?: number; readonly body: unknown } | undefined

/** A search as it came: headers and body. */
type Heard = { readonly http: Readonly<Record<string, string>>; readonly body: Search }

/** Starts a civil registry that knows one client by its key. */
export const fakeCivilRegistry = async (key: string) => {
  const state = {
    registered: [] as Registered[],
    heard: [] as Heard[],
    moods: [] as Mood[],
    /** Signatures are checked by this key; the bearer token is always the first one. */
    signingKey: key,
  }
  const app = new Hono().post('/registry/sync/search', async (c) => {
    const raw: unknown = await c.req.json()
    const read = search.safeParse(raw)
    if (c.req.header('authorization') !== `Bearer ${key}`) {
      state.heard.push({ http: c.req.header(), body: raw as Search })
      return c.json({ errors: [{ code: 'err.request.unauthorized' }] }, 401)
    }
    if (!read.success) return c.json({ errors: [{ code: 'err.request.bad', message: read.error.message }] }, 400)
    state.heard.push({ http: c.req.header(), body: read.data })
    if (!isSigned(raw as Search, state.signingKey)) return c.json(acknowledged('err.signature.invalid'), 200)
    const mood = state.moods.shift()?.(read.data)
    return mood === undefined ? c.json(answered(read.data, state.registered)) : c.json(mood.body, mood.status as 200)
  })
  const server: ServerType = await new Promise((resolve) => {
    const started = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(started))
  })
  return Object.assign(state, {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/registry`,
    close: () => server.close(),
  })
}

/** The acknowledgement that refuses a message as such. */
export const acknowledged = (code: string, message = 'no') => ({
  message: { ack_status: 'ERR', timestamp: at, correlation_id: 'c-1', error: { code, message } },
})

/** The answer to a search with `item` in the place of its only answer. */
export const answeredWith = (asked: Search, item: object, message: object = {}) => ({
  header: { message_id: 'a-1', message_ts: at, action: 'on-search', status: 'succ', total_count: 1 },
  message: {
    transaction_id: asked.message.transaction_id,
    correlation_id: 'c-1',
    search_response: [{ reference_id: asked.message.search_request[0].reference_id, timestamp: at, ...item }],
    ...message,
  },
})

const at = '2026-10-31T09:00:00Z'

const answered = (asked: Search, registered: readonly Registered[]) => {
  const { reg_record_type, pagination, query } = asked.message.search_request[0].search_criteria
  const [from = '', to = ''] = JSON.stringify(query).match(/\d{4}-\d\d-\d\d/g) ?? []
  const found = registered
    .filter(({ kind, on }) => kind === reg_record_type && on >= from && on <= to)
    .sort((a, b) => (a.on < b.on ? -1 : 1))
  const { page_size, page_number } = pagination
  const reg_records = found.slice((page_number - 1) * page_size, page_number * page_size).map(({ record }) => record)
  return answeredWith(asked, {
    status: 'succ',
    data: { version: '1.0.0', reg_record_type, reg_records },
    pagination: { page_size, page_number, total_count: found.length },
  })
}

const isSigned = ({ signature, header, message }: Search, key: string): boolean => {
  const part = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(signature)?.[1] ?? ''
  const sorted = (_: string, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value
  const digest = createHash('sha256').update(JSON.stringify({ header, message }, sorted)).digest('base64')
  const signed = `(created): ${part('created')}\n(expires): ${part('expires')}\ndigest: SHA-256=${digest}`
  const secret = createHash('sha256').update(key).digest('hex')
  return createHmac('sha256', secret).update(signed).digest('base64') === part('signature')
}
