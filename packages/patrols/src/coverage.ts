import { addDays, type Day, type PatrolGroup, type RegionCode } from '@shouwang/contracts'
import { strictest } from './due.ts'
import type { PatrolRulesOn } from './rule.ts'

/** Households of a place that are in the same groups and were seen last on the same day. */
export type VisitedAlike = {
  readonly region: RegionCode
  readonly groups: readonly PatrolGroup[]
  readonly lastOn: Day | null
  readonly households: number
}

/** How far the households of a place that rules are about were visited; the parts add up to all. */
export type Coverage = {
  readonly region: RegionCode
  readonly households: number
  readonly onTime: number
  readonly overdue: number
  readonly never: number
}

/** Counts the places: who was visited within the strictest of his intervals, whose time is over, who was never visited. */
export const coverageOf = (rows: readonly VisitedAlike[], rules: PatrolRulesOn, day: Day): readonly Coverage[] => {
  const places = new Map<RegionCode, { households: number; onTime: number; overdue: number; never: number }>()
  for (const { region, groups, lastOn, households } of rows) {
    const everyDays = strictest(groups, rules)
    if (everyDays === null) continue
    const place = places.get(region) ?? { households: 0, onTime: 0, overdue: 0, never: 0 }
    const state = lastOn === null ? 'never' : addDays(lastOn, everyDays) > day ? 'onTime' : 'overdue'
    place.households += households
    place[state] += households
    places.set(region, place)
  }
  return [...places].map(([region, counts]) => ({ region, ...counts })).sort((a, b) => (a.region < b.region ? -1 : 1))
}
