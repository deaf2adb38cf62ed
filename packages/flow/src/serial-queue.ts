/** Runs one piece of work after the other. */
export type SerialQueue = <Result>(work: () => Promise<Result>) => Promise<Result>

/** A queue that works in the order of asking; work that fails fails for its asker alone. */
export const serialQueue = (): SerialQueue => {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
}

/**
 * Work of which one run does for everyone who asks before it begins: however often it is asked for while one run is under
 * way, it runs once more after it. For work that takes all that waits, as publishing does.
 */
export const coalesced = <Result>(work: () => Promise<Result>): (() => Promise<Result>) => {
  const queue = serialQueue()
  let next: Promise<Result> | undefined
  return () => {
    next ??= queue(() => {
      next = undefined
      return work()
    })
    return next
  }
}
