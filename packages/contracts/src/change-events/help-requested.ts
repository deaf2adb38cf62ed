import { z } from 'zod'
import { Day } from '../day.ts'
import { RegionCode } from '../region.ts'

/** A call to 12345 or a grid worker's report. What was said stays in the vault. */
export const HelpRequested = z.object({
  day: Day,
  category: z.enum(['hardship', 'medical', 'housing', 'safety', 'other']),
  region: RegionCode.nullable(),
})
