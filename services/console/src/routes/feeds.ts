import { z } from '@hono/zod-openapi'
import { type Day, Day as DayText, daysBetween, type Receipt, RegionCode } from '@shouwang/contracts'
import { countQuarantine, listDeliveries, readDelivery, readLastDeliveries } from '@shouwang/postgres'
import { bodyLimit } from 'hono/body-limit'
import type { FeedCard, FileAbout } from '../backend.ts'
import { type Doors, jsonRoute } from '../door.ts'
import { problemResponse, refuse } from '../problem.ts'
import { rowsOf } from '../record-body.ts'
import { Checked, Feed, FeedDetail, MaybeReceipt, SeenReceipt } from '../schemas/feeds.ts'
import { fileOf } from '../upload.ts'

const MAX_RECORDS_BYTES = 32 * 1024 * 1024

const feedParams = z.object({ feed: z.string().min(1).max(64) })
const about = z.object({
  fileName: z.string().min(1).max(255).optional(),
  feed: z.string().max(64).optional(),
  asOf: DayText.optional().openapi({
    description: 'The business day of the delivery; today when omitted',
  }),
})
const sending = about.extend({
  snapshotDay: DayText.optional().openapi({ description: 'The day of a snapshot; told from its name when omitted' }),
  region: RegionCode.optional().openapi({ description: 'The region that the delivery covers' }),
  contentHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .openapi({ description: 'SHA-256; an interrupted delivery of the same file goes on where it stopped' }),
})
/** Described, not parsed by schema: a file streams, and a bad record is told apart from a bad request. */
const fileBody = {
  required: true,
  content: {
    'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' } },
    'multipart/form-data': {
      schema: { type: 'object' as const, properties: { file: { type: 'string' as const, format: 'binary' } } },
    },
  },
}
const aRecord = { type: 'object' as const, additionalProperties: true }
const recordsBody = {
  required: true,
  content: {
    'application/json': { schema: { oneOf: [aRecord, { type: 'array' as const, items: aRecord }] } },
    'application/x-ndjson': { schema: { type: 'string' as const } },
    'text/csv': { schema: { type: 'string' as const } },
  },
}

const list = jsonRoute({
  method: 'get',
  path: '/feeds',
  summary: 'Every departmental interface, its last delivery, and whether one is overdue',
  tag: 'feeds',
  may: 'read-feeds',
  answer: z.object({ feeds: z.array(Feed) }),
})
const detail = jsonRoute({
  method: 'get',
  path: '/feeds/{feed}',
  summary: 'One interface, its columns and deliveries',
  tag: 'feeds',
  may: 'read-feeds',
  request: { params: feedParams },
  answer: FeedDetail,
})
const check = jsonRoute({
  method: 'post',
  path: '/feeds/check',
  summary: 'Says what a file is and which rows would be set aside; keeps nothing',
  tag: 'feeds',
  may: 'send-records',
  request: { query: about, body: fileBody },
  answer: Checked,
})
const records = jsonRoute({
  method: 'post',
  path: '/feeds/{feed}/records',
  summary: 'Takes records as JSON, NDJSON or CSV; answers once they are durable',
  tag: 'feeds',
  may: 'send-records',
  request: {
    params: feedParams,
    body: recordsBody,
  },
  answer: z.object({ delivery: z.string(), records: z.int() }),
  status: 202,
})
const deliver = jsonRoute({
  method: 'post',
  path: '/deliveries',
  summary: 'Takes a file as it streams in; answers once every row is durable',
  tag: 'deliveries',
  may: 'send-records',
  request: { query: sending, body: fileBody },
  answer: z.object({ delivery: z.string(), receipt: MaybeReceipt }),
  status: 202,
})
const deliveries = jsonRoute({
  method: 'get',
  path: '/deliveries',
  summary: 'Receipts, the newest first',
  tag: 'deliveries',
  may: 'read-feeds',
  request: {
    query: z.object({
      feed: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(500).default(50),
      offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    }),
  },
  answer: z.object({ deliveries: z.array(SeenReceipt) }),
})
const receipt = jsonRoute({
  method: 'get',
  path: '/deliveries/{delivery}',
  summary: 'One receipt',
  tag: 'deliveries',
  may: 'read-feeds',
  request: { params: z.object({ delivery: z.string().min(1).max(200) }) },
  answer: SeenReceipt,
})
const progress = jsonRoute({
  method: 'get',
  path: '/pipeline',
  summary: 'Whether everything that was taken in is judged',
  tag: 'deliveries',
  may: 'read-feeds',
  answer: z.object({ settled: z.boolean() }),
})

