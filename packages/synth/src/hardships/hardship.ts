import type { Family } from '../family.ts'

/**
 * A kind of family whose situation is known: what must be noticed, and what must not. Indicator ids as in
 * docs/domain.md §3.
 */
export type Hardship = {
  readonly scenario: string
  /** How often it comes beyond its first time. */
  readonly weight: number
  readonly fires: readonly string[]
  readonly quiet?: readonly string[]
  readonly note?: string
  /** What holds for the family's second household, where it has one. */
  readonly second?: { readonly scenario: string; readonly fires: readonly string[]; readonly quiet: readonly string[] }
  readonly make: (family: Family) => void
}
