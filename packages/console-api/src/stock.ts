import { Day, Level, RegionCode } from '@shouwang/contracts'
import { z } from 'zod'
import { wholeNumber } from './whole-number.ts'

/** The stock list of the asker's region or of one within it, from a page on. */
export const StockQuery = z.object({
  region: RegionCode.optional(),
  after: z
    .string()
    .regex(/^\d{1,6}(?:\.\d{1,20})?:\d{4}-\d{2}-\d{2}:.{1,200}$/)
    .optional()
    .meta({ description: '`next` of the page before' }),
  surveyFrom: Day.optional().meta({ description: 'From when the draft takes stock; tomorrow by default' }),
  surveyDays: wholeNumber(1, 366).default(31).meta({ description: 'For how many days it does' }),
  limit: wholeNumber(1, 200).default(50),
})

/**
 * 存量摸排清单: households of which a place's first deliveries told and to which nobody was sent yet, the next ones first. Names
 * nobody: who opens a file leaves a line.
 */
export const StockAnswer = z
  .object({
    region: RegionCode,
    regionName: z.string(),
    total: z.int(),
    survey: z.object({
      isOn: z
        .boolean()
        .meta({ description: 'The region takes stock today: what its first deliveries tell waits here' }),
      draft: z.record(z.string(), z.string()).nullable().meta({
        description:
          'Texts by path of the draft of policy with which the region takes stock; null while it does, where it is too small, and for who may not try drafts',
      }),
    }),
    households: z.array(
      z.object({
        householdNo: z.string(),
        regionName: z.string(),
        level: Level,
        since: Day,
        by: Day.meta({ description: 'Its task opens on this day at the latest' }),
        place: z.number().meta({ description: 'Its score, as far as visits of the last year bear its leads out' }),
        reasons: z.array(z.object({ indicator: z.string(), indicatorName: z.string() })),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'StockList' })
export type StockAnswer = z.infer<typeof StockAnswer>
