import { z } from 'zod'
import { AidForm, DecisionResult } from '../aid-decision.ts'
import { Day } from '../day.ts'
import { Fen } from '../money.ts'
import { Outcome } from '../outcome.ts'
import { PersonId } from '../person-id.ts'
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

/** Whom a family named at a visit as bound to support it, and what he gives (赡养抚养扶养人). */
export const SupporterDeclared = z.object({
  supporter: PersonId,
  relation: z.enum(['son', 'daughter', 'parent', 'spouse', 'sibling', 'other']),
  /** Whether he could, as the family says; null where it could not tell. */
  able: z.boolean().nullable(),
  monthlyFen: Fen.min(0).nullable(),
  day: Day,
})

/** Money was paid, goods were handed over or a service was given. Retracted where it was recorded by mistake. */
export const AidGiven = z.object({
  aidId: z.string(),
  caseId: z.string(),
  programme: z.string(),
  form: AidForm,
  amountFen: Fen.min(0),
  day: Day,
  /** No decision stood behind it yet (先行救助). */
  helpFirst: z.boolean(),
})

/** A case was decided. */
export const DecisionMade = z.object({
  decisionNo: z.string(),
  caseId: z.string(),
  result: DecisionResult,
  programme: z.string(),
  amountFen: Fen.min(0),
  from: Day,
  to: Day.nullable(),
  /** The day of the check that it stands on (凡进必核); earlier versions kept none. */
  checkedOn: Day.nullish(),
})

/** A whole delivery of a feed arrived for a region: from now on, absence from it means something. */
export const RollDelivered = z.object({ day: Day, throughMonth: z.string().nullable(), rows: z.int().min(0) })

/**
 * A row about a person went to quarantine. Until a row of the same day is read or the feed is delivered again, what it
 * says of him is unknown: he is not absent from it.
 */
export const RowSetAside = z.object({ reason: RejectReason })
