import { z } from 'zod'
import { formulaProblem } from './formula.ts'
import { listUnits, numberUnits } from './units.ts'
import { WrittenText } from './written.ts'

/**
 * What a value stands on: `published` by an authority for this place; `elsewhere`, a line to watch by that another place
 * published; `default`, chosen by this project for want of a source (守望默认值); `operation`, how this system works, which
 * no notice states (运行参数). Only what is published is ever the basis of an amount.
 */
export const Basis = z.enum(['published', 'elsewhere', 'default', 'operation'])
export type Basis = z.infer<typeof Basis>

/** How sure it is that the source says this: `high` read at the publisher, `medium` reprinted, `low` second hand. */
export const Confidence = z.enum(['high', 'medium', 'low'])
export type Confidence = z.infer<typeof Confidence>

const Source = z
  .strictObject({
    title: WrittenText,
    basis: Basis.default('published'),
    publisher: WrittenText.optional(),
    /** The number of the document, e.g. 济民发〔2024〕3号. */
    document: WrittenText.optional(),
    /** Only where the whole address is known. */
    url: z.url().optional(),
    confidence: Confidence.optional(),
  })
  .superRefine(({ basis, publisher, confidence }, context) => {
    if (basis !== 'published') return
    const missing = { publisher, confidence }
    for (const [key, value] of Object.entries(missing))
      if (value === undefined)
        context.addIssue({ code: 'custom', path: [key], message: '公布的数值要写明；不是公布的，写 basis' })
  })
export type Source = z.infer<typeof Source>

/** A number as it stands, or a formula over other numbers of the same place. */
const Quantity = z.union([z.number(), z.string().min(1)]).superRefine((value, context) => {
  const problem = typeof value === 'string' ? formulaProblem(value) : undefined
  if (problem !== undefined) context.addIssue({ code: 'custom', message: problem })
})

const span = { from: z.iso.date(), until: z.iso.date().optional(), source: Source }

const DatedNumber = z
  .strictObject({
    ...span,
    value: z.number().optional(),
    formula: Quantity.optional(),
    urban: Quantity.optional(),
    rural: Quantity.optional(),
  })
  .superRefine(({ value, formula, urban, rural }, context) => {
    const given = [value, formula, urban ?? rural].filter((each) => each !== undefined)
    if (given.length !== 1)
      context.addIssue({ code: 'custom', path: ['value'], message: '写 value、formula，或 urban 和 rural，取一种' })
  })
export type DatedNumber = z.infer<typeof DatedNumber>

const inOrder = <Value extends z.ZodType<{ from: string; until?: string | undefined }>>(value: Value) =>
  z
    .array(value)
    .min(1)
    .superRefine((values, context) => {
      values.forEach((entry, index) => {
        const previous = values[index - 1]
        const refuse = (key: string, message: string) =>
          context.addIssue({ code: 'custom', path: [index, key], message })
        if (previous && previous.from >= entry.from)
          refuse('from', `${entry.from} 要晚于 ${previous.from}：数值按起始日的先后排列`)
        if (entry.until !== undefined && entry.until < entry.from)
          refuse('until', `${entry.until} 不能早于 ${entry.from}`)
        if (previous?.until !== undefined && previous.until >= entry.from)
          refuse('from', `${entry.from} 要晚于 ${previous.until}：前一个数值用到那一天`)
      })
    })

const described = {
  label: WrittenText,
  /** The last day someone checked that the newest value still holds. */
  reviewed: z.iso.date(),
  note: WrittenText.optional(),
  /** No rule reads it: it is kept to be shown on the page of its place. */
  reference: z.literal(true).optional(),
  /** A formula that has to give the same, to the yuan; `policy check` names where it does not. */
  agrees: Quantity.optional(),
}

const DatedList = z.strictObject({ ...span, value: z.array(WrittenText).min(1) })

const NumberFile = z.strictObject({ ...described, unit: z.enum(numberUnits), values: inOrder(DatedNumber) })
const ListFile = z.strictObject({ ...described, unit: z.enum(listUnits), values: inOrder(DatedList) })

/** One file under `regions/`: one number, or one list, with its dated and sourced values. */
export const RuleFile = z.discriminatedUnion('unit', [NumberFile, ListFile])
export type RuleFile = z.infer<typeof RuleFile>

/** Whether a file holds a list and no number. */
export const isList = (file: RuleFile): file is z.infer<typeof ListFile> =>
  (listUnits as readonly string[]).includes(file.unit)
