import { z } from 'zod'

/** Outcome codes of docs/domain.md §7. */
export const Outcome = z.enum([
  'eligible-apply',
  'already-covered',
  'temp-aid-given',
  'transfer',
  'yishi-yiyi',
  'not-eligible',
  'data-wrong',
  'refused',
  'nobody-home',
  'not-found',
  'moved',
  'deceased',
  'self-resolved',
  'keep-watching',
  'confirmed-stop',
  'confirmed-reduce',
  'confirmed-raise',
  'grace',
  'exempt-asset',
  'false-match',
  'recover-funds',
  'unchanged',
])
export type Outcome = z.infer<typeof Outcome>
