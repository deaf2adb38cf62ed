import { z } from 'zod'
import { Day } from '../day.ts'

/** One of three death sources reports a death; `day` is the death, or the cremation where only that is known. */
export const DeathReported = z.object({
  source: z.enum(['police', 'health', 'funeral']),
  day: Day,
})
