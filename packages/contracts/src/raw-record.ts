import { z } from 'zod'
import { Day, Month } from './day.ts'
import { RejectReason } from './quarantine.ts'

/** Words that the store can hold and index: departments may write an envelope themselves, with anything in it. */
const kept = (longest: number) =>
  z
    .string()
    .regex(/^[^\p{Cc}\p{Surrogate}]*$/u)
    .max(longest)

/** A moment that every database can hold: its year has four digits and its offset is one of a place on earth. */
const moment = z.iso.datetime({ offset: true }).regex(/^(?!0000).*(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/)

/**
 * One row as a department sent it, on its way into ingest. `sealed` is the row encrypted by the vault's cipher
 * (our own doors seal before they store); `row` is the plain object that a department produced itself. A row that the
 * door could not read comes with its `problem`. `end` closes a delivery, one number after its last row: a `whole` one is
 * all that the feed has to say for its region, alone or with the parts sent before it; a `part` is not.
 */
export const RawRecord = z.object({
  delivery: kept(200).min(1),
  /** Tells senders apart without naming them, so that each can have a share; a record without it counts as its delivery's. */
  sender: kept(64).min(1).optional(),
  /** Position in the delivery, from 1; what makes a repeated append recognisable. */
  rowNo: z.int().min(1),
  /** The day its statements count for: a snapshot's own day, else the day of the delivery. */
  businessDay: Day,
  /** The day on which households are to be judged with it. */
  asOf: Day,
  receivedAt: moment,
  sealed: z.string().optional(),
  row: z.record(z.string(), z.unknown()).optional(),
  problem: RejectReason.optional(),
  end: z.enum(['whole', 'part']).optional(),
  /** The latest month of which the parts before a whole end told, as `2026-10`. */
  partsThroughMonth: Month.optional(),
  /** Why a delivery that came to its end is not all that its file holds, for people (Chinese). */
  notWhole: kept(2_000).optional(),
})
export type RawRecord = z.infer<typeof RawRecord>
