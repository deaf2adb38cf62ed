import { HardshipCause, HardshipPartId, HardshipRing, Level, RegionCode } from '@shouwang/contracts'
import { z } from 'zod'
import { wholeNumber } from './whole-number.ts'

/** Of the asker's region or one within it. */
export const RingsQuery = z.object({ region: RegionCode.optional() })

const RingCount = z.object({ ring: HardshipRing, cause: HardshipCause, households: z.int() })

/** 困难圈层: every known household in one ring, by cause and area; the counts of the areas add up to `households`. */
export const RingsAnswer = z
  .object({
    region: RegionCode,
    regionName: z.string(),
    households: z.int(),
    areas: z.array(
      z.object({
        area: RegionCode.nullable().meta({ description: 'null for households of no known region' }),
        name: z.string(),
        households: z.int(),
        counts: z.array(RingCount),
      }),
    ),
  })
  .meta({ id: 'Rings' })
export type RingsAnswer = z.infer<typeof RingsAnswer>

/** Households by hardship: of one ring or cause where told, from a page on. */
export const HardshipQuery = z.object({
  region: RegionCode.optional(),
  ring: HardshipRing.optional(),
  cause: HardshipCause.optional(),
  after: z
    .string()
    .regex(/^\d{1,3}:.{1,200}$/)
    .optional()
    .meta({ description: '`next` of the page before' }),
  limit: wholeNumber(1, 200).default(50),
})

/** The hardest pressed first. Names nobody: who opens a file leaves a line. */
export const HardshipListAnswer = z
  .object({
    households: z.array(
      z.object({
        householdNo: z.string(),
        regionName: z.string(),
        points: z.int().meta({ description: '0 to 100' }),
        ring: HardshipRing,
        cause: HardshipCause,
        level: Level,
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'HardshipList' })
export type HardshipListAnswer = z.infer<typeof HardshipListAnswer>

/** How hard a household's state is now, and the parts that add up to it. */
export const FileHardship = z
  .object({
    points: z.int(),
    ring: HardshipRing,
    cause: HardshipCause,
    parts: z.array(
      z.object({
        part: HardshipPartId,
        points: z.int().meta({ description: 'Below zero for help received' }),
        most: z.int(),
        words: z.string().nullable().meta({ description: 'null for roles that see no details' }),
      }),
    ),
  })
  .meta({ id: 'FileHardship' })
export type FileHardship = z.infer<typeof FileHardship>
