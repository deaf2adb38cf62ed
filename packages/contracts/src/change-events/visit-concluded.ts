import { z } from 'zod'
import { Day } from '../day.ts'

/** A caseworker's verdict on one lead, flowing back as a fact of the person it was about. */
export const VisitConcluded = z.object({
  taskId: z.string(),
  indicators: z.array(z.string()),
  outcome: z.string(),
  day: Day,
  livesInHouseholdNo: z.string().nullable(),
})
