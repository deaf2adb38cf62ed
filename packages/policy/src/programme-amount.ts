import { z } from 'zod'
import { Quantity, type Typed } from './programme-condition.ts'

const every = { every: z.enum(['month', 'year', 'once']).default('month') }

const fromAge = z.strictObject({ from: z.int().min(0).max(120), number: Quantity.shape.number })

/** Tiers stand in their order, each once: the last one that is reached is the person's. */
const rising =
  (key: 'from' | 'level') =>
  (tiers: readonly { readonly [Key in 'from' | 'level']?: number }[], context: z.RefinementCtx): void =>
    tiers.forEach((tier, index) => {
      const [before, own] = [tiers[index - 1]?.[key], tier[key]]
      if (before !== undefined && own !== undefined && before >= own)
        context.addIssue({ code: 'custom', path: [index, key], message: `${own} 要排在 ${before} 之前，且不重复` })
    })

/** One part of a sum: a quantity, or the tier that a person's age, care or disability puts him in. */
const Part = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('quantity'), ...Quantity.shape }),
  z.strictObject({ is: z.literal('by-age'), tiers: z.array(fromAge).min(1).superRefine(rising('from')) }),
  /** `otherwise` are taken, all that the place has entered, where it has entered no number for the level. */
  z.strictObject({
    is: z.literal('by-level'),
    tiers: z
      .array(z.strictObject({ level: z.int().min(1).max(4), number: Quantity.shape.number }))
      .min(1)
      .superRefine(rising('level')),
    otherwise: z.array(Quantity),
  }),
  z.strictObject({ is: z.literal('by-care'), self: Quantity, half: Quantity, full: Quantity }),
])

/**
 * How much a programme gives: 补差 up to a standard, a sum of parts, a range within which someone decides, a share of
 * what was paid up to a cap, or nothing that can be reckoned.
 */
export const Amount = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('none') }),
  z.strictObject({ is: z.literal('top-up'), standard: Quantity, of: z.enum(['family', 'person']), ...every }),
  z.strictObject({ is: z.literal('sum'), parts: z.array(Part).min(1), ...every }),
  z.strictObject({ is: z.literal('range'), least: Quantity.optional(), most: Quantity, ...every }),
  z.strictObject({
    is: z.literal('share'),
    of: z.literal('medical-burden'),
    ratio: Quantity.shape.number,
    cap: Quantity.shape.number.optional(),
    ...every,
  }),
])
export type Amount = Typed<z.infer<typeof Amount>>
export type AmountPart = Typed<z.infer<typeof Part>>
