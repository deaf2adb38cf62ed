import { z } from 'zod'
import type { Day } from './day.ts'

/**
 * Why somebody of a household is visited every so often (巡访): the eight groups of people first (八类人群), then what else
 * 八必访 names.
 */
export const PatrolGroup = z.enum([
  'severe-illness',
  'severe-disability',
  'mental-disability',
  'empty-nest',
  'lone-elder',
  'very-old',
  'orphan',
  'left-behind-child',
  'low-income',
  'chronic-illness',
  'tekun-alone',
  'new-dibao',
  'new-disability',
  'students',
  'unsteady-work',
  'disaster',
])
export type PatrolGroup = z.infer<typeof PatrolGroup>

/** What is kept of it at each judgement: null where nobody lives in the household, and the next day on which time alone changes it. */
export type PatrolStanding = { readonly groups: readonly PatrolGroup[] | null; readonly changesOn: Day | null }
