import type { Day } from '@shouwang/contracts'

/** The numbers of 存量摸排 that a place may change. */
export type StockRules = {
  /** True while a place begins: what its first deliveries tell is how things have been, and no change. */
  readonly isSurvey: boolean
  /** The share of households that can be visited in a month: as many may be in work at once. */
  readonly openShare: number
  /** What befell a family within so many days asks for a visit now. */
  readonly recentDays: number
  /** The longest that a household waits on the list, in days. */
  readonly withinDays: number
}

/**
 * Where a household stands in the queue: its score, as far as visits bear its leads out, and since when it waits for a visit: on
 * the list, or there before its task opened, or since its task did.
 */
export type Place = { readonly place: number; readonly since: Day }

/** A household on the stock list. */
export type Waiting = Place & { readonly household: string }

/** How many households of an area may be in work at once before its stock list waits; one at least. */
export const roomFor = (households: number, { openShare }: Pick<StockRules, 'openShare'>): number =>
  Math.max(1, Math.round(households * openShare))

/**
 * The households of an area whose turn it is: those that stand among the first `room` when its stock list and the households
 * that have a task for help are put in one order, the best first. So the list keeps nobody from a visit that the order of all
 * tasks would have brought, and asking again draws nobody else until a task is done. On one place who waits longer goes first, then a task, then
 * the household of the lesser id.
 */
export const drawFrom = (waiting: readonly Waiting[], underWay: readonly Place[], room: number): readonly Waiting[] => {
  const tasks = [...underWay].sort(byPlace)
  const ordered = [...waiting].sort((a, b) => byPlace(a, b) || (a.household < b.household ? -1 : 1))
  let before = 0
  return ordered.filter((each, drawn) => {
    for (let task = tasks[before]; task !== undefined && byPlace(task, each) <= 0; task = tasks[before]) before += 1
    return before + drawn < room
  })
}

/** How many of an area's list may open at most: what is left of its room by tasks that stand before the first of the list. */
export const roomLeft = (first: readonly Place[], underWay: readonly Place[], room: number): number => {
  const [best] = first
  return best === undefined ? 0 : Math.max(0, room - underWay.filter((task) => byPlace(task, best) <= 0).length)
}

const byPlace = (a: Place, b: Place): number =>
  b.place - a.place || (a.since < b.since ? -1 : a.since > b.since ? 1 : 0)
