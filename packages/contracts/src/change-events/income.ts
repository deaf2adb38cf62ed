import { z } from 'zod'
import { Day, Month } from '../day.ts'
import { Fen } from '../money.ts'

// 人社, 税务, 公积金 and 财政: work, pensions and what replaces wages.

/** An employer paid social insurance for one month on this base. `employer` is a keyed hash. */
export const SocialInsurancePaid = z.object({ month: Month, baseFen: Fen, employer: z.string().nullable() })

/** A pension paid for one month; `payee` says whose account it went to, where the office tells. */
export const PensionPaid = z.object({
  kind: z.enum(['urban-employee', 'resident', 'land-expropriated', 'other']),
  month: Month,
  amountFen: Fen,
  payee: z.enum(['treasury', 'institution', 'other']).nullish(),
})

/** A person registered as unemployed. */
export const UnemploymentRegistered = z.object({ registeredOn: Day, reason: z.string().nullable() })

/** Unemployment insurance granted from one month through another, both included. */
export const UnemploymentBenefitGranted = z.object({ fromMonth: Month, toMonth: Month.nullable(), monthlyFen: Fen })

/**
 * Earnings of one month as another office than social insurance knows them: income declared for tax, the base that the
 * housing fund was paid on, or pay from public money. `payer` is a keyed hash, the same for the same employer in every feed.
 */
export const IncomeReported = z.object({
  source: z.enum(['tax', 'housing-fund', 'payroll']),
  month: Month,
  amountFen: Fen,
  payer: z.string().nullable(),
})

/** Work registered with an employer, a keyed hash, from a day until another. */
export const EmploymentRegistered = z.object({ employer: z.string().nullable(), from: Day, to: Day.nullable() })

/** Money paid for land that was taken (征地补偿). */
export const LandCompensated = z.object({ amountFen: Fen, paidOn: Day })

/** A line of the list of those whom the state honours for service (优抚对象), with the monthly pension. */
export const VeteranListed = z.object({
  kind: z.enum(['disabled', 'bereaved', 'veteran', 'other']),
  monthlyFen: Fen,
  from: Day.nullable(),
})
