import { z } from 'zod'

/**
 * How a household stands to the 低保 standard, each counted in one ring (困难圈层): on a living allowance (低保, 特困), on the
 * list of low income (边缘, 刚性支出), on neither with an income below one, 1.5 or two times the standard or above that, and
 * those of whom offices and visits do not tell what they live on.
 */
export const HardshipRing = z.enum(['allowance', 'low-income', 'below-1', 'below-1.5', 'below-2', 'above', 'unknown'])
export type HardshipRing = z.infer<typeof HardshipRing>

/** What weighs most on a household (主要致困原因); `family` is a death, a custody or a divorce, which are not told apart. */
export const HardshipCause = z.enum([
  'illness',
  'disability',
  'schooling',
  'accident',
  'unemployment',
  'family',
  'housing',
  'dependants',
  'none',
])
export type HardshipCause = z.infer<typeof HardshipCause>

/** What a household's hardship is the sum of; `help` takes off. */
export const HardshipPartId = z.enum([
  'income',
  'burden',
  'dependants',
  'illness',
  'disability',
  'housing',
  'shock',
  'help',
])
export type HardshipPartId = z.infer<typeof HardshipPartId>

/** What is kept of a household's state at each judgement; `points` of hardship from 0 to 100. */
export type HouseholdHardship = {
  readonly ring: HardshipRing
  readonly cause: HardshipCause
  readonly points: number
  /** What lists for departments are drawn by, such as `age:80+`, `on:dibao`, `disabled`, `severe`, `unsafe-housing`. */
  readonly traits: readonly string[]
}
