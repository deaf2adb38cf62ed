import { z } from 'zod'
import { Day } from '../day.ts'
import { Fen } from '../money.ts'

/** A fire at this person's home. */
export const FireReported = z.object({ day: Day, lossFen: Fen.nullable(), homeDamaged: z.boolean() })
