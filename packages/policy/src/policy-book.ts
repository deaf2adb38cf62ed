import type { Day } from '@shouwang/contracts'
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
  /**
   * The books that adopted drafts make of this one, in the order of their days: from its day on each is asked in place of
   * those before it. Drafts that are adopted while a process runs are added here.
   */
  readonly adopted?: readonly AdoptedBook[]
}

/** A draft that was adopted, the first day on which it is judged by, and the book in which it and those before it stand. */
export type AdoptedBook = {
  readonly adoption: number
  readonly from: Day
  /** Its files by their path, as their texts. */
  readonly draft: ReadonlyMap<string, string>
  readonly book: PolicyBook
}

/** The book that a day is judged by: the last that was adopted from that day or an earlier one, else the book itself. */
export const bookOn = (book: PolicyBook, day: Day): PolicyBook =>
  book.adopted?.findLast(({ from }) => from <= day)?.book ?? book
