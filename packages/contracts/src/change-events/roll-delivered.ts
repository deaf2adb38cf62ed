import { z } from 'zod'
import { Day } from '../day.ts'

/** A whole delivery of a feed arrived for a region: from now on, absence from it means something. */
export const RollDelivered = z.object({ day: Day, throughMonth: z.string().nullable(), rows: z.int().min(0) })
