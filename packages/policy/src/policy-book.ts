import type { ProgrammeBook } from './programmes-on.ts'
import type { RuleFile } from './rule-file.ts'

/** One number as one region's file states it, with all its dated values. */
export type RegionalRule = {
  readonly id: string
  readonly region: string
  readonly file: RuleFile
  /** The ids of the numbers that its formulas read. */
  readonly inputs: readonly string[]
}

/** Everything under `regions/` and `programmes/`, read and checked. */
export type PolicyBook = ProgrammeBook & {
  /** The 6-digit region whose numbers judge a household of which no region is known. */
  readonly home: string
  /** Every area that keeps numbers of its own: 6 digits, or 9 for a town. */
  readonly areas: ReadonlySet<string>
  /** What each of these areas, and each that only has a `place.yaml`, is called. */
  readonly names: ReadonlyMap<string, string>
  readonly rules: readonly RegionalRule[]
}
