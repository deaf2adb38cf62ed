import { addDays, type Day, type PatrolGroup, type RegionCode } from '@shouwang/contracts'
import type { PatrolRulesOn } from './rule.ts'

/** A household with the groups for which it is visited, and the last day on which somebody saw it. */
export type PatrolHousehold = {
  readonly household: string
  readonly householdNo: string
  readonly region: RegionCode
  readonly groups: readonly PatrolGroup[]
  readonly lastOn: Day | null
}

/** The same with when it is visited next. */
export type Patrol = PatrolHousehold & {
  /** The strictest of its rules; null where none is about it, as where only a campaign asks for it. */
  readonly everyDays: number | null
  /** Null where nobody was there yet, and where no rule asks. */
  readonly dueOn: Day | null
}

/** Every how many days households of these groups are visited: by the strictest rule; null where none is about them. */
export const strictest = (groups: readonly PatrolGroup[], { everyDays: rules }: PatrolRulesOn): number | null => {
  const intervals = groups.flatMap((group) => rules.get(group) ?? [])
  return intervals.length === 0 ? null : Math.min(...intervals)
}

/** When a household is visited next: so many days after its last visit, by the strictest of its groups. */
export const patrolOf = (household: PatrolHousehold, rules: PatrolRulesOn): Patrol => {
  const everyDays = strictest(household.groups, rules)
  const dueOn = everyDays === null || household.lastOn === null ? null : addDays(household.lastOn, everyDays)
  return { ...household, everyDays, dueOn }
}

/** True where a rule asks for a visit by this day: its time has come, or nobody was there yet. */
export const isDue = ({ everyDays, dueOn }: Patrol, day: Day): boolean =>
  everyDays !== null && (dueOn === null || dueOn <= day)
