import { z } from 'zod'
import { Day } from './day.ts'
import { Fen } from './money.ts'

/** What a feed tells of a condition by itself, month by month: that pensions are paid to the treasury and not to the person. */
export const ConditionWatch = z.enum(['pension-to-treasury'])
export type ConditionWatch = z.infer<typeof ConditionWatch>

/** What the family or an office has to do for a decision, with the day on which somebody, or from which a feed, looks. */
const ConferenceCondition = z.object({ what: z.string().min(1), lookOn: Day, watch: ConditionWatch.optional() })

/** What a conference decided about one case. */
export const ConferenceDecision = z.object({
  conferenceId: z.string(),
  /** `support` gives help beyond the rules, `decline` does not, `postpone` wants the case back with more material. */
  result: z.enum(['support', 'decline', 'postpone']),
  programme: z.string().nullable(),
  /** What may be given by it in all; 0 where nothing is. */
  amountFen: Fen.min(0),
  reasons: z.string().min(1),
  conditions: z.array(ConferenceCondition),
  /** Who did not agree, and why; empty where all did. */
  dissent: z.string(),
})
export type ConferenceDecision = z.infer<typeof ConferenceDecision>
