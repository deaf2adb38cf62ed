import { addDays, type Day, type Level } from '@shouwang/contracts'
import type { NumberId, Policy } from '@shouwang/policy'

/** The level that stood at the end of a day. */
type StoodOn = {
  readonly day: Day
  readonly level: Level
  /** Since when it stands. */
  readonly since: Day
  /** Since when the facts alone have asked for a lower level, and the highest that they asked for since then. */
  readonly lower: { readonly since: Day; readonly peak: Level } | null
}

/**
 * What the next assessment needs of this one. `earlier` is what stood on the last earlier day: judging a day again
 * starts there, so that what was corrected within one day leaves no trace.
 */
export type Standing = StoodOn & { readonly earlier: StoodOn | null }

const ranks: { readonly [L in Level]: number } = { none: 0, blue: 1, yellow: 2, orange: 3, red: 4 }

/** The higher of two levels. */
export const higherLevel = (a: Level, b: Level): Level => (ranks[a] >= ranks[b] ? a : b)

const settlingDays: { readonly [L in Level]?: NumberId } = {
  blue: 'settling/blue-days',
  yellow: 'settling/yellow-days',
  orange: 'settling/orange-days',
  red: 'settling/red-days',
}

/** What stood on the last day before `day`. Throws RangeError when the household has been judged on a later day. */
const earlierThan = (day: Day, before: Standing | undefined): StoodOn | null => {
  if (before === undefined) return null
  if (before.day > day)
    throw new RangeError(
      `household was judged on ${before.day} and cannot be judged on ${day}; judge it on a later day`,
    )
  if (before.day === day) return before.earlier
  const { earlier, ...stood } = before
  return stood
}

/**
 * The level that stands on `day`: it rises at once and falls only after the facts have asked for a lower one over the
 * settling time of the level that stands, and then to the highest that they asked for meanwhile. `settlesOn` is the
 * day on which it would fall if nothing else changed.
 */
export const settle = (
  levelToday: Level,
  policy: Policy,
  day: Day,
  before: Standing | undefined,
): { readonly standing: Standing; readonly settlesOn: Day | null } => {
  const earlier = earlierThan(day, before)
  const stood = stand(earlier, levelToday, policy, day)
  const { level, lower } = stood
  return { standing: { ...stood, earlier }, settlesOn: lower === null ? null : fallsOn(level, lower.since, policy) }
}

/** What stands of a household that nobody belongs to: nothing is left that could settle. */
export const nobodyLeft = (day: Day, before: Standing | undefined): Standing => ({
  day,
  level: 'none',
  since: day,
  lower: null,
  earlier: earlierThan(day, before),
})

const stand = (earlier: StoodOn | null, levelToday: Level, policy: Policy, day: Day): StoodOn => {
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
  const days = settlingDays[level]
  return days === undefined ? since : addDays(since, policy.number(days).value)
}
