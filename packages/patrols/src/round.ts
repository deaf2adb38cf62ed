import type { Day } from '@shouwang/contracts'
import type { Patrol } from './due.ts'

/** A household that is due, with its place as one walks: the address, or what is known of it. */
export type Placed = Patrol & { readonly place: string }

/** Today's households in the order of the way, and those for whom the day has no room, in the same order. */
export type Round = { readonly now: readonly Placed[]; readonly later: readonly Placed[] }

/**
 * Today's round: who has waited longest comes today, as many as the day has room for; those never visited count as due today,
 * those who live beside each other together. Both lists are in the order of places, so that one walks no way twice.
 */
export const roundOf = (due: readonly Placed[], day: Day, room: number): Round => {
  const waiting = due.toSorted((a, b) => compareText(a.dueOn ?? day, b.dueOn ?? day) || compareWay(a, b))
  const take = Math.max(0, room)
  return { now: waiting.slice(0, take).toSorted(compareWay), later: waiting.slice(take).toSorted(compareWay) }
}

/** House 2 comes before house 12, as on the way. */
const byNumber = new Intl.Collator('zh', { numeric: true })

const compareWay = (a: Placed, b: Placed): number =>
  compareText(a.region, b.region) || byNumber.compare(a.place, b.place) || compareText(a.household, b.household)

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
