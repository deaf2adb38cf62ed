import { z } from 'zod'
import { Day } from '../day.ts'

/** A person hurt in a traffic accident. */
export const TrafficCasualtyReported = z.object({
  day: Day,
  harm: z.enum(['death', 'serious', 'minor']),
  liability: z.enum(['none', 'minor', 'equal', 'major', 'full', 'unknown']),
})