/** What departments send, and the account of it. */
export const feedRoutes = ({ api, backend }: Doors): void => {
  const seen = (card: FeedCard, last: Receipt | undefined, waiting: number) => ({
    feed: card.feed,
    name: card.name,
    provider: card.provider,
    cadence: card.cadence,
    overdueAfterDays: card.overdueAfterDays,
    overdue: isOverdue(card, last, backend.today()),
    waiting,
    last: last ?? null,
  })
  const state = async () => {
    const [last, counts] = await Promise.all([readLastDeliveries(backend.sql), countQuarantine(backend.sql)])
    const waiting = (feed: string) =>
      counts.filter((count) => count.feed === feed).reduce((sum, count) => sum + count.waiting, 0)
    return (card: FeedCard) => seen(card, last.get(card.feed), waiting(card.feed))
  }
  const cardOf = (feed: string): FeedCard =>
    backend.feeds.find((card) => card.feed === feed) ??
    refuse('not-found', `没有声明过接口“${feed}”。可用的接口见 /api/v1/feeds。`)

  api.openapi(list, async (c) => {
    const describe = await state()
    return c.json({ feeds: backend.feeds.map(describe) }, 200)
  })
  api.openapi(check, async (c) => {
    const file = await fileOf(c.req.raw, c.req.valid('query').fileName)
    const checked = await backend.intake.check(file.bytes, aboutOf(file.fileName, c.req.valid('query')))
    return c.json({ ...checked, problems: checked.problems.map((problem) => ({ ...problem })) }, 200)
  })
  api.openapi(detail, async (c) => {
    const card = cardOf(c.req.valid('param').feed)
    const [describe, newest] = await Promise.all([
      state(),
      listDeliveries(backend.sql, { feed: card.feed, limit: 50, offset: 0 }),
    ])
    const columns = card.columns.map((column) => ({ ...column }))
    return c.json({ ...describe(card), legalBasis: card.legalBasis, columns, deliveries: newest }, 200)
  })
  api.use('/feeds/:feed/records', bodyLimit({ maxSize: MAX_RECORDS_BYTES, onError: tooLarge }))
  api.openapi(records, async (c) => {
    const card = cardOf(c.req.valid('param').feed)
    const rows = rowsOf(await c.req.arrayBuffer(), c.req.header('content-type') ?? 'application/json')
    if (rows.length === 0) return refuse('bad-request', '没有收到任何记录。请在请求体中放入至少一条记录。')
    const taken = await backend.intake.receiveRows(card.feed, rows)
    if (!taken.ok) return refuse('bad-request', taken.detail)
    return c.json({ delivery: taken.delivery, records: rows.length }, 202)
  })
  api.openapi(deliver, async (c) => {
    const { snapshotDay, region, contentHash, ...query } = c.req.valid('query')
    const file = await fileOf(c.req.raw, query.fileName)
    const taken = await backend.intake.receiveFile(file.bytes, {
      ...aboutOf(file.fileName, query),
      ...(snapshotDay === undefined ? {} : { snapshotDay }),
      ...(region === undefined ? {} : { region }),
      ...(contentHash === undefined ? {} : { contentHash }),
    })
    if (!taken.ok) return refuse('bad-request', taken.detail)
    return c.json({ delivery: taken.delivery, receipt: (await readDelivery(backend.sql, taken.delivery)) ?? null }, 202)
  })
  api.openapi(deliveries, async (c) =>
    c.json({ deliveries: await listDeliveries(backend.sql, c.req.valid('query')) }, 200),
  )
  api.openapi(receipt, async (c) => {
    const found = await readDelivery(backend.sql, c.req.valid('param').delivery)
    if (found === undefined) return refuse('not-found', '没有这份回执。请核对交付编号；编号在上传成功时返回。')
    return c.json(found, 200)
  })
  api.openapi(progress, async (c) => c.json({ settled: await backend.intake.settled() }, 200))
}

const aboutOf = (
  fileName: string,
  { feed, asOf }: { feed?: string | undefined; asOf?: Day | undefined },
): FileAbout => ({
  fileName,
  ...(feed === undefined ? {} : { feed }),
  ...(asOf === undefined ? {} : { businessDay: asOf }),
})

const isOverdue = (card: FeedCard, last: Receipt | undefined, today: Day): boolean =>
  card.overdueAfterDays !== null && (last === undefined || daysBetween(last.businessDay, today) > card.overdueAfterDays)

const tooLarge = (): Response =>
  problemResponse(
    'too-large',
    '一次最多接收 32 MB 记录。请分批发送，或把文件交到 /api/v1/deliveries（不限大小，边收边存）。',
  )
