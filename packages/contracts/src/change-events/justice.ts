import { z } from 'zod'
import { Day } from '../day.ts'
import { Fen } from '../money.ts'

// 公安刑侦, 司法行政 and 法院: crimes suffered, help with the law, and judgments that are enforced.

/** A person hurt or killed by a crime. */
export const CrimeVictimReported = z.object({ harm: z.enum(['death', 'serious', 'minor']), day: Day })

/** Legal aid granted, for what cause. */
export const LegalAidGranted = z.object({ cause: z.string(), grantedOn: Day })

/** A debt that a court enforces; `restricted` where the debtor may not spend on luxuries (限制高消费). */
export const EnforcementOrdered = z.object({
  amountFen: Fen.nullable(),
  restricted: z.boolean(),
  filedOn: Day,
  closedOn: Day.nullable(),
})
