import { z } from 'zod'
import { Month } from '../day.ts'
import { Fen } from '../money.ts'

/** Unemployment insurance granted from one month through another, both included. */
export const UnemploymentBenefitGranted = z.object({ fromMonth: Month, toMonth: Month.nullable(), monthlyFen: Fen })
