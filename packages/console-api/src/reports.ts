import { Day, RegionCode } from '@shouwang/contracts'
import { z } from 'zod'

/** A day, today by default, of the asker's region or one within it. */
export const RecipientsQuery = z.object({ day: Day.optional(), region: RegionCode.optional() })

const OnProgramme = z.object({
  programme: z.string(),
  households: z.int(),
  persons: z.int(),
})
const Given = z.object({ programme: z.string(), households: z.int(), times: z.int(), amountFen: z.int() })

/**
 * 在享人数: who was on which programme on a day, by place, as rolls and payments tell it now; and what our own cases gave in the
 * year up to that day. Areas add up: nobody lives in two.
 */
export const RecipientsAnswer = z
  .object({
    day: Day,
    region: RegionCode,
    regionName: z.string(),
    unjudged: z.int().meta({ description: 'Households that count nowhere until they are judged again' }),
    programmes: z.array(z.object({ programme: z.string(), name: z.string() })),
    areas: z.array(
      z.object({
        area: RegionCode.nullable().meta({ description: 'null for households of no known region' }),
        name: z.string(),
        on: z.array(OnProgramme),
        given: z.array(Given),
      }),
    ),
  })
  .meta({ id: 'Recipients' })
export type RecipientsAnswer = z.infer<typeof RecipientsAnswer>

/** Two days, the first of the year before and today by default. */
export const GrowthQuery = z.object({
  from: Day.optional(),
  to: Day.optional(),
  region: z
    .string()
    .regex(/^\d{6}$/)
    .optional()
    .meta({ description: 'One city' }),
})

const Stood = z
  .object({
    fen: z.int(),
    from: Day,
    runOut: z.enum(['ended', 'unreviewed']).nullable(),
    source: z.string(),
  })
  .nullable()

/** 标准增长: how the money standards of each city moved between two days. */
export const GrowthAnswer = z
  .object({
    from: Day,
    to: Day,
    standards: z.array(
      z.object({
        region: z.string(),
        regionName: z.string(),
        id: z.string(),
        label: z.string(),
        unit: z.string(),
        area: z.enum(['urban', 'rural']).nullable().meta({ description: 'Where town and country differ' }),
        was: Stood,
        is: Stood,
        change: z.int().nullable().meta({ description: 'In 分' }),
        share: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: 'StandardsGrowth' })
export type GrowthAnswer = z.infer<typeof GrowthAnswer>

/** A span of days, the year up to today by default, of the asker's region or one within it. */
export const EvaluationQuery = z.object({ from: Day.optional(), to: Day.optional(), region: RegionCode.optional() })

const EvaluationSource = z.object({
  title: z.string(),
  publisher: z.string(),
  document: z.string().nullable(),
  confidence: z.enum(['high', 'medium', 'low']),
})
const EvidenceKind = z.enum([
  ...(['task', 'case', 'lead', 'board', 'delivery'] as const),
  ...(['correction', 'fund', 'village', 'household'] as const),
])

/**
 * 救助工作评价 of towns and departments, never of workers: indicators, contents, standards, of each what was counted, its target and on
 * what that stands. No points and no ranks.
 */
export const EvaluationAnswer = z
  .object({
    label: z.string(),
    region: RegionCode,
    regionName: z.string(),
    from: Day,
    to: Day,
    sources: z.array(EvaluationSource),
    notGiven: z.array(z.string()),
    standards: z.array(
      z.object({
        id: z.string(),
        indicator: z.string(),
        content: z.string(),
        label: z.string(),
        units: z.enum(['towns', 'departments']),
        evidence: EvidenceKind,
        atLeast: z.number(),
        days: z.int().nullable().meta({ description: 'Within how many days it has to happen' }),
        targetFrom: Day,
        source: EvaluationSource.nullable().meta({ description: 'null for a target of our own choice' }),
        results: z
          .array(
            z.object({
              unit: z.string(),
              name: z.string(),
              of: z.int(),
              met: z.int(),
              share: z.number().nullable(),
              meets: z.boolean().nullable(),
            }),
          )
          .nullable()
          .meta({ description: 'null where only today can be told and another day is asked for' }),
      }),
    ),
  })
  .meta({ id: 'Evaluation' })
export type EvaluationAnswer = z.infer<typeof EvaluationAnswer>

export const EvidenceQuery = EvaluationQuery.extend({
  unit: z.string().min(1).max(40).meta({ description: 'As the results name it' }),
})

/** What of one unit fell short of a standard: each can be opened by who may. */
export const EvidenceAnswer = z
  .object({
    standard: z.string(),
    unit: z.string(),
    items: z.array(z.object({ kind: EvidenceKind, ref: z.string(), short: z.int() })),
    more: z.boolean(),
  })
  .meta({ id: 'EvaluationEvidence' })
export type EvidenceAnswer = z.infer<typeof EvidenceAnswer>
