import { z } from 'zod'
import { Day } from '../day.ts'

/** The registration state of one real-estate unit. `sharePercent` is the owner's share of it. */
export const PropertyRegistered = z.object({
  use: z.enum(['residential', 'commercial', 'parking', 'other']),
  areaM2: z.number(),
  sharePercent: z.number().min(0).max(100),
  day: Day,
  status: z.enum(['registered', 'deregistered']),
})
