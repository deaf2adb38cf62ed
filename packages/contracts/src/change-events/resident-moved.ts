import { z } from 'zod'
import { Day } from '../day.ts'
import { RegionCode } from '../region.ts'

/** Police register change: marriage move, migration, split, birth entry, cancellation. */
export const ResidentMoved = z.object({
  kind: z.enum(['marriage', 'migration', 'split', 'birth', 'cancelled', 'other']),
  fromHouseholdNo: z.string().nullable(),
  toHouseholdNo: z.string().nullable(),
  region: RegionCode.nullable(),
  movedOn: Day,
})
