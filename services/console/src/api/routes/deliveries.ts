import { z } from '@hono/zod-openapi'
import {
  DeliveryListAnswer,
  FeedCheckAnswer,
  FileTakenAnswer,
  PipelineAnswer,
  ReceiptAnswer,
  wholeNumber,
} from '@shouwang/console-api'
import { Day as DayText, RegionCode } from '@shouwang/contracts'
import { reasonWords } from '@shouwang/feeds'
import { listDeliveries, readDelivery } from '@shouwang/postgres'
import { ALL_REGIONS, regionsOf, seesRegion } from '../../sign-in/access.ts'
import { refuse } from '../problem.ts'
import { jsonRoute, type RouteContext } from '../route.ts'
import { fileOf } from '../upload.ts'

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
  part: z.enum(['true', 'false']).default('false').openapi({
    description:
      'More files of the feed are to come for this day: absence from this one says nothing. The last is none',
  }),
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
const check = jsonRoute({
  method: 'post',
  path: '/feeds/check',
  summary: 'Says what a file is and which rows would be set aside; keeps nothing',
  tag: 'feeds',
  request: { query: about, body: fileBody },
  problems: [413, 415],
  answer: FeedCheckAnswer,
})
const deliver = jsonRoute({
  method: 'post',
  path: '/deliveries',
  summary: 'Takes a file as it streams in; answers once every row is durable',
  tag: 'deliveries',
  request: { query: sending, body: fileBody },
  problems: [413, 415],
  answer: FileTakenAnswer,
  status: 202,
})
const deliveries = jsonRoute({
  method: 'get',
  path: '/deliveries',
  summary: 'Receipts, the newest first',
  tag: 'deliveries',
  request: {
    query: z.object({
      feed: z.string().optional(),
      limit: wholeNumber(1, 500).default(50),
      offset: wholeNumber(0, 1_000_000).default(0),
    }),
  },
  answer: DeliveryListAnswer,
})
const receipt = jsonRoute({
  method: 'get',
  path: '/deliveries/{delivery}',
  summary: 'One receipt',
  tag: 'deliveries',
  request: { params: z.object({ delivery: z.string().min(1).max(200) }) },
  answer: ReceiptAnswer,
})
const progress = jsonRoute({
  method: 'get',
  path: '/pipeline',
  summary: 'Whether everything that was taken in is judged',
  tag: 'deliveries',
  answer: PipelineAnswer,
})

/** Files as departments send them, and the account of each. */
export const deliveryRoutes = ({ api, backend }: RouteContext): void => {
  api.openapi(check, async (c) => {
    const file = await fileOf(c.req.raw, c.req.valid('query').fileName)
    const checked = await backend.intake.check(file.bytes, { ...c.req.valid('query'), fileName: file.fileName })
    const problems = checked.problems.map((problem) => ({ ...problem, reasonText: reasonWords(problem.reason) }))
    return c.json({ ...checked, problems }, 200)
  })
  api.openapi(deliver, async (c) => {
    const { part, ...query } = c.req.valid('query')
    const asker = c.get('person')
    const region = query.region ?? (asker.region === ALL_REGIONS ? undefined : asker.region)
    if (region !== undefined && !seesRegion(asker, region))
      return refuse('not-found', '这个区划不在您负责的区域，不能替它报送。')
    const file = await fileOf(c.req.raw, query.fileName)
    const taken = await backend.intake.receiveFile(file.bytes, {
      ...query,
      region,
      fileName: file.fileName,
      part: part === 'true',
      by: asker.staffNo,
      within: regionsOf(asker),
    })
    if (!taken.ok) return refuse('bad-request', taken.detail)
    c.set('told', { subject: taken.delivery })
    return c.json({ delivery: taken.delivery, receipt: (await readDelivery(backend.sql, taken.delivery)) ?? null }, 202)
  })
  api.openapi(deliveries, async (c) =>
    c.json(
      {
        deliveries: await listDeliveries(backend.sql, { ...c.req.valid('query'), within: regionsOf(c.get('person')) }),
      },
      200,
    ),
  )
  api.openapi(receipt, async (c) => {
    const found = await readDelivery(backend.sql, c.req.valid('param').delivery, regionsOf(c.get('person')))
    if (found === undefined) return refuse('not-found', '没有这份回执。请核对交付编号；编号在上传成功时返回。')
    return c.json(found, 200)
  })
  api.openapi(progress, async (c) => c.json({ settled: await backend.intake.settled() }, 200))
}
