import { Day, PatrolGroup } from '@shouwang/contracts'
import { z } from 'zod'

const Source = z.strictObject({
  title: z.string().min(1),
  publisher: z.string().min(1),
  confidence: z.enum(['high', 'medium', 'low']),
})

/** A value that holds from a day on: somebody says so, or it is our own choice until a city makes its own. */
const dated = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject({ from: Day, ...shape, source: Source.optional(), basis: z.literal('default').optional() }).refine(
    (value) => {
      const { source, basis } = value as { source?: unknown; basis?: unknown }
      return (source === undefined) !== (basis === undefined)
    },
    { message: 'needs a source, or "basis: default", and not both' },
  )

/** One list of people who are visited every so often, as its file declares it. */
export const PatrolList = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  label: z.string().min(1),
  source: Source,
  rules: z
    .array(
      z.strictObject({ group: PatrolGroup, values: z.array(dated({ everyDays: z.int().min(1).max(366) })).min(1) }),
    )
    .min(1),
})
export type PatrolList = z.infer<typeof PatrolList>

/** How many families one person visits in a day. */
export const PatrolDay = z.strictObject({ values: z.array(dated({ households: z.int().min(1).max(100) })).min(1) })
export type PatrolDay = z.infer<typeof PatrolDay>

/** Every rule of patrols, of all days. */
export type PatrolRules = { readonly lists: readonly PatrolList[]; readonly day: PatrolDay }

/** The rules of one day: every how many days who of a group is visited, and how many families a day has. */
export type PatrolRulesOn = {
  readonly everyDays: ReadonlyMap<PatrolGroup, number>
  readonly perDay: number
}

/** The rules that hold on a day. A group that has no value yet is visited by nobody's rule. */
export const patrolRulesOn = ({ lists, day: days }: PatrolRules, day: Day): PatrolRulesOn => ({
  everyDays: new Map(
    lists
      .flatMap(({ rules }) => rules)
      .flatMap(({ group, values }) => {
        const value = valueOn(values, day)
        return value === undefined ? [] : [[group, value.everyDays] as const]
      }),
  ),
  perDay: valueOn(days.values, day)?.households ?? 0,
})

const valueOn = <Value extends { readonly from: Day }>(values: readonly Value[], day: Day): Value | undefined =>
  values
    .filter(({ from }) => from <= day)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1)
