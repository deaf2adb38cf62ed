import { z } from '@hono/zod-openapi'
import { Day, Receipt, RejectReason } from '@shouwang/contracts'

// A fresh schema: one made before this library was loaded cannot be named.
export const SeenReceipt = z.object(Receipt.shape).openapi('Receipt')
export const MaybeReceipt = z.object(Receipt.shape).nullable()

export const Feed = z
  .object({
    feed: z.string(),
    name: z.string(),
    provider: z.string(),
    cadence: z.string(),
    overdueAfterDays: z.int().nullable(),
    overdue: z.boolean(),
    waiting: z.int().openapi({ description: 'Rows waiting in quarantine' }),
    last: MaybeReceipt,
  })
  .openapi('Feed')

export const FeedDetail = Feed.extend({
  legalBasis: z.string().nullable(),
  columns: z.array(z.object({ name: z.string(), required: z.boolean(), holds: z.string() })),
  deliveries: z.array(SeenReceipt),
}).openapi('FeedDetail')

export const Checked = z
  .object({
    feed: z.string().nullable(),
    businessDay: Day.nullable(),
    rows: z.int(),
    acceptable: z.int(),
    problems: z.array(
      z.object({ rowNo: z.int(), reason: z.string(), reasonText: z.string(), field: z.string().nullable() }),
    ),
    detail: z.string(),
  })
  .openapi('FeedCheck')

const state = z.enum(['waiting', 'replayed', 'discarded'])

export const QuarantineQuery = z.object({
  feed: z.string().optional(),
  reason: RejectReason.optional(),
  delivery: z.string().optional(),
  from: Day.optional(),
  to: Day.optional(),
  state: state.default('waiting'),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  after: z.string().min(1).max(200).optional().openapi({ description: 'Go on after the row with this id' }),
})

export const QuarantineItem = z
  .object({
    quarantineId: z.string(),
    feed: z.string(),
    feedName: z.string(),
    delivery: z.string(),
    fileName: z.string().nullable(),
    rowNo: z.int(),
    businessDay: Day,
    stage: z.string(),
    reason: z.string(),
    reasonText: z.string(),
    field: z.string().nullable(),
    seen: z.int(),
    state: z.string(),
    note: z.string().nullable(),
    at: z.string(),
  })
  .openapi('QuarantineItem')

export const QuarantinePage = z
  .object({
    items: z.array(QuarantineItem),
    total: z.int(),
    counts: z.array(
      z.object({
        feed: z.string(),
        feedName: z.string(),
        reason: z.string(),
        reasonText: z.string(),
        waiting: z.int(),
      }),
    ),
  })
  .openapi('QuarantinePage')

export const QuarantineDetail = QuarantineItem.extend({
  masked: z.boolean(),
  row: z.record(z.string(), z.string()).nullable(),
  text: z.string().nullable(),
  advice: z.string(),
}).openapi('QuarantineDetail')

export const Replay = z
  .object({ row: z.record(z.string(), z.string()).nullable().default(null) })
  .openapi('Replay', { description: 'Columns to change; the others keep the words that the department sent' })
export const ReplayMany = z
  .object({
    feed: z.string().min(1).max(64),
    reason: RejectReason.optional(),
    from: Day.optional(),
    to: Day.optional(),
    after: z.string().max(200).default(''),
  })
  .openapi('ReplayMany', { description: 'Which waiting rows; days are business days. Go on `after` the last `next`' })
export const ReplayedMany = z
  .object({
    sent: z.int(),
    resent: z.int().openapi({ description: 'Messages that had crashed a later stage and went to it again' }),
    unreadable: z
      .int()
      .openapi({ description: 'Rows whose words are no row; they stay and are to be mended one by one' }),
    deliveries: z.array(z.string()),
    next: z.string().nullable(),
  })
  .openapi('ReplayedMany')
export const Discard = z.object({ reason: z.string().trim().min(2).max(200) }).openapi('Discard')
