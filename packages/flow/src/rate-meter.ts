/** How fast a total grows. */
export type RateMeter = {
  /** Notes the total now. */
  readonly note: (total: number, nowMs: number) => void
  /** By how much it grew a second, lately; undefined before two notes lie far enough apart. */
  readonly perSecond: () => number | undefined
}

const overMs = 3_000
const leastMs = 250

/** Measures over the last seconds: what comes in batches has no rate from one moment to the next. */
export const rateMeter = (): RateMeter => {
  let notes: { readonly total: number; readonly atMs: number }[] = []
  return {
    note: (total, nowMs) => {
      notes = notes.filter(({ atMs }) => nowMs - atMs <= overMs)
      notes.push({ total, atMs: nowMs })
    },
    perSecond: () => {
      const [first, last] = [notes[0], notes.at(-1)]
      if (first === undefined || last === undefined || last.atMs - first.atMs < leastMs) return undefined
      return ((last.total - first.total) * 1000) / (last.atMs - first.atMs)
    },
  }
}
