import { z } from 'zod'
import { Day } from './day.ts'

/** Why a row was set aside: a closed list, since it becomes a metric label. */
export const RejectReason = z.enum([
  'missing-value',
  'missing-column',
  'bad-id-number',
  'bad-date',
  'future-date',
  'bad-month',
  'bad-amount',
  'bad-number',
  /** A spreadsheet or a program kept the first digits of a number and made up the rest. */
  'rounded-number',
  'bad-region',
  /** A row of a region for which its sender does not speak. */
  'other-region',
  'bad-certificate',
  'unknown-code',
  'bad-row',
  'row-too-long',
  'bad-encoding',
  /** A department sealed it for a key that is not here, or it was cut or changed on the way. */
  'not-opened',
  'crashed',
])
export type RejectReason = z.infer<typeof RejectReason>

/** One row in quarantine. The original bytes stay sealed in the operational store, never in this notice. */
export const QuarantineNotice = z.object({
  quarantineId: z.string(),
  feed: z.string(),
  delivery: z.string(),
  rowNo: z.int(),
  businessDay: Day,
  stage: z.enum(['ingest', 'scoring', 'alert']),
  reason: RejectReason,
  field: z.string().nullable(),
  at: z.iso.datetime({ offset: true }),
})
export type QuarantineNotice = z.infer<typeof QuarantineNotice>
