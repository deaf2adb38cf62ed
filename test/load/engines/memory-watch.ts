import type { OnEngines } from './on-engines.ts'

const lookedEveryMs = 1_000

/** Looks at the resident memory of every service and engine once a second; `stop` gives one line for each, in MiB. */
export const watchMemory = (running: OnEngines): { readonly stop: () => readonly string[] } => {
  const seen = new Map<string, number[]>()
  const look = async (): Promise<void> => {
    for (const [name, { residentBytes }] of await running.usage()) {
      const known = seen.get(name) ?? []
      seen.set(name, known)
      known.push(residentBytes / 2 ** 20)
    }
  }
  const timer = setInterval(() => void look(), lookedEveryMs)
  return {
    stop: () => {
      clearInterval(timer)
      return [...seen].map(([name, sizes]) => {
        const [start, peak, end] = [sizes[0] ?? 0, Math.max(...sizes), sizes.at(-1) ?? 0]
        return `${name.padEnd(17)} start ${start.toFixed(0)}, peak ${peak.toFixed(0)}, end ${end.toFixed(0)} MiB`
      })
    },
  }
}
