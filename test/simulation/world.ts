import { EngineAway, type Timing } from '@shouwang/flow'
import { uniformFloat32 } from 'pure-rand/distribution/uniformFloat32'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { skipN } from 'pure-rand/utils/skipN'

/** Draws that are the same for the same seed. */
export type Random = {
  /** At least 0, below 1. */
  readonly next: () => number
  /** A whole number, `least` and `most` included. */
  readonly int: (least: number, most: number) => number
  readonly chance: (probability: number) => boolean
  readonly pick: <T>(choices: readonly T[]) => T | undefined
}

/** The engines that a process asks, and the network between people and it. */
export type Engine = 'log' | 'store' | 'warehouse' | 'network'

/** One process of the program. What it holds in memory is gone when it dies; its name and its clock are the machine's. */
export type Process = {
  readonly name: string
  alive: boolean
  /** By how much its wall clock is wrong. */
  clockOffMs: number
  /** Until then it does nothing: its machine hangs, and others take it for dead. */
  stalledUntilMs: number
}

/** What becomes of an effect that a process asks for. */
export type Fate = 'works' | 'refused' | 'answer-lost' | 'dies-before' | 'dies-after'

/** What was done to an engine, in one moment: what promises are checked against. */
export type Done = { readonly kind: string; readonly by: string } & Readonly<Record<string, unknown>>

/** A simulated world: virtual time, one source of chance, and processes whose effects happen one after the other. */
export type World = {
  readonly random: Random
  readonly nowMs: () => number
  /** How many things happened so far. */
  readonly steps: () => number
  /** The last things that happened, oldest first. */
  readonly last: () => readonly string[]
  readonly tell: (line: string) => void
  /** Runs something after so many milliseconds. */
  readonly after: (ms: number, run: () => void) => void
  /** Asks an engine for something: it happens later, whole or not at all, unless its process dies first. */
  readonly effect: <T>(by: Process, engine: Engine, what: string, perform: () => T) => Promise<T>
  /** Waits; never resolves for a process that died. */
  readonly pause: (by: Process, ms: number) => Promise<void>
  readonly timingOf: (by: Process) => Timing
  /** The machines were off for so long: what was due meanwhile is late. */
  readonly skip: (ms: number) => void
  /** Lets everything happen that is due until then, or until nothing is left or `stop` says so. */
  readonly run: (untilMs: number, stop?: () => boolean) => Promise<void>
}

/** Thrown by an effect that has to wait for a lock: it is tried again in a moment. */
export class Blocked extends Error {}

type Due = { readonly atMs: number; readonly order: number; readonly run: () => void }

const linesKept = 40

/**
 * Opens a world. `fateOf` decides what becomes of each effect; `dies` is told of a process that dies with one. Promises of the
 * program under test resolve in the order of the queue alone, so a seed replays to the step.
 */
export const openWorld = (
  seed: number,
  startMs: number,
  hooks: {
    readonly fateOf: (by: Process, engine: Engine, what: string) => Fate
    readonly dies: (who: Process, where: string) => void
  },
): World => {
  const random = randomOf(seed)
  const queue = dueQueue()
  const lines: string[] = []
  let [nowMs, steps] = [startMs, 0]
  const tell = (line: string): void => {
    lines.push(`${new Date(nowMs).toISOString()} ${line}`)
    if (lines.length > linesKept) lines.shift()
  }
  const after = (ms: number, run: () => void): void => queue.add(nowMs + ms, run)
  const pause = (by: Process, ms: number): Promise<void> =>
    new Promise((resolve) => {
      const wake = (): void => {
        if (!by.alive) return
        if (by.stalledUntilMs > nowMs) after(by.stalledUntilMs - nowMs, wake)
        else resolve()
      }
      after(ms, wake)
    })
  const effect = <T>(by: Process, engine: Engine, what: string, perform: () => T): Promise<T> =>
    new Promise((resolve, reject) => {
      const happen = (fate: Fate): void => {
        try {
          const result = perform()
          tell(`${by.name} ${what}`)
          if (fate === 'dies-after') hooks.dies(by, `after ${what}`)
          else if (fate === 'answer-lost') reject(new EngineAway(engine, 'no answer came'))
          else resolve(result)
        } catch (error) {
          if (error instanceof Blocked) after(random.int(5, 60), attempt)
          else reject(error)
        }
      }
      const attempt = (): void => {
        if (!by.alive) return
        const fate = by.stalledUntilMs > nowMs ? 'late' : hooks.fateOf(by, engine, what)
        if (fate === 'late') after(by.stalledUntilMs - nowMs, attempt)
        else if (fate === 'refused') reject(new EngineAway(engine, 'away'))
        else if (fate === 'dies-before') hooks.dies(by, `before ${what}`)
        else happen(fate)
      }
      after(random.int(1, 40), attempt)
    })
  return {
    ...{ random, after, pause, effect, tell },
    nowMs: () => nowMs,
    steps: () => steps,
    last: () => lines,
    timingOf: (by) => ({ nowMs: () => nowMs, pause: (ms) => pause(by, ms), random: random.next }),
    skip: (ms) => {
      nowMs += ms
    },
    run: async (untilMs, stop = () => false) => {
      for (let due = queue.take(untilMs); due !== undefined; due = queue.take(untilMs)) {
        nowMs = Math.max(nowMs, due.atMs)
        steps++
        due.run()
        // What waited for this goes on, up to its next effect, before anything else happens.
        await new Promise((resolve) => setImmediate(resolve))
        if (stop()) return
      }
      nowMs = Math.max(nowMs, untilMs)
    },
  }
}

const randomOf = (seed: number): Random => {
  const generator = xoroshiro128plus(Math.imul(seed ^ (seed >>> 16), 0x45d9f3b) ^ 0x9e3779b9)
  skipN(generator, 8)
  const next = (): number => uniformFloat32(generator)
  const int = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (choices) => choices[int(0, choices.length - 1)],
  }
}

/** What is due, by time and then in the order of asking: a binary heap. */
const dueQueue = () => {
  const heap: Due[] = []
  let asked = 0
  const isBefore = (one: Due, other: Due): boolean =>
    one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order)
  const at = (place: number): Due => heap[place] as Due
  const swap = (one: number, other: number): void => {
    const kept = at(one)
    heap[one] = at(other)
    heap[other] = kept
  }
  const rise = (from: number): void => {
    for (let place = from; place > 0; ) {
      const above = (place - 1) >> 1
      if (!isBefore(at(place), at(above))) return
      swap(place, above)
      place = above
    }
  }
  const sink = (): void => {
    for (let place = 0; ; ) {
      const [left, right] = [2 * place + 1, 2 * place + 2]
      let least = place
      if (left < heap.length && isBefore(at(left), at(least))) least = left
      if (right < heap.length && isBefore(at(right), at(least))) least = right
      if (least === place) return
      swap(place, least)
      place = least
    }
  }
  return {
    add: (atMs: number, run: () => void): void => {
      heap.push({ atMs, order: asked++, run })
      rise(heap.length - 1)
    },
    take: (untilMs: number): Due | undefined => {
      const first = heap[0]
      if (first === undefined || first.atMs > untilMs) return undefined
      const last = heap.pop() as Due
      if (heap.length > 0) {
        heap[0] = last
        sink()
      }
      return first
    },
  }
}
