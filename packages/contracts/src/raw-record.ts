import { z } from 'zod'
import { Day } from './day.ts'
import { RejectReason } from './quarantine.ts'

/**
 * One row as a department sent it, on its way into ingest. `sealed` is the row encrypted by the vault's cipher
 * (our own doors seal before they store); `row` is the plain object that a department produced itself. A row that the
 * door could not read comes with its `problem`; `end` closes a delivery that is whole, one number after its last row.
 */
export const RawRecord = z.object({
  delivery: z.string(),
  /** Position in the delivery, from 1; what makes a repeated append recognisable. */
  rowNo: z.int().min(1),
  businessDay: Day,
  receivedAt: z.iso.datetime({ offset: true }),
  sealed: z.string().optional(),
  row: z.record(z.string(), z.unknown()).optional(),
  problem: RejectReason.optional(),
  end: z.literal(true).optional(),
})
export type RawRecord = z.infer<typeof RawRecord>
