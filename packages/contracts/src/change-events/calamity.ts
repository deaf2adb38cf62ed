import { z } from 'zod'
import { Day } from '../day.ts'
import { Fen } from '../money.ts'
import { RegionCode } from '../region.ts'

// 消防, 应急, 交警, 12345 and the grid: what befell people.

/** A fire at this person's home; `region` is where it burnt, which is where somebody in no register here lives. */
export const FireReported = z.object({
  day: Day,
  lossFen: Fen.nullable(),
  homeDamaged: z.boolean(),
  region: RegionCode.nullish(),
})

/** Loss from a natural disaster. */
export const DisasterSuffered = z.object({
  kind: z.string(),
  day: Day,
  lossFen: Fen.nullable(),
  homeLost: z.boolean(),
  relocated: z.boolean(),
})

/** A person hurt in a traffic accident. */
export const TrafficCasualtyReported = z.object({
  day: Day,
  harm: z.enum(['death', 'serious', 'minor']),
  liability: z.enum(['none', 'minor', 'equal', 'major', 'full', 'unknown']),
})

/** A call to 12345 or a grid worker's report. What was said stays in the vault. */
export const HelpRequested = z.object({
  day: Day,
  category: z.enum(['hardship', 'medical', 'housing', 'safety', 'other']),
  region: RegionCode.nullable(),
})
