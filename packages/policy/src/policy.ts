import type { ListId, NumberId } from './policy-ids.ts'
import type { Programme } from './programme.ts'

/** One dated number (or list) that a law or a director may change, as it stood on one day. */
export type Rule<Value = number> = {
  /** Its path under `regions/<region>/`, e.g. `dibao/monthly-standard`. */
  readonly id: string
  readonly label: string
  readonly value: Value
  readonly unit: string
  /** Since when this value holds, `YYYY-MM-DD`. */
  readonly from: string
  /** The title of its source. */
  readonly source: string
  /** The region whose file gave it. */
  readonly region: string
}

/** Every number of one region on one day. */
export type Policy = {
  readonly region: string
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
  /** Every form of help as it stands there on the day, by id. */
  readonly programmes: ReadonlyMap<string, Programme>
}
