import { z } from 'zod'
import { Day } from './day.ts'
import { Fen } from './money.ts'

/** What a conference decided about one case. */
export const ConferenceDecision = z.object({
  conferenceId: z.string(),
  /** `support` gives help beyond the rules, `decline` does not, `postpone` wants the case back with more material. */
  result: z.enum(['support', 'decline', 'postpone']),
  programme: z.string().nullable(),
  /** What may be given by it in all; 0 where nothing is. */
  amountFen: Fen.min(0),
  reasons: z.string().min(1),
  /** What the family or an office has to do for it, each with the day on which somebody looks. */
  conditions: z.array(z.object({ what: z.string().min(1), lookOn: Day })),
  /** Who did not agree, and why; empty where all did. */
  dissent: z.string(),
})
export type ConferenceDecision = z.infer<typeof ConferenceDecision>
