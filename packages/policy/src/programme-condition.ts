import { addDays } from '@shouwang/contracts'
import { z } from 'zod'
import type { ListId, NumberId } from './policy-ids.ts'

const Id = z.string().regex(/^[a-z0-9_-]+(\/[a-z0-9_-]+)+$/, '要写标准的编号，如 dibao/monthly-standard')

const limit = { number: Id, times: Id.optional() }

/**
 * A policy number, or one times another: `{ number: dibao/monthly-standard, times: edge/income-multiple }`. `otherwise` is
 * taken where the place has not entered the first.
 */
export const Quantity = z.strictObject({ ...limit, otherwise: z.strictObject(limit).optional() })
export type Quantity = Typed<z.infer<typeof Quantity>>

/** What befell a family or one of it. */
const Happening = z.enum(['fire', 'disaster', 'traffic-casualty', 'help-requested'])

/** The first and the last day on which law asks it, where law changed what it asks; both days included. */
const dated = { from: z.iso.date().optional(), until: z.iso.date().optional() }

const named = <Name extends string, Shape extends z.ZodRawShape>(is: Name, shape: Shape) =>
  z.strictObject({ is: z.literal(is), ...shape, ...dated })
const plain = <Name extends string>(is: Name) => named(is, {})
const below = <Name extends string>(is: Name) => named(is, { ...limit, otherwise: z.strictObject(limit).optional() })
const against = <Name extends string>(is: Name) => named(is, { number: Id })
const onRolls = <Name extends string>(is: Name) =>
  named(is, { programmes: z.array(z.string().min(1)).min(1), of: z.enum(['family', 'person']) })

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
  named('disabled-within', { any: Id, mental: Id }),
  named('seriously-ill', { codes: Id, days: Id }),
  named('unable-to-work', { elder: Id, minor: Id }),
  plain('no-able-supporter'),
  named('rigid-expense-from', { ratio: Id, months: Id }),
  against('medical-burden-from'),
  named('hospital-arrears-from', { number: Id, days: Id }),
  plain('parents-dead'),
  plain('parents-unable'),
  named('befallen', { what: Happening, days: Id }),
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
  named('to-ask', { text: z.string().min(1) }),
] as const

/** The season of a year is no span of law. */
const daysOf = (condition: { readonly is: string; readonly from?: unknown; readonly until?: unknown }): Span =>
  condition.is === 'in-season' ? {} : (condition as Span)

type Span = { readonly from?: string | undefined; readonly until?: string | undefined }

/** Days in order, and one condition at least that is always asked: without any, everybody would be entitled on some days. */
const inOrder = (conditions: readonly { readonly is: string }[], context: z.RefinementCtx): void => {
  conditions.forEach((condition, index) => {
    const { from, until } = daysOf(condition)
    if (from !== undefined && until !== undefined && until < from)
      context.addIssue({ code: 'custom', path: [index, 'until'], message: `${until} 不能早于 ${from}` })
  })
  if (conditions.every((condition) => Object.values(spanOf(condition)).some((day) => day !== undefined)))
    context.addIssue({ code: 'custom', path: [], message: '至少一个条件不写 from 和 until' })
}

const spanOf = (condition: { readonly is: string }): Span => {
  const { from, until } = daysOf(condition)
  return { from, until }
}

/** One named predicate over a household that no other is nested in. */
export const SimpleCondition = z.discriminatedUnion('is', simple)

/** A named predicate over a household or a person, with the policy numbers that it is held against. */
export const Condition = z.discriminatedUnion('is', [
  ...simple,
  named('any-of', { of: z.array(SimpleCondition).min(2).superRefine(inOrder) }),
])

/** What is asked of a family or person: all of them have to be met. */
export const Conditions = z.array(Condition).min(1).superRefine(inOrder)
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

/** The conditions that law asks on a day, without their days. */
export const conditionsOn = <Each extends Condition | SimpleCondition>(
  conditions: readonly Each[],
  day: string,
): readonly Each[] =>
  conditions.flatMap((condition): Each[] => {
    const { from, until } = spanOf(condition)
    if ((from ?? day) > day || (until ?? day) < day) return []
    const { from: _, until: __, ...asked } = condition as SimpleCondition & Span
    const undated = (condition.is === 'in-season' ? condition : asked) as Each
    return [undated.is === 'any-of' ? { ...undated, of: conditionsOn(undated.of, day) } : undated]
  })

/** The days on which what these conditions ask changes. */
export const conditionDays = (conditions: readonly Condition[]): readonly string[] =>
  conditions.flatMap((condition) => {
    const { from, until } = spanOf(condition)
    const own = [from, until === undefined ? undefined : addDays(until, 1)].filter((each) => each !== undefined)
    return condition.is === 'any-of' ? [...own, ...conditionDays(condition.of)] : own
  })
