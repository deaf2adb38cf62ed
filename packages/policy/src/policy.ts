import type { Day } from '@shouwang/contracts'
import type { Area } from './formula.ts'
import type { ListId, NumberId } from './policy-ids.ts'
import type { Programme } from './programme.ts'
import type { Basis, Confidence } from './rule-file.ts'

/** One dated number (or list) that a law or a director may change, as it stood on one day. */
export type Rule<Value = number> = {
  /** Its path under `regions/<region>/`, e.g. `dibao/monthly-standard`. */
  readonly id: string
  readonly label: string
  readonly value: Value
  readonly unit: string
  /** Since when this value holds, `YYYY-MM-DD`. */
  readonly from: string
  /** The last day that its document gives it; null where it gives none. */
  readonly until: Day | null
  /** The title of its source. */
  readonly source: string
  readonly basis: Basis
  readonly publisher: string | null
  readonly document: string | null
  readonly url: string | null
  readonly confidence: Confidence | null
  /** The last day someone checked that it holds. */
  readonly reviewed: Day
  readonly note: string | null
  /** The region whose file gave it. */
  readonly region: string
  /** How it was computed, with the values put in: `1.3 × 1,120 元`; null for a number that is stated. */
  readonly formula: string | null
  /** Set where it is not known whether the household lives in town or country and they differ; `value` is the higher. */
  readonly byArea: ByArea<Value> | null
  /** Past its end, or not reviewed for thirteen months: to be shown as run out, not as current. */
  readonly runOut: 'ended' | 'unreviewed' | null
}

/** What town and country have; null where the place has not entered one. */
type ByArea<Value> = { readonly [Which in Area]: Value | null }

/** Every number of one region on one day. */
export type Policy = {
  readonly region: string
  /** Town or country by the household's own region; null where the region does not tell. */
  readonly area: Area | null
  readonly day: string
  /** A short hash of all values in force: equal numbers, equal version. */
  readonly version: string
  /**
   * The number with this id.
   * @throws RangeError when the region has no such number on that day; the message names the file to add.
   */
  readonly number: (id: NumberId) => Rule<number>
  /** As `number`, and null where neither the place nor its province nor the nation has entered it by that day. */
  readonly standard: (id: NumberId) => Rule<number> | null
  /** The list with this id, e.g. disease codes. Throws as `number` does. */
  readonly list: (id: ListId) => Rule<readonly string[]>
  /** Every number and list in force, by id. */
  readonly rules: ReadonlyMap<string, Rule<number> | Rule<readonly string[]>>
  /** Numbers that another value is already stated for, and the day from which it holds. */
  readonly changesOn: ReadonlyMap<string, Day>
  /** Every form of help as it stands there on the day, by id. */
  readonly programmes: ReadonlyMap<string, Programme>
}
