import { Day } from '@shouwang/contracts'
import { z } from 'zod'
import { MeasureId, measures } from './measure.ts'

const Source = z.strictObject({
  title: z.string().min(1),
  publisher: z.string().min(1),
  document: z.string().min(1).optional(),
  url: z.url().optional(),
  confidence: z.enum(['high', 'medium', 'low']),
})

/** What has to be reached from a day on, and who says so; `default` is our own choice until a city makes its own. */
const Target = z
  .strictObject({
    from: Day,
    /** The least share. */
    atLeast: z.number().min(0).max(1),
    /** Within how many days, where the measure needs it. */
    days: z.int().min(0).max(366).optional(),
    source: Source.optional(),
    basis: z.literal('default').optional(),
  })
  .refine(({ source, basis }) => (source === undefined) !== (basis === undefined), {
    message: 'needs a source, or "basis: default", and not both',
  })

const Standard = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]*$/),
    label: z.string().min(1),
    measure: MeasureId,
    values: z.array(Target).min(1),
  })
  .superRefine(({ measure, values }, context) => {
    values.forEach(({ days, from }, nth) => {
      if ((days !== undefined) !== measures[measure].within)
        context.addIssue({
          code: 'custom',
          path: ['values', nth, 'days'],
          message: `${measure} is counted ${measures[measure].within ? 'within' : 'without'} days`,
        })
      if (nth > 0 && (values[nth - 1]?.from ?? '') >= from)
        context.addIssue({
          code: 'custom',
          path: ['values', nth, 'from'],
          message: 'values are in the order of their days',
        })
    })
  })

const Content = z.strictObject({ label: z.string().min(1), standards: z.array(Standard).min(1) })

/** An evaluation as its file declares it: indicators, their contents, the standards of each. */
export const EvaluationFile = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  label: z.string().min(1),
  /** On what its form stands. */
  sources: z.array(Source).min(1),
  /** What these sources do not give, so that nobody takes ours for theirs. */
  notGiven: z.array(z.string().min(1)).min(1),
  indicators: z.array(z.strictObject({ label: z.string().min(1), contents: z.array(Content).min(1) })).min(1),
})
export type EvaluationBook = z.infer<typeof EvaluationFile>

/** A standard as it holds on a day. */
export type StandardOn = {
  readonly id: string
  readonly indicator: string
  readonly content: string
  readonly label: string
  readonly measure: MeasureId
  readonly target: z.infer<typeof Target>
}

/** The standards that hold on a day, in their order; one without a target by then is left out. */
export const standardsOn = ({ indicators }: EvaluationBook, day: Day): readonly StandardOn[] =>
  indicators.flatMap(({ label: indicator, contents }) =>
    contents.flatMap(({ label: content, standards }) =>
      standards.flatMap(({ id, label, measure, values }) => {
        const target = values.findLast(({ from }) => from <= day)
        return target === undefined ? [] : [{ id, indicator, content, label, measure, target }]
      }),
    ),
  )
