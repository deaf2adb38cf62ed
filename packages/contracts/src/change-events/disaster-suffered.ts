import { z } from 'zod'
import { Day } from '../day.ts'
import { Fen } from '../money.ts'

/** Loss from a natural disaster. */
export const DisasterSuffered = z.object({
  kind: z.string(),
  day: Day,
  lossFen: Fen.nullable(),
  homeLost: z.boolean(),
  relocated: z.boolean(),
})
