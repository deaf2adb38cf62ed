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

/** A household on the stock list, and its place in the queue: its score, as far as visits bear its leads out. */
export type Waiting = { readonly household: string; readonly place: number }

/** How many households of an area may be in work at once before its stock list waits; one at least. */
export const roomFor = (households: number, { openShare }: Pick<StockRules, 'openShare'>): number =>
  Math.max(1, Math.round(households * openShare))

/**
 * The households of an area whose turn it is: those that stand among the first `room` when its stock list and the households
 * that have a task for help are put in one order, the best first. So the list keeps nobody from a visit that the order of all
 * tasks would have brought, and asking again draws nobody else until a task is done. On the same place a task goes first, then the household of
 * the lesser id.
 */
export const drawFrom = (
  waiting: readonly Waiting[],
  underWay: readonly number[],
  room: number,
): readonly Waiting[] => {
  const places = [...underWay].sort((a, b) => b - a)
  const ordered = [...waiting].sort((a, b) => b.place - a.place || (a.household < b.household ? -1 : 1))
  let before = 0
  return ordered.filter(({ place }, drawn) => {
    while (before < places.length && (places[before] ?? 0) >= place) before += 1
    return before + drawn < room
  })
}
