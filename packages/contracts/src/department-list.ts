import { z } from 'zod'
import { HardshipCause, HardshipRing } from './hardship.ts'

/** For what a department may be given a list of families (用途): nothing else is a reason to draw one. */
export const ListPurpose = z.enum([
  'insurance',
  'medical-help',
  'school-help',
  'housing-repair',
  'jobs',
  'care',
  'visits',
  'charity',
  'legal-aid',
  'disaster',
  'return-to-poverty',
])
export type ListPurpose = z.infer<typeof ListPurpose>

/** How old somebody of a household is. */
export const AgeBand = z.enum(['0-5', '6-17', '18-59', '60-79', '80+'])
export type AgeBand = z.infer<typeof AgeBand>

/** By which attributes a list is drawn: families that have one of each that is asked for. */
export const ListAttributes = z.strictObject({
  rings: z.array(HardshipRing).max(7).default([]),
  causes: z.array(HardshipCause).max(9).default([]),
  /** Ids of programmes that the family is on a roll of. */
  programmes: z.array(z.string().min(1).max(64)).max(10).default([]),
  /** Ids of programmes that the family is on no roll of: whom another office does not know of yet. */
  notOn: z.array(z.string().min(1).max(64)).max(10).default([]),
  ages: z.array(AgeBand).max(5).default([]),
  /** Somebody has a disability certificate, or one that is severe; null asks for neither. */
  disability: z.enum(['any', 'severe']).nullable().default(null),
  /** Its dwelling was graded C or D. */
  unsafeHousing: z.boolean().default(false),
})
export type ListAttributes = z.infer<typeof ListAttributes>
