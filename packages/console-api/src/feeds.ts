import { Day, Receipt } from '@shouwang/contracts'
import { z } from 'zod'

/** The account of one delivery, as `/deliveries` answers it. */
export const ReceiptAnswer = Receipt.meta({ id: 'Receipt' })
export type ReceiptAnswer = z.infer<typeof ReceiptAnswer>

/** A departmental interface, its last delivery, and whether one is overdue. */
export const FeedAnswer = z
  .object({
    feed: z.string(),
    name: z.string(),
    provider: z.string(),
    cadence: z.string(),
    overdueAfterDays: z.int().nullable(),
    overdue: z.boolean(),
    waiting: z.int().meta({ description: 'Rows waiting in quarantine' }),
    last: Receipt.nullable(),
    staleDays: z.int().nullable().meta({ description: 'Days since the business day of the last delivery' }),
    expectedBy: Day.nullable().meta({ description: 'The last day on which the next delivery is in time' }),
    usualRows: z.int().nullable().meta({ description: 'Rows of a usual delivery' }),
    trouble: z.enum(['failed', 'overdue', 'small', 'waiting', 'none']),
  })
  .meta({ id: 'Feed' })
export type FeedAnswer = z.infer<typeof FeedAnswer>

export const FeedListAnswer = z.object({ feeds: z.array(FeedAnswer) })

/** One interface with its columns, why it may be received, and its newest deliveries. */
export const FeedDetailAnswer = FeedAnswer.extend({
  legalBasis: z.string().nullable(),
  columns: z.array(
    z.object({
      name: z.string(),
      aliases: z.array(z.string()),
      required: z.boolean(),
      codes: z
        .array(z.array(z.string()))
        .meta({ description: 'The words that a cell may have, those that mean the same together' }),
    }),
  ),
  deliveries: z.array(ReceiptAnswer),
}).meta({ id: 'FeedDetail' })
export type FeedDetailAnswer = z.infer<typeof FeedDetailAnswer>

/** What a file is and which of its rows would go into quarantine. */
export const FeedCheckAnswer = z
  .object({
    feed: z.string().nullable(),
    businessDay: Day.nullable(),
    rows: z.int(),
    acceptable: z.int(),
    problems: z.array(
      z.object({ rowNo: z.int(), reason: z.string(), reasonText: z.string(), field: z.string().nullable() }),
    ),
    detail: z.string(),
    remarks: z
      .record(z.string(), z.int())
      .meta({ description: 'What a receipt of the file would say, with how many rows, columns or sheets it concerns' }),
  })
  .meta({ id: 'FeedCheck' })
export type FeedCheckAnswer = z.infer<typeof FeedCheckAnswer>

/** A file was taken; its receipt where the account is kept already. */
export const FileTakenAnswer = z.object({ delivery: z.string(), receipt: Receipt.nullable() })
export type FileTakenAnswer = z.infer<typeof FileTakenAnswer>

/** Records were taken over HTTP. */
export const RecordsTakenAnswer = z.object({ delivery: z.string(), records: z.int() })

export const DeliveryListAnswer = z.object({ deliveries: z.array(ReceiptAnswer) })

/** Whether everything that was taken in is judged. */
export const PipelineAnswer = z.object({ settled: z.boolean() })
