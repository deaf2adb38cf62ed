import { Day, RejectReason, writtenText } from '@shouwang/contracts'
import { z } from 'zod'
import { LookPurpose } from './people.ts'
import { wholeNumber } from './whole-number.ts'

const state = z.enum(['waiting', 'replayed', 'discarded'])

export const QuarantineQuery = z.object({
  feed: z.string().optional(),
  reason: RejectReason.optional(),
  delivery: z.string().optional(),
  from: Day.optional(),
  to: Day.optional(),
  state: state.default('waiting'),
  limit: wholeNumber(1, 500).default(50),
  offset: wholeNumber(0, 1_000_000).default(0),
  after: z.string().min(1).max(200).optional().meta({ description: 'Go on after the row with this id' }),
})

/** One row in quarantine, without its content. */
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
  .meta({ id: 'QuarantineItem' })
export type QuarantineItem = z.infer<typeof QuarantineItem>

export const QuarantineListAnswer = z
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
  .meta({ id: 'QuarantinePage' })
export type QuarantineListAnswer = z.infer<typeof QuarantineListAnswer>

/** For what a row is opened as its department wrote it. */
export const OpenRowBody = z.object({ purpose: LookPurpose }).meta({ id: 'OpenRow' })

/** One row; `row` is masked unless it was opened. */
export const QuarantineDetailAnswer = QuarantineItem.extend({
  masked: z.boolean(),
  row: z.record(z.string(), z.string()).nullable(),
  text: z.string().nullable(),
  advice: z.string(),
}).meta({ id: 'QuarantineDetail' })
export type QuarantineDetailAnswer = z.infer<typeof QuarantineDetailAnswer>

export const ReplayBody = z
  .object({ row: z.record(z.string(), z.string()).nullable().default(null) })
  .meta({ id: 'Replay', description: 'Columns to change; the others keep the words that the department sent' })

export const ReplayedAnswer = z.object({
  delivery: z.string().nullable().meta({ description: 'Null for a message that had crashed a later stage' }),
})

export const ReplayManyBody = z
  .object({
    feed: z.string().min(1).max(64),
    reason: RejectReason.optional(),
    from: Day.optional(),
    to: Day.optional(),
    after: z.string().max(200).default(''),
  })
  .meta({
    id: 'ReplayMany',
    description: 'Which waiting rows; days are business days. Go on `after` the last `next`',
  })

export const ReplayedManyAnswer = z
  .object({
    sent: z.int(),
    resent: z.int().meta({ description: 'Messages that had crashed a later stage and went to it again' }),
    unreadable: z.int().meta({ description: 'Rows whose words are no row; they stay and are to be mended one by one' }),
    deliveries: z.array(z.string()),
    next: z.string().nullable(),
  })
  .meta({ id: 'ReplayedMany' })
export type ReplayedManyAnswer = z.infer<typeof ReplayedManyAnswer>

export const DiscardBody = z.object({ reason: writtenText(2, 200) }).meta({ id: 'Discard' })

export const DiscardedAnswer = z.object({ discarded: z.boolean() })
