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

/** A contract for a new home, filed on line (网签), before any registration. The source key is its keyed number. */
export const HomeContracted = z.object({
  areaM2: z.number().nullable(),
  priceFen: Fen.nullable(),
  day: Day,
  status: z.enum(['signed', 'cancelled']),
})

/** A public flat let to somebody (公租房), with its monthly rent. */
export const PublicRentalGranted = z.object({ monthlyFen: Fen, from: Day, to: Day.nullable() })

/** The tax on a vehicle that was bought; the source key is its keyed frame number, so it is not the plate's fact again. */
export const VehicleTaxPaid = z.object({ priceFen: Fen, day: Day })

/** A licence to earn with a vehicle or ship. */
export const CommercialVehicleLicensed = z.object({
  kind: z.enum(['passenger', 'freight', 'taxi', 'ship', 'other']),
  day: Day,
  status: z.enum(['licensed', 'ended']),
})

/**
 * What one bank, broker or insurer answered about a person on a day. It may only be asked with the family's authorisation,
 * whose number each answer carries.
 */
export const FinancialAssetFound = z.object({
  kind: z.enum(['deposit', 'securities', 'insurance']),
  balanceFen: Fen,
  day: Day,
  authorisation: z.string().min(1),
})

/** The newest reading of a meter; `zeroDays` is for how many days nothing was used. Each reading takes the last one's place. */
export const UtilityUsed = z.object({
  kind: z.enum(['electricity', 'water', 'gas']),
  amount: z.number(),
  zeroDays: z.int().nullable(),
  day: Day,
})
