import { z } from 'zod'
import { Day } from '../day.ts'

/** A disability certificate. Category 1 视力 2 听力 3 言语 4 肢体 5 智力 6 精神 7 多重; level 1 is the most severe of 4. */
export const DisabilityCertified = z.object({
  category: z.int().min(1).max(7),
  level: z.int().min(1).max(4),
  certifiedOn: Day,
  status: z.enum(['valid', 'cancelled']),
})
