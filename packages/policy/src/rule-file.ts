import { z } from 'zod'
import { listUnits, numberUnits } from './units.ts'

const Source = z.strictObject({ title: z.string().min(1), href: z.url().optional() })

const dated = <Value extends z.ZodType>(value: Value) =>
  z
    .array(z.strictObject({ from: z.iso.date(), value, source: Source }))
    .min(1)
    .superRefine((values, context) => {
      values.forEach((entry, index) => {
        const previous = values[index - 1]
        if (previous && previous.from >= entry.from)
          context.addIssue({
            code: 'custom',
            path: [index, 'from'],
            message: `${entry.from} must come after ${previous.from}: values are appended in the order of their days`,
          })
      })
    })

const described = { label: z.string().min(1), reviewed: z.iso.date(), note: z.string().min(1).optional() }

/** One file under `regions/`: one number, or one list, with its dated and sourced values. */
export const RuleFile = z.discriminatedUnion('unit', [
  z.strictObject({ ...described, unit: z.enum(numberUnits), values: dated(z.number()) }),
  z.strictObject({ ...described, unit: z.enum(listUnits), values: dated(z.array(z.string().min(1)).min(1)) }),
])
export type RuleFile = z.infer<typeof RuleFile>
