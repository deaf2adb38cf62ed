import { z } from 'zod'
import { Day } from '../day.ts'

/** A person is held: prison, detention, compulsory drug rehabilitation; community correction does not take a person away. */
export const CustodyStarted = z.object({
  kind: z.enum(['prison', 'detention', 'compulsory-rehab', 'community-correction']),
  from: Day,
  to: Day.nullable(),
})
