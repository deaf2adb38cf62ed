import { z } from 'zod'
import { Amount } from './programme-amount.ts'
import { Conditions, Quantity, type Typed } from './programme-condition.ts'
import { WrittenText as Text } from './written.ts'

const Source = z.strictObject({ title: Text, href: z.url().optional() })

/** 财政救助资金, 乡镇（街道）备用金, 慈善, 医疗救助基金, 部门专项资金. */
const Fund = z.enum(['regular', 'town-reserve', 'charity', 'medical-fund', 'department'])

const Procedure = z.strictObject({
  /** 受理、核对、入户调查 … in their order. */
  steps: z.array(Text).min(1),
  /** From 受理 to the decision; absent where the place's rules give none. */
  workingDays: z.int().positive().optional(),
  /** Who approves up to which sum, the smallest first; the last one has no limit. */
  approvals: z
    .array(z.strictObject({ by: Text, upTo: Quantity.optional() }))
    .min(1)
    .superRefine((approvals, context) =>
      approvals.forEach(({ upTo }, index) => {
        const isLast = index === approvals.length - 1
        if (isLast === (upTo === undefined)) return
        const message = isLast ? '最后一级审批不设限额' : '不是最后一级的审批要写限额'
        context.addIssue({ code: 'custom', path: [index, 'upTo'], message })
      }),
    ),
  /** Days of publicity (公示); null where nothing may be posted. */
  publicityDays: z.int().positive().nullable(),
  /** True where an objection in those days (公示异议) stops the decision until it is answered. */
  objectionStops: z.boolean().optional(),
  /** True where who receives it is public as long as it is given (长期公示); never where somebody is only recognised. */
  recipientsPublic: z.boolean().optional(),
  /** Days within which the family may appeal (行政复议). */
  appealDays: z.int().positive().nullable(),
  source: Text,
})

const Limit = z.strictObject({
  of: z.enum(['each-time', 'calendar-year', 'household-and-year', 'months-valid']),
  ...Quantity.shape,
})

/** What a city's own file may say otherwise. */
const parts = {
  name: Text,
  /** Which office decides it. */
  office: Text,
  /** Who is entitled, in one sentence. */
  who: Text,
  /** What it gives, in one sentence. */
  gives: Text,
  kind: z.enum(['money', 'goods', 'service']),
  /** Held by the family as one, or by a person. */
  holder: z.enum(['family', 'person']),
  /** All of them have to be met. */
  conditions: Conditions,
  amount: Amount,
  limits: z.array(Limit),
  procedure: Procedure,
  /** From what money, in this order. */
  fund: z.array(Fund).min(1),
  /** Papers that the caseworker asks for (需要的材料). */
  papers: z.array(Text),
  /** What to ask at the door (入户要问). */
  questions: z.array(Text),
  /** Weaker programmes that one person may not hold besides this one; the stronger names the weaker. */
  excludes: z.array(Text),
}

/**
 * One form of help (救助项目): who is entitled, to what, how it is decided and from what money. Amounts and thresholds are
 * numbers under `regions/`. `awaits` are numbers named here that no place has entered yet.
 */
export const Programme = z.strictObject({
  ...parts,
  awaits: z.array(Quantity.shape.number).default([]),
  source: Source,
  reviewed: z.iso.date(),
})
export type Programme = Typed<z.infer<typeof Programme>> & { readonly id: string }

/** A region's own version of a programme (`programmes/<region>/<id>.yaml`): from a day on it replaces what it names. */
export const ProgrammeChanges = z.strictObject({
  changes: z
    .array(z.strictObject({ from: z.iso.date(), source: Source, ...z.strictObject(parts).partial().shape }))
    .min(1)
    .superRefine((changes, context) =>
      changes.forEach(({ from, source: _, ...changed }, index) => {
        const previous = changes[index - 1]
        if (Object.keys(changed).length === 0)
          context.addIssue({ code: 'custom', path: [index], message: '没有写改了哪一部分' })
        if (previous !== undefined && previous.from >= from)
          context.addIssue({
            code: 'custom',
            path: [index, 'from'],
            message: `${from} 要晚于 ${previous.from}`,
          })
      }),
    ),
})
export type ProgrammeChanges = { readonly changes: readonly (Partial<Programme> & { readonly from: string })[] }
