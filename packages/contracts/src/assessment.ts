import { z } from 'zod'
import { ChangeEventType } from './change-event.ts'
import { Day } from './day.ts'
import { Fen } from './money.ts'
import { PersonId } from './person-id.ts'
import { RegionCode } from './region.ts'

/** 漏保 (aid missed), 错保 (aid held wrongly), 急难 (urgent). */
export const Direction = z.enum(['missed', 'wrong', 'urgent'])
export type Direction = z.infer<typeof Direction>

/** 家庭人口, 健康, 财产, 收入, 支出. */
export const Dimension = z.enum(['household', 'health', 'assets', 'income', 'expenditure'])
export type Dimension = z.infer<typeof Dimension>

/** 红 橙 黄 蓝, and none. */
export const Level = z.enum(['none', 'blue', 'yellow', 'orange', 'red'])
export type Level = z.infer<typeof Level>

/**
 * How a value seen is counted: money in 分 (`fen`), a share (`ratio`), a number of things (`count`), ages (`years`), a
 * grade (`level`), time that passed (`days`), a calendar day (`day`), or words (`text`).
 */
export const ObservationUnit = z.enum(['fen', 'ratio', 'count', 'years', 'level', 'days', 'day', 'text'])
export type ObservationUnit = z.infer<typeof ObservationUnit>

/** One value seen beside the rule that it was held against. */
export const Observation = z.object({
  label: z.string(),
  observed: z.union([z.number(), z.string(), z.boolean()]),
  threshold: z.union([z.number(), z.string(), z.boolean()]).nullable(),
  /** How `observed` and `threshold` are counted. */
  unit: ObservationUnit,
  /** The policy number that gave the threshold, e.g. `dibao/monthly-standard`, and since when it holds. */
  rule: z.object({ id: z.string(), from: Day, source: z.string() }).nullable(),
})
export type Observation = z.infer<typeof Observation>

/** One fact behind a verdict: enough to name who said it and when, and to find it again. */
export const EvidenceFact = z.object({
  person: PersonId,
  type: ChangeEventType,
  sourceKey: z.string(),
  feed: z.string(),
  provider: z.string(),
  /** The business day of the delivery that stated it. */
  day: Day,
  /** When it happened, of what happens on a day (a death, a bill) and was told on another. */
  on: Day.optional(),
  /** Its row names the person otherwise than the register and the rolls do. */
  doubtful: z.literal(true).optional(),
})
export type EvidenceFact = z.infer<typeof EvidenceFact>

export const FiringVerdict = z.object({
  status: z.literal('fires'),
  indicator: z.string(),
  direction: Direction,
  level: Level,
  confidence: z.number().min(0).max(1),
  dimensions: z.partialRecord(Dimension, z.number()),
  person: PersonId.nullable(),
  /** One plain Chinese sentence, shown as it is. Persons are written `{p_…}`; screens put the masked name there. */
  reason: z.string(),
  observations: z.array(Observation),
  facts: z.array(EvidenceFact),
  /** What a worker should bear in mind, e.g. a grace period; plain Chinese. */
  advice: z.array(z.string()),
})
export type FiringVerdict = z.infer<typeof FiringVerdict>

export const UnknownVerdict = z.object({
  status: z.literal('unknown'),
  indicator: z.string(),
  /** What is missing, in plain Chinese. */
  missing: z.array(z.string()),
  /** Feeds whose delivery could answer it. */
  awaits: z.array(z.string()),
})
export type UnknownVerdict = z.infer<typeof UnknownVerdict>

export const Entitlement = z.object({
  programme: z.string(),
  name: z.string(),
  person: PersonId.nullable(),
  standing: z.enum(['held', 'likely-owed', 'possibly-owed', 'wrongly-held']),
  monthlyFen: Fen.nullable(),
  why: z.string(),
  source: z.string().nullable(),
})
export type Entitlement = z.infer<typeof Entitlement>

/** What the rules say of one household on one day. Readers drop any version that they have seen. */
export const Assessment = z.object({
  household: z.string(),
  householdNo: z.string(),
  region: RegionCode.nullable(),
  day: Day,
  version: z.int().min(1),
  policy: z.string(),
  members: z.array(PersonId),
  fires: z.array(FiringVerdict),
  unknown: z.array(UnknownVerdict),
  /**
   * What indicators say that are not in use in the place yet (影子指标): counted for managers, and no part of the level, the
   * scores, the entitlements or any task. Absent where none says anything.
   */
  shadow: z.array(z.discriminatedUnion('status', [FiringVerdict, UnknownVerdict])).optional(),
  /** Names the list of indicators that judged: those of it that neither fire nor are unknown are clear. */
  catalogue: z.string(),
  scores: z.record(Dimension, z.number().min(0).max(100)),
  score: z.number().min(0).max(100),
  /** The level of today's facts alone, and the household's level after hysteresis. */
  levelToday: Level,
  level: Level,
  confidence: z.number().min(0).max(1),
  entitlements: z.array(Entitlement),
  /** The next day on which time alone could change this. */
  reviewOn: Day.nullable(),
  /**
   * When the oldest record of the batch that led to this was accepted (ISO 8601). Says how long people waited, and
   * nothing of the household: it is not kept, and absent where no record led to this.
   */
  acceptedAt: z.iso.datetime({ offset: true }).optional(),
})
export type Assessment = z.infer<typeof Assessment>
