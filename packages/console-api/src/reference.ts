import { Day, Direction, Level } from '@shouwang/contracts'
import { z } from 'zod'

/** Every policy number in force in a region on a day, with its source. */
export const PolicyAnswer = z
  .object({
    region: z.string(),
    numbersOf: z
      .string()
      .meta({ description: 'Whose numbers these are: an area around the region, or the home region' }),
    day: Day,
    version: z.string(),
    numbers: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        value: z.union([z.number(), z.array(z.string())]),
        unit: z.string(),
        from: Day,
        source: z.string(),
        region: z.string(),
      }),
    ),
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
      }),
    ),
    indicators: z.array(
      z.object({
        indicator: z.string(),
        name: z.string(),
        judged: z.int(),
        confirmed: z.int(),
        refuted: z.int().meta({ description: 'The rest of the judged say neither' }),
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
