import { z } from 'zod'
import { Day } from '../day.ts'
import { Fen } from '../money.ts'

/** A person's role in a business. `revoked` (吊销) is not yet closed (注销). */
export const BusinessRegistered = z.object({
  role: z.enum(['legal-representative', 'shareholder', 'sole-trader', 'manager', 'other']),
  capitalFen: Fen.nullable(),
  day: Day,
  status: z.enum(['active', 'revoked', 'closed']),
})
