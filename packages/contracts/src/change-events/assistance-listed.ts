import { z } from 'zod'
import { Day } from '../day.ts'
import { Fen } from '../money.ts'

export const AssistanceProgramme = z.enum([
  'dibao',
  'dibao_single',
  'tekun',
  'edge',
  'rigid',
  'fanpin',
  'orphan',
  'unattended-child',
  'other',
])
export type AssistanceProgramme = z.infer<typeof AssistanceProgramme>

/** A line of the civil-affairs assistance roll (社会救助名册): this person, under this roll household number. */
export const AssistanceListed = z.object({
  programme: AssistanceProgramme,
  rollNo: z.string().min(1),
  status: z.enum(['active', 'suspended', 'stopped', 'rejected']),
  householdMonthlyFen: Fen,
  from: Day.nullable(),
  to: Day.nullable(),
})
