import { z } from 'zod'
import type { ListId, NumberId } from './policy-ids.ts'

const Id = z.string().regex(/^[a-z0-9_-]+(\/[a-z0-9_-]+)+$/, 'must be the id of a number, e.g. dibao/monthly-standard')

const limit = { number: Id, times: Id.optional() }

/**
 * A policy number, or one times another: `{ number: dibao/monthly-standard, times: edge/income-multiple }`. `otherwise` is
 * taken where the place has not entered the first.
 */
export const Quantity = z.strictObject({ ...limit, otherwise: z.strictObject(limit).optional() })
export type Quantity = Typed<z.infer<typeof Quantity>>

/** What befell a family or one of it. */
const Happening = z.enum(['fire', 'disaster', 'traffic-casualty', 'help-requested'])

const plain = <Name extends string>(is: Name) => z.strictObject({ is: z.literal(is) })
const below = <Name extends string>(is: Name) =>
  z.strictObject({ is: z.literal(is), ...limit, otherwise: z.strictObject(limit).optional() })
const against = <Name extends string>(is: Name) => z.strictObject({ is: z.literal(is), number: Id })
const onRolls = <Name extends string>(is: Name) =>
  z.strictObject({ is: z.literal(is), programmes: z.array(z.string().min(1)).min(1), of: z.enum(['family', 'person']) })

const simple = [
  below('income-per-head-below'),
  below('own-income-below'),
  against('yearly-income-per-head-below'),
  plain('registered-assets-within'),
  plain('authorised-assets-within'),
  onRolls('on-one-of'),
  onRolls('on-none-of'),
  against('aged-from'),
  against('aged-below'),
  plain('disabled'),
  plain('severely-disabled'),
  z.strictObject({ is: z.literal('disabled-within'), any: Id, mental: Id }),
  z.strictObject({ is: z.literal('seriously-ill'), codes: Id, days: Id }),
  z.strictObject({ is: z.literal('unable-to-work'), elder: Id, minor: Id }),
  plain('no-able-supporter'),
  z.strictObject({ is: z.literal('rigid-expense-from'), ratio: Id, months: Id }),
  against('medical-burden-from'),
  z.strictObject({ is: z.literal('hospital-arrears-from'), number: Id, days: Id }),
  plain('parents-dead'),
  plain('parents-unable'),
  z.strictObject({ is: z.literal('befallen'), what: Happening, days: Id }),
  plain('enrolled'),
  plain('registered-unemployed'),
  plain('dwelling-unsafe'),
  plain('insurance-lapsed'),
  plain('living-alone'),
  against('self-care-from'),
  z.strictObject({
    is: z.literal('in-season'),
    from: z.string().regex(/^\d\d-\d\d$/),
    to: z.string().regex(/^\d\d-\d\d$/),
  }),
  z.strictObject({ is: z.literal('to-ask'), text: z.string().min(1) }),
] as const

/** One named predicate over a household that no other is nested in. */
export const SimpleCondition = z.discriminatedUnion('is', simple)

/** A named predicate over a household or a person, with the policy numbers that it is held against. */
export const Condition = z.discriminatedUnion('is', [
  ...simple,
  z.strictObject({ is: z.literal('any-of'), of: z.array(SimpleCondition).min(2) }),
])
export type SimpleCondition = Typed<z.infer<typeof SimpleCondition>>
export type Condition = Typed<z.infer<typeof Condition>>

/** Ids that loading has found among the numbers that exist, as the type that `Policy.number` asks for. */
export type Typed<Value> = Value extends readonly (infer Each)[]
  ? readonly Typed<Each>[]
  : Value extends object
    ? {
        readonly [Key in keyof Value]: Key extends 'codes'
          ? ListId
          : Key extends NumberKey
            ? NumberId | Extract<Value[Key], undefined>
            : Typed<Value[Key]>
      }
    : Value

type NumberKey = 'elder' | 'minor' | 'number' | 'times' | 'any' | 'mental' | 'days' | 'ratio' | 'months' | 'cap'
