import { readFile } from 'node:fs/promises'

/** How far one side has come at a moment, and the processor seconds that each of its processes spent until then. */
export type Sample = {
  /** Milliseconds of `performance.now()`. */
  readonly at: number
  readonly events: number
  readonly seconds: ReadonlyMap<string, number>
}

/** The events that one side drained, from the moment it was ready until nothing was left. */
export type Drain = {
  readonly samples: readonly Sample[]
  /** When nothing was left. */
  readonly end: Sample
  /** The most that its own processes held in memory, stores and broker left out. */
  readonly peakMiB: number
}

/** What a drain comes to: whole, and from the event on from which it is warm. */
export type Figures = {
  readonly perSecond: number
  readonly micros: number
  readonly warmPerSecond: number
  readonly warmMicros: number
  /** How many cores were busy on average. */
  readonly cores: number
  readonly peakMiB: number
  /** Microseconds of processor time an event, by process. */
  readonly by: ReadonlyMap<string, number>
}

/** The figures of a drain; it is warm once `warmFrom` events are done. */
export const figuresOf = ({ samples, end, peakMiB }: Drain, warmFrom: number): Figures => {
  const start = samples[0] ?? end
  const whole = between(start, end)
  // The last of the events, not the wait for what follows from them.
  const last = samples.find(({ events }) => events >= end.events) ?? end
  const warm = between(samples.find(({ events }) => events >= warmFrom) ?? start, last)
  return {
    perSecond: whole.perSecond,
    micros: sumOf(whole.by),
    warmPerSecond: warm.perSecond,
    warmMicros: sumOf(warm.by),
    cores: (sumOf(whole.by) * whole.perSecond) / 1e6,
    peakMiB,
    by: whole.by,
  }
}

const between = (from: Sample, to: Sample) => {
  const events = to.events - from.events
  const by = new Map(
    [...to.seconds].map(([name, spent]) => [name, ((spent - (from.seconds.get(name) ?? 0)) / events) * 1e6]),
  )
  return { perSecond: (events / (to.at - from.at)) * 1000, by }
}

const sumOf = (by: ReadonlyMap<string, number>): number => [...by.values()].reduce((sum, each) => sum + each, 0)

/** The median of what several turns gave. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]]
  return ((low ?? 0) + (high ?? 0)) / 2
}

/** The most memory that a process ever held, in MiB. */
export const peakMiBOf = async (pid: number): Promise<number> =>
  Number(/VmHWM:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''))?.[1] ?? 0) / 1024
