import { z } from 'zod'
import { Month } from '../day.ts'
import { Fen } from '../money.ts'

/** An employer paid social insurance for one month on this base. `employer` is a keyed hash. */
export const SocialInsurancePaid = z.object({ month: Month, baseFen: Fen, employer: z.string().nullable() })
