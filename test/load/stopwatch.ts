/** Starts a stopwatch of the wall clock and of the processor time of the whole process. */
export const stopwatch = (): (() => { readonly seconds: number; readonly processorSeconds: number }) => {
  const started = performance.now()
  const spent = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(spent)
    return { seconds: (performance.now() - started) / 1000, processorSeconds: (user + system) / 1_000_000 }
  }
}

/** The largest memory that the process ever held, chDB, PGlite and mapped files included. */
export const peakGib = (): string => (process.resourceUsage().maxRSS / 2 ** 20).toFixed(2)
