import { z } from 'zod'
import { Month } from '../day.ts'
import { Fen } from '../money.ts'

/** 高龄津贴 paid for one month. */
export const ElderAllowancePaid = z.object({ month: Month, amountFen: Fen })
