import { z } from 'zod'
import { Day } from '../day.ts'
import { Fen } from '../money.ts'
import { Outcome } from '../outcome.ts'
import { RejectReason } from '../quarantine.ts'

// Shouwang itself: what visits found, and what its own intake says of deliveries.

/** A caseworker's verdict on one lead, flowing back as a fact of the person it was about. */
export const VisitConcluded = z.object({
  taskId: z.string(),
  indicators: z.array(z.string()),
  outcome: Outcome,
  day: Day,
  livesInHouseholdNo: z.string().nullable(),
  /** What the family itself said that all who live together earn a month, 分; earlier versions did not ask. */
  declaredMonthlyFen: Fen.nullish(),
})

/** A whole delivery of a feed arrived for a region: from now on, absence from it means something. */
export const RollDelivered = z.object({ day: Day, throughMonth: z.string().nullable(), rows: z.int().min(0) })

/**
 * A row about a person went to quarantine. Until a row of the same day is read or the feed is delivered again, what it
 * says of him is unknown: he is not absent from it.
 */
export const RowSetAside = z.object({ reason: RejectReason })
