import { z } from 'zod'
import { Month } from '../day.ts'
import { Fen } from '../money.ts'

/** A pension paid for one month. */
export const PensionPaid = z.object({
  kind: z.enum(['urban-employee', 'resident', 'land-expropriated', 'other']),
  month: Month,
  amountFen: Fen,
})
