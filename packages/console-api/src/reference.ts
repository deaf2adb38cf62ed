import { Day, Direction, Level } from '@shouwang/contracts'
import { z } from 'zod'

const Quantity = z.union([z.number(), z.array(z.string())])
const ByArea = z
  .object({ urban: z.number().nullable(), rural: z.number().nullable() })
  .nullable()
  .meta({ description: 'Where town and country differ and the region does not tell: what each has' })

/** Every policy number in force in a region on a day, with its source, and the standards that the place has not entered. */
export const PolicyAnswer = z
  .object({
    region: z.string(),
    name: z.string().meta({ description: 'What the place is called, or the nearest area around it that has a name' }),
    numbersOf: z.string().meta({ description: 'The nearest area around the region that keeps numbers of its own' }),
    day: Day,
    version: z.string(),
    numbers: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        value: Quantity,
        unit: z.string(),
        from: Day,
        until: Day.nullable().meta({ description: 'The last day that its document gives it' }),
        source: z.string(),
        basis: z.enum(['published', 'elsewhere', 'default', 'operation']),
        publisher: z.string().nullable(),
        document: z.string().nullable(),
        url: z.string().nullable(),
        confidence: z.enum(['high', 'medium', 'low']).nullable(),
        reviewed: Day,
        note: z.string().nullable(),
        region: z.string(),
        regionName: z.string(),
        formula: z.string().nullable().meta({ description: 'How it was computed, with the values put in' }),
        byArea: ByArea,
        runOut: z.enum(['ended', 'unreviewed']).nullable(),
        before: z.object({ value: Quantity, byArea: ByArea, from: Day }).nullable(),
        reference: z.boolean().meta({ description: 'No rule reads it' }),
      }),
    ),
    gaps: z
      .array(z.string())
      .meta({ description: 'Standards that neither the place nor its province nor the nation has' }),
  })
  .meta({ id: 'Policy' })
export type PolicyAnswer = z.infer<typeof PolicyAnswer>

/** One warning indicator of the catalogue. */
export const IndicatorAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    direction: Direction,
    class: z.string(),
    level: Level,
    source: z.string(),
    reads: z.array(z.string()),
    parameters: z.array(z.string()),
    programmes: z.array(z.string()),
  })
  .meta({ id: 'Indicator' })
export type IndicatorAnswer = z.infer<typeof IndicatorAnswer>

export const IndicatorListAnswer = z.object({ indicators: z.array(IndicatorAnswer) })

/** Seven days of work, by region and indicator. */
export const WeeklyReportAnswer = z
  .object({
    from: Day,
    to: Day,
    regions: z.array(
      z.object({
        region: z.string(),
        name: z.string(),
        opened: z.int(),
        closed: z.int(),
        overdue: z.int(),
        inHand: z.int().meta({ description: 'Families with an open case on the last day' }),
        helped: z.int().meta({
          description: 'Families that aid reached, confirmed where a roll or a payment feed can tell',
        }),
        unconfirmed: z.int().meta({ description: 'Families whose aid no feed confirmed within 60 days' }),
        givenFen: z.int(),
        byOffices: z.int().meta({ description: 'Families among the helped that a department helped under a referral' }),
        officesFen: z.int().meta({ description: 'What departments gave; no part of givenFen' }),
      }),
    ),
    indicators: z.array(
      z.object({
        indicator: z.string(),
        name: z.string(),
        judged: z.int(),
        confirmed: z.int(),
        refuted: z.int().meta({ description: 'The rest of the judged say neither' }),
        decided: z.int().meta({ description: 'Cases that came of its leads and were decided' }),
        upheld: z.int().meta({ description: 'Those of the decided that were not refused' }),
      }),
    ),
  })
  .meta({ id: 'WeeklyReport' })
export type WeeklyReportAnswer = z.infer<typeof WeeklyReportAnswer>

/** Whether every record is accounted for, by feed and day. */
export const LedgerAnswer = z
  .object({
    from: Day,
    to: Day,
    balanced: z.boolean(),
    lines: z.array(
      z.object({
        feed: z.string(),
        feedName: z.string(),
        day: Day,
        received: z.int(),
        accepted: z.int(),
        quarantined: z.int(),
        applied: z.int(),
        duplicate: z.int(),
        stale: z.int(),
        quarantinedLater: z.int(),
        balanced: z.boolean(),
      }),
    ),
    standing: z
      .array(
        z.object({
          delivery: z.string(),
          feed: z.string(),
          feedName: z.string(),
          fileName: z.string().nullable(),
          businessDay: Day,
          status: z.enum(['receiving', 'processing']),
          received: z.int(),
          accepted: z.int(),
          settled: z.int(),
          standingMinutes: z.int(),
        }),
      )
      .meta({ description: 'Deliveries that are not complete and have stood still for the minutes asked for' }),
  })
  .meta({ id: 'Ledger' })
export type LedgerAnswer = z.infer<typeof LedgerAnswer>
