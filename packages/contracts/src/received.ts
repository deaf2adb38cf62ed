import type { Day } from './day.ts'

/**
 * For how long how many members of one household were on one programme: what rolls and payments tell, as far as it is known now.
 * Null where the roll gives no first day, and where there is no last one yet.
 */
export type ReceivedSpell = {
  readonly programme: string
  readonly from: Day | null
  readonly to: Day | null
  readonly persons: number
}
