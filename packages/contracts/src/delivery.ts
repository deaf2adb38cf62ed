import { z } from 'zod'
import { Day } from './day.ts'
import { RejectReason } from './quarantine.ts'

/**
 * The account of one delivery of one feed: `received = accepted + quarantined`, and once everything is judged
 * `accepted = applied + duplicate + stale + quarantinedLater`.
 */
export const Receipt = z.object({
  delivery: z.string(),
  feed: z.string(),
  fileName: z.string().nullable(),
  businessDay: Day,
  /** More of the feed is to come: absence from it says nothing yet. */
  part: z.boolean(),
  status: z.enum(['receiving', 'processing', 'complete', 'failed']),
  /** Why it failed, or is no whole roll though it is complete, for people (Chinese). */
  problem: z.string().nullable(),
  /** What people should know of it, in Chinese, with how many rows, columns or sheets it concerns. */
  remarks: z.record(z.string(), z.int()),
  received: z.int(),
  accepted: z.int(),
  mended: z.int(),
  quarantined: z.int(),
  quarantinedBy: z.partialRecord(RejectReason, z.int()),
  applied: z.int(),
  duplicate: z.int(),
  stale: z.int(),
  quarantinedLater: z.int(),
  startedAt: z.iso.datetime({ offset: true }),
  finishedAt: z.iso.datetime({ offset: true }).nullable(),
})
export type Receipt = z.infer<typeof Receipt>
