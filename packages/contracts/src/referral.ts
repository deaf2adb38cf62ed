import { z } from 'zod'
import { AidForm } from './aid-decision.ts'
import { Day } from './day.ts'
import { CaseClass, Department } from './department.ts'
import { Fen } from './money.ts'
import { PersonId } from './person-id.ts'

/** Hours of a service that are owed every month, such as twelve of care at home. */
export const ServicePlan = z.object({ hoursPerMonth: z.int().min(1).max(744), from: Day, to: Day.nullable() })
export type ServicePlan = z.infer<typeof ServicePlan>

/** 转办单: what is handed to a department or an organisation. It sees this much of the household and nothing else. */
export const Referral = z.object({
  referralId: z.string(),
  department: Department,
  /** One organisation among several of its kind, as the staff list names it; null for whoever is in charge of the region. */
  unit: z.string().nullable(),
  /** The programme that its help is counted under; null where there is none. */
  programme: z.string().nullable(),
  need: z.string().min(1),
  why: z.string().min(1),
  class: CaseClass,
  /** The last day on which its result is in time. */
  dueOn: Day,
  /** Whom it is about: their names and where they can be reached go to who accepts it. */
  persons: z.array(PersonId),
  /** Of a service by the hour. */
  plan: ServicePlan.nullable(),
})
export type Referral = z.infer<typeof Referral>

/** What a department or an organisation really gave: money, goods, or hours of a service on a day. */
export const ReferralGift = z.object({
  form: AidForm,
  what: z.string().min(1),
  /** The money, or what goods are worth; 0 for a service. */
  amountFen: Fen.min(0),
  hours: z.number().min(0).max(744).nullable(),
  day: Day,
})
export type ReferralGift = z.infer<typeof ReferralGift>
