import { addDays, type Day, type Level } from '@shouwang/contracts'
import type { NumberId, Policy } from '@shouwang/policy'

/** The level of a household at the end of a day. */
type LevelOn = {
  readonly day: Day
  readonly level: Level
  /** Since when it has been this. */
  readonly since: Day
  /** Since when the facts alone have asked for a lower level, and the highest that they asked for since then. */
  readonly lower: { readonly since: Day; readonly peak: Level } | null
}

/**
 * What the next assessment needs of this one (等级回落的观察期). `earlier` is the level of the last earlier day: judging a day again
 * starts there, so that what was corrected within one day leaves no trace.
 */
export type LevelHistory = LevelOn & { readonly earlier: LevelOn | null }

const ranks: { readonly [L in Level]: number } = { none: 0, blue: 1, yellow: 2, orange: 3, red: 4 }

/** The higher of two levels. */
export const higherLevel = (a: Level, b: Level): Level => (ranks[a] >= ranks[b] ? a : b)

const daysBeforeFalling: { readonly [L in Level]?: NumberId } = {
  blue: 'settling/blue-days',
  yellow: 'settling/yellow-days',
  orange: 'settling/orange-days',
  red: 'settling/red-days',
}

/** The numbers of how long a level stays before it falls. */
export const fallingNumbers: readonly NumberId[] = Object.values(daysBeforeFalling)

/** The level of the last day before `day`. Throws RangeError when the household has been judged on a later day. */
const earlierThan = (day: Day, before: LevelHistory | undefined): LevelOn | null => {
  if (before === undefined) return null
  if (before.day > day)
    throw new RangeError(
      `household was judged on ${before.day} and cannot be judged on ${day}; judge it on a later day`,
    )
  if (before.day === day) return before.earlier
  const { earlier, ...last } = before
  return last
}

/**
 * The level on `day`, with hysteresis: it rises at once and falls only after the facts have asked for a lower one for as
 * many days as policy asks of the present level, and then to the highest that they asked for meanwhile. `fallsOnDay` is the
 * day on which it would fall if nothing else changed.
 */
export const applyHysteresis = (
  levelToday: Level,
  policy: Policy,
  day: Day,
  before: LevelHistory | undefined,
): { readonly history: LevelHistory; readonly fallsOnDay: Day | null } => {
  const earlier = earlierThan(day, before)
  const now = levelOn(earlier, levelToday, policy, day)
  const { level, lower } = now
  return { history: { ...now, earlier }, fallsOnDay: lower === null ? null : fallsOn(level, lower.since, policy) }
}

/** The history of a household that nobody belongs to: no level is left that could fall later. */
export const nobodyLeft = (day: Day, before: LevelHistory | undefined): LevelHistory => ({
  day,
  level: 'none',
  since: day,
  lower: null,
  earlier: earlierThan(day, before),
})

const levelOn = (earlier: LevelOn | null, levelToday: Level, policy: Policy, day: Day): LevelOn => {
  if (earlier === null || ranks[levelToday] > ranks[earlier.level])
    return { day, level: levelToday, since: day, lower: null }
  const { level, since } = earlier
  if (levelToday === level) return { day, level, since, lower: null }
  const lower =
    earlier.lower === null
      ? { since: day, peak: levelToday }
      : { since: earlier.lower.since, peak: higherLevel(earlier.lower.peak, levelToday) }
  if (day < fallsOn(level, lower.since, policy)) return { day, level, since, lower }
  const rest = lower.peak === levelToday ? null : { since: day, peak: levelToday }
  return { day, level: lower.peak, since: day, lower: rest }
}

const fallsOn = (level: Level, since: Day, policy: Policy): Day => {
  const days = daysBeforeFalling[level]
  return days === undefined ? since : addDays(since, policy.number(days).value)
}
