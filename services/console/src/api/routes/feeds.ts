import { z } from '@hono/zod-openapi'
import { FeedDetailAnswer, FeedListAnswer, RecordsTakenAnswer } from '@shouwang/console-api'
import { listDeliveries } from '@shouwang/postgres'
import { bodyLimit } from 'hono/body-limit'
import type { FeedCard } from '../../backend/cards.ts'
import { regionsOf } from '../../sign-in/access.ts'
import { templateSheets } from '../../views/feed-sheets.ts'
import { feedStates } from '../../views/feed-states.ts'
import { problemResponse, refuse } from '../problem.ts'
import { formOf, orRefuse, unpacked } from '../record-body.ts'
import { jsonRoute, type RouteContext, workbookRoute } from '../route.ts'
import { recordsDoor } from '../take-records.ts'
import { sendWorkbook } from '../workbook.ts'

const MAX_RECORDS_BYTES = 32 * 1024 * 1024

const feedParams = z.object({ feed: z.string().min(1).max(64) })
const aRecord = { type: 'object' as const, additionalProperties: true }
/** What is no record among others is set aside, as a bad line of a file is. */
const recordsBody = {
  required: true,
  content: {
    'application/json': { schema: { oneOf: [aRecord, { type: 'array' as const, items: {} }] } },
    'application/x-ndjson': { schema: { type: 'string' as const } },
    'text/csv': { schema: { type: 'string' as const } },
  },
}

const list = jsonRoute({
  method: 'get',
  path: '/feeds',
  summary: 'Every departmental interface, its last delivery, and whether one is overdue',
  tag: 'feeds',
  answer: FeedListAnswer,
})
const detail = jsonRoute({
  method: 'get',
  path: '/feeds/{feed}',
  summary: 'One interface, its columns and deliveries',
  tag: 'feeds',
  request: { params: feedParams },
  answer: FeedDetailAnswer,
})
const template = workbookRoute({
  method: 'get',
  path: '/feeds/{feed}/template',
  summary: 'An empty workbook of one interface with its columns, and what each may contain',
  tag: 'feeds',
  request: { params: feedParams },
})
const records = jsonRoute({
  method: 'post',
  path: '/feeds/{feed}/records',
  summary: 'Takes records as JSON, NDJSON or CSV; answers once they are durable',
  tag: 'feeds',
  request: {
    params: feedParams,
    body: recordsBody,
    headers: z.object({
      'idempotency-key': z.string().min(1).max(200).optional().openapi({
        description: 'The same key again is the same delivery; with other rows it is refused with 409',
      }),
    }),
  },
  answer: RecordsTakenAnswer,
  status: 202,
  problems: [413, 415],
})
/** What departments send, and the account of it. */
export const feedRoutes = ({ api, backend }: RouteContext, maxBacklog: number): void => {
  const door = recordsDoor(backend, maxBacklog)

  const cardOf = (feed: string): FeedCard =>
    backend.feeds.find((card) => card.feed === feed) ??
    refuse('not-found', `没有声明过接口“${feed}”。可用的接口见 /api/v1/feeds。`)

  api.openapi(list, async (c) => {
    return c.json({ feeds: await feedStates(backend, c.get('person')) }, 200)
  })
  api.openapi(detail, async (c) => {
    const card = cardOf(c.req.valid('param').feed)
    const [states, newest] = await Promise.all([
      feedStates(backend, c.get('person')),
      listDeliveries(backend.sql, { feed: card.feed, within: regionsOf(c.get('person')), limit: 50, offset: 0 }),
    ])
    const state = states.find(({ feed }) => feed === card.feed) ?? refuse('not-found', '没有声明过这个接口。')
    const columns = card.fields.map(({ aliases, codes, ...field }) => ({
      ...field,
      aliases: [...aliases],
      codes: codes.map((words) => [...words]),
    }))
    return c.json({ ...state, legalBasis: card.legalBasis, columns, deliveries: newest }, 200)
  })
  api.openapi(template, (c) => {
    const card = cardOf(c.req.valid('param').feed)
    return sendWorkbook(c, `${card.name}_模板.xlsx`, templateSheets(card))
  })
  api.use('/feeds/:feed/records', bodyLimit({ maxSize: MAX_RECORDS_BYTES, onError: tooLarge }))
  api.openapi(records, async (c) => {
    const card = cardOf(c.req.valid('param').feed)
    await door.open(card.feed)
    const bytes = unpacked(await c.req.arrayBuffer(), c.req.header('content-encoding'), MAX_RECORDS_BYTES)
    const form = formOf(c.req.header('content-type') ?? 'application/json')
    const rows = await orRefuse(() => backend.intake.readRecords(card.feed, bytes, form))
    if (rows.length === 0) return refuse('bad-request', '没有收到任何记录。请在请求体中放入至少一条记录。')
    const delivery = await door.take(rows, {
      ...{ feed: card.feed, person: c.get('person'), sender: c.get('sender') },
      key: c.req.valid('header')['idempotency-key'],
    })
    return c.json({ delivery, records: rows.length }, 202)
  })
}

const tooLarge = (): Response =>
  problemResponse(
    'too-large',
    '一次最多接收 32 MB 记录。请分批发送，或把文件交到 /api/v1/deliveries（不限大小，边收边存）。',
  )
