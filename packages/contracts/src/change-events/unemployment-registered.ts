import { z } from 'zod'
import { Day } from '../day.ts'

/** A person registered as unemployed. */
export const UnemploymentRegistered = z.object({ registeredOn: Day, reason: z.string().nullable() })
