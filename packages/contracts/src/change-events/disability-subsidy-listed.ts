import { z } from 'zod'
import { Month } from '../day.ts'
import { Fen } from '../money.ts'

/** 残疾人两项补贴: living (困难残疾人生活补贴) or care (重度残疾人护理补贴). */
export const DisabilitySubsidyListed = z.object({
  kind: z.enum(['living', 'care']),
  monthlyFen: Fen,
  fromMonth: Month.nullable(),
})
