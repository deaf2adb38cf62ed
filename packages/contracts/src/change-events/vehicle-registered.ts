import { z } from 'zod'
import { Day } from '../day.ts'
import { Fen } from '../money.ts'

/** The registration state of one vehicle (the source key is its keyed plate). */
export const VehicleRegistered = z.object({
  vehicleClass: z.enum(['car', 'truck', 'bus', 'motorcycle', 'disability-vehicle', 'tractor', 'other']),
  commercial: z.boolean(),
  priceFen: Fen.nullable(),
  day: Day,
  status: z.enum(['registered', 'deregistered']),
})
