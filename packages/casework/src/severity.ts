import { type FiringVerdict, Level, type ObservationUnit } from '@shouwang/contracts'

/** How grave a lead is: its level, and how far its values lie beyond their thresholds, as shares of these. */
export type Severity = { readonly level: Level; readonly margin: number }

/** By how much of the threshold a value must move before a lead of the same level counts as worse. */
const worseByShare = 0.25

export const rank = (level: Level): number => Level.options.indexOf(level)

/** The gravest of these levels; `none` when there are none. */
export const gravest = (levels: readonly Level[]): Level =>
  levels.reduce<Level>((worst, level) => (rank(level) > rank(worst) ? level : worst), 'none')

/** Whether a value further beyond its threshold is news. That time passes is none, and words have no distance. */
const growsWorse: Readonly<Record<ObservationUnit, boolean>> = {
  fen: true,
  ratio: true,
  count: true,
  years: true,
  level: true,
  days: false,
  day: false,
  text: false,
}

/** What `isWorse` compares of a lead. */
export const severityOf = (lead: FiringVerdict): Severity => {
  const margins = lead.observations.map(({ observed, threshold, unit }) => {
    if (typeof observed !== 'number' || typeof threshold !== 'number' || !growsWorse[unit]) return 0
    return Math.abs(observed - threshold) / Math.max(1, Math.abs(threshold))
  })
  return { level: lead.level, margin: Math.max(0, ...margins) }
}

/** True when `now` is graver than `then`: a higher level, or at the same level values much further beyond. */
export const isWorse = (now: Severity, then: Severity): boolean =>
  rank(now.level) > rank(then.level) || (now.level === then.level && now.margin >= then.margin + worseByShare)
