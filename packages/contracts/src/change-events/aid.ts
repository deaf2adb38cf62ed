import { z } from 'zod'
import { Day, Month } from '../day.ts'
import { Fen } from '../money.ts'

// 民政 and 财政: what help people hold, and what of it was paid.

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
  /** The last day on which the office looked again at whether it is still due; rolls of earlier layouts do not tell. */
  recheckedOn: Day.nullish(),
})

/** 残疾人两项补贴: living (困难残疾人生活补贴) or care (重度残疾人护理补贴). */
export const DisabilitySubsidyListed = z.object({
  kind: z.enum(['living', 'care']),
  monthlyFen: Fen,
  fromMonth: Month.nullable(),
})

/** 高龄津贴 paid for one month. */
export const ElderAllowancePaid = z.object({ month: Month, amountFen: Fen })

/** What a payment on the subsidy card is for, as far as law or the field treats it apart. */
const SubsidyProgramme = z.enum([
  'dibao',
  'tekun',
  'orphan',
  'unattended-child',
  'disability-living',
  'disability-care',
  'elder-allowance',
  'temporary-relief',
  'disaster-relief',
  'veteran',
  'family-planning',
  'student-aid',
  'farming',
  'forestry',
  'relocation',
])

/** One payment that reached a family's subsidy card (惠民惠农财政补贴一卡通). `programme` is null where the item tells none. */
export const SubsidyPaid = z.object({
  item: z.string(),
  programme: SubsidyProgramme.nullable(),
  amountFen: Fen,
  paidOn: Day,
})

/** A line of another organisation's list of people in hardship: the unions, the women's federation, the youth league, charities. */
export const HardshipListed = z.object({
  list: z.enum(['union', 'women', 'youth', 'charity']),
  kind: z.string(),
  amountFen: Fen,
  day: Day,
})
