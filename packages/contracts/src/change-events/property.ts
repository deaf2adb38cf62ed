import { z } from 'zod'
import { Day } from '../day.ts'
import { Fen } from '../money.ts'

// 自然资源, 住建, 交警 and 市场监管: what people own.

/**
 * Why a home was registered in a name. `transfer` is any change of owner whose cause was not told; `renumber` a new
 * certificate and `correction` a mended entry of what was owned before; `division` the shares of a divorce or a family's
 * parting; `unknown` where the office did not say.
 */
export const PropertyRegistrationKind = z.enum([
  'bought',
  'first',
  'transfer',
  'inherited',
  'gift',
  'division',
  'demolition',
  'correction',
  'renumber',
  'other',
  'unknown',
])
export type PropertyRegistrationKind = z.infer<typeof PropertyRegistrationKind>

/** The registration state of one real-estate unit. `sharePercent` is the owner's share of it. */
export const PropertyRegistered = z.object({
  kind: PropertyRegistrationKind.default('unknown'),
  use: z.enum(['residential', 'commercial', 'parking', 'other']),
  areaM2: z.number(),
  sharePercent: z.number().min(0).max(100),
  day: Day,
  status: z.enum(['registered', 'deregistered']),
})

/** Safety grade of a dwelling: A and B are safe, C partly and D wholly dangerous. */
export const DwellingGraded = z.object({ grade: z.enum(['A', 'B', 'C', 'D']), day: Day })

/** The registration state of one vehicle (the source key is its keyed plate). */
export const VehicleRegistered = z.object({
  vehicleClass: z.enum(['car', 'truck', 'bus', 'motorcycle', 'disability-vehicle', 'tractor', 'other']),
  commercial: z.boolean(),
  priceFen: Fen.nullable(),
  day: Day,
  status: z.enum(['registered', 'deregistered']),
})

/** A person's role in a business. `revoked` (吊销) is not yet closed (注销). */
export const BusinessRegistered = z.object({
  role: z.enum(['legal-representative', 'shareholder', 'sole-trader', 'manager', 'other']),
  capitalFen: Fen.nullable(),
  day: Day,
  status: z.enum(['active', 'revoked', 'closed']),
})
