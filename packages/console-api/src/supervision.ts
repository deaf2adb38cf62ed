import { Day, Direction, Level, Month, RegionCode } from '@shouwang/contracts'
import { z } from 'zod'

const Count = z.object({ key: z.string(), name: z.string(), late: z.int() })

/** What is late, by whom, where and at which step, with the reason given, and who was told and has seen it. */
export const SupervisionAnswer = z
  .object({
    today: Day,
    total: z.int(),
    byWorker: z.array(Count),
    byVillage: z.array(Count),
    byStep: z.array(Count),
    items: z.array(
      z.object({
        about: z.string(),
        kind: z.enum(['task', 'case']),
        householdNo: z.string(),
        headName: z.string(),
        regionName: z.string(),
        level: Level.nullable(),
        step: z.string().meta({ description: 'In words' }),
        dueOn: Day,
        lateDays: z.int(),
        who: z.object({ staffNo: z.string(), name: z.string() }).nullable(),
        reason: z.string().nullable().meta({ description: 'The last words that somebody wrote on it' }),
        told: z.array(z.object({ name: z.string(), at: z.string(), seenAt: z.string().nullable() })),
      }),
    ),
  })
  .meta({ id: 'Supervision' })
export type SupervisionAnswer = z.infer<typeof SupervisionAnswer>

/** A month, of the asker's region or one within it. */
export const MonthQuery = z.object({
  month: Month.optional(),
  region: RegionCode.optional(),
})

/** A day, today by default, of the asker's region or one within it. */
export const MajorQuery = z.object({ day: Day.optional(), region: RegionCode.optional() })

/** 重大事项当日报告: what of a day has to be known above at once, and by which rules. */
export const MajorReportAnswer = z
  .object({
    day: Day,
    region: RegionCode,
    regionName: z.string(),
    rules: z.object({ indicators: z.array(z.string()), families: z.int(), aidFen: z.int() }),
    matters: z.array(
      z.object({
        kind: z.enum(['several-families', 'emergency', 'immediate-case', 'great-aid']),
        regionName: z.string(),
        householdNo: z.string().nullable(),
        about: z.string().nullable().meta({ description: 'The task or the case' }),
        indicators: z.array(z.string()).meta({ description: 'Names' }),
        families: z.int().nullable(),
        amountFen: z.int().nullable(),
      }),
    ),
  })
  .meta({ id: 'MajorReport' })
export type MajorReportAnswer = z.infer<typeof MajorReportAnswer>

/** Of the asker's region or one within it; `useFrom` is the day from which drafts take indicators into use, tomorrow by default. */
export const ShadowQuery = z.object({ region: RegionCode.optional(), useFrom: Day.optional() })

/** Indicators that begin in shadow: in how many households each fires, by area, and what visits found there anyway. */
export const ShadowAnswer = z
  .object({
    region: RegionCode,
    regionName: z.string(),
    from: Day,
    to: Day,
    indicators: z.array(
      z.object({
        indicator: z.string(),
        name: z.string(),
        direction: Direction,
        level: Level,
        source: z.string(),
        inUse: z
          .boolean()
          .meta({ description: 'Switched on for the region: its leads are tasks, and no longer counted here' }),
        draft: z.record(z.string(), z.string()).nullable().meta({
          description:
            'Texts by path of the draft of policy that takes it into use here; null where it is, or the place is too small',
        }),
        households: z.int(),
        areas: z.array(z.object({ area: RegionCode, name: z.string(), households: z.int() })),
        visits: z
          .object({ judged: z.int(), confirmed: z.int(), refuted: z.int() })
          .nullable()
          .meta({ description: 'What visits of a year found where it fired; null where there is no warehouse to ask' }),
      }),
    ),
  })
  .meta({ id: 'Shadow' })
export type ShadowAnswer = z.infer<typeof ShadowAnswer>

/** The manager's home: how each area stands, how fast families are reached and helped, and what the rules were worth. */
export const OverviewAnswer = z
  .object({
    region: RegionCode,
    regionName: z.string(),
    from: Day,
    to: Day,
    areas: z.array(
      z.object({
        area: RegionCode,
        name: z.string(),
        households: z.int(),
        red: z.int(),
        orange: z.int(),
        open: z.int(),
        overdue: z.int(),
        cases: z.int(),
        helped: z.int(),
        givenFen: z.int(),
      }),
    ),
    reach: z.object({
      ended: z.int(),
      inTime: z.int(),
      toVisitDays: z.number().nullable(),
      toHelpDays: z.number().nullable(),
      decided: z.int(),
      decidedLate: z.int().meta({ description: 'Later than the procedure of the programme allows' }),
      toDecisionDays: z.number().nullable(),
    }),
    indicators: z
      .array(
        z.object({ indicator: z.string(), name: z.string(), judged: z.int(), confirmed: z.int(), refuted: z.int() }),
      )
      .nullable()
      .meta({ description: 'null where there is no warehouse to ask' }),
    shadow: z.object({ indicators: z.int(), households: z.int() }).meta({
      description: 'How many indicators fire in shadow, and in how many households, each counted once for each',
    }),
    feeds: z.object({ total: z.int(), overdue: z.int(), names: z.array(z.string()) }),
  })
  .meta({ id: 'Overview' })
export type OverviewAnswer = z.infer<typeof OverviewAnswer>
