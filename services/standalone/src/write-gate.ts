/** Lets writes through, or holds them all at one moment. */
export type WriteGate = {
  /** Does a write once the gate is open. One write must not wait for another. */
  readonly enter: <Result>(write: () => Promise<Result>) => Promise<Result>
  /** Closes the gate and resolves once no write is under way; the returned function opens it again. */
  readonly hold: () => Promise<() => void>
}

/** A gate before everything that changes a log, a store or a warehouse: while it is held they stand at one and the same moment. */
export const writeGate = (): WriteGate => {
  let opened: Promise<void> | undefined
  let underWay = 0
  let idle: (() => void) | undefined
  return {
    enter: async (write) => {
      while (opened !== undefined) await opened
      underWay += 1
      try {
        return await write()
      } finally {
        underWay -= 1
        if (underWay === 0) idle?.()
      }
    },
    hold: async () => {
      while (opened !== undefined) await opened
      let open = (): void => undefined
      opened = new Promise((resolve) => {
        open = () => {
          opened = undefined
          resolve()
        }
      })
      if (underWay > 0)
        await new Promise<void>((resolve) => {
          idle = resolve
        })
      idle = undefined
      return open
    },
  }
}
