import { addMonthsToDay, type Day, type Outcome, type RegionCode } from '@shouwang/contracts'
import { outcomeRule } from '../tasks/outcomes.ts'

/** How many visits a kind of lead led to, and how many of them found that it was right. */
export type Tried = { readonly visited: number; readonly confirmed: number }

/** What visits of the last twelve months found in one area: all of them, by indicator, by pair of indicators, and again at a door. */
export type VisitRecord = {
  readonly all: Tried
  /** By the id of an indicator, or of two with `+` between them in the order of their ids. */
  readonly kinds: ReadonlyMap<string, Tried>
  /** Visits to households that one within a year before had told about: no need, or need that was met. */
  readonly again: Tried
}

/** A result that was recorded of a task for help, and not taken back. */
export type ToldResult = {
  readonly household: string
  readonly day: Day
  readonly indicators: readonly string[]
  readonly outcome: Outcome
}

/** The area whose visits are counted together: the district of a region (12 digits), empty for households of no known region. */
export const visitArea = (region: RegionCode | null): string => (region === null ? '' : `${region.slice(0, 6)}000000`)

/** A visit is counted for so long; then its kind of lead is tried anew. */
const COUNTED_MONTHS = 12

/** How far back results are wanted to count those of the last year: whether they came again to a door. */
export const resultsFrom = (day: Day): Day => addMonthsToDay(day, -2 * COUNTED_MONTHS)

/** What no visit led to. */
export const untried: Tried = { visited: 0, confirmed: 0 }

/** The record of an area in which nobody has visited yet. */
export const noRecord: VisitRecord = { all: untried, kinds: new Map(), again: untried }

type Visit = Omit<ToldResult, 'outcome'> & { readonly isRight: boolean }

/**
 * What the results of an area come to on a day, and the households that a visit of the last year told about. Results of
 * one household and day are one visit; it counts once for every indicator that led to it and for every pair of them. Who met
 * nobody, or found neither right nor wrong (refused, moved, keep watching), counts for nothing.
 */
export const recordOf = (
  results: readonly ToldResult[],
  day: Day,
): { readonly record: VisitRecord; readonly visited: ReadonlySet<string> } => {
  const kinds = new Map<string, Tried>()
  const visitedOn = new Map<string, Day>()
  let [all, again] = [untried, untried]
  for (const { household, day: on, indicators, isRight } of visitsIn(results)) {
    const before = visitedOn.get(household)
    visitedOn.set(household, on)
    if (!counts(on, day)) continue
    all = plus(all, isRight)
    if (before !== undefined && counts(before, on)) again = plus(again, isRight)
    for (const kind of kindsOf(indicators)) kinds.set(kind, plus(kinds.get(kind) ?? untried, isRight))
  }
  const visited = new Set([...visitedOn].flatMap(([household, on]) => (counts(on, day) ? [household] : [])))
  return { record: { all, kinds, again }, visited }
}

const counts = (on: Day, day: Day): boolean => addMonthsToDay(on, COUNTED_MONTHS) > day

const plus = ({ visited, confirmed }: Tried, isRight: boolean): Tried => ({
  visited: visited + 1,
  confirmed: confirmed + (isRight ? 1 : 0),
})

const visitsIn = (results: readonly ToldResult[]): readonly Visit[] => {
  const visits = new Map<string, Visit>()
  for (const { household, day, indicators, outcome } of results) {
    const { finding } = outcomeRule(outcome)
    if (finding === 'open') continue
    const key = `${day} ${household}`
    const known = visits.get(key)
    visits.set(key, {
      household,
      day,
      indicators: [...(known?.indicators ?? []), ...indicators],
      isRight: known?.isRight === true || finding === 'confirmed',
    })
  }
  return [...visits].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, visit]) => visit)
}

/** Each of some indicators, and each pair of them. */
export const kindsOf = (indicators: readonly string[]): readonly string[] => {
  const ids = [...new Set(indicators)].sort()
  return [...ids, ...ids.flatMap((one, at) => ids.slice(at + 1).map((other) => `${one}+${other}`))]
}
