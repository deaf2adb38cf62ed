import type { Engine, Fate, Random } from './world.ts'

/** What can go wrong, and how often: chances of an effect, and how long faults of an hour or more lie apart. */
const chances = { dies: 0.0012, answerLost: 0.002, network: 0.06, appendedTwice: 0.03 }
const apartHours = { outage: 4, hang: 7, clock: 9 } as const
const hourMs = 3_600_000
const minuteMs = 60_000

type FaultKind = keyof typeof apartHours

/** Everything that goes wrong in a simulation, by its seed. Nothing does while it is calm. */
export type Faults = {
  readonly fateOf: (engine: Engine) => Fate
  /** How often an append lands. */
  readonly repeats: () => number
  /** After how long the next fault of a kind comes. */
  readonly nextMs: (kind: FaultKind) => number
  /** An engine is away from now on; how long. */
  readonly begin: (nowMs: number) => string
  readonly hangMs: () => number
  /** By how much a clock jumps, and for how long. */
  readonly jump: () => { readonly byMs: number; readonly forMs: number }
  readonly restartMs: () => number
  calm: boolean
}

/** Opens the faults of a simulation. `now` is its clock. */
export const openFaults = (random: () => Random, now: () => number): Faults => {
  const awayUntil = new Map<Engine, number>()
  const faults: Faults = {
    calm: false,
    fateOf: (engine) => {
      if (faults.calm) return 'works'
      const drawn = random().next()
      if (engine === 'network')
        return drawn < chances.network ? 'refused' : drawn < 2 * chances.network ? 'answer-lost' : 'works'
      if ((awayUntil.get(engine) ?? 0) > now()) return 'refused'
      if (drawn < chances.dies / 2) return 'dies-before'
      if (drawn < chances.dies) return 'dies-after'
      return drawn < chances.dies + chances.answerLost ? 'answer-lost' : 'works'
    },
    repeats: () => (!faults.calm && random().chance(chances.appendedTwice) ? 2 : 1),
    nextMs: (kind) => Math.round(-Math.log(1 - random().next()) * apartHours[kind] * hourMs),
    begin: (nowMs) => {
      const engine = random().pick<Engine>(['log', 'store', 'warehouse']) ?? 'log'
      const minutes = random().int(1, 40)
      awayUntil.set(engine, nowMs + minutes * minuteMs)
      return `${engine} is away for ${minutes} minutes`
    },
    hangMs: () => random().int(1, 40) * minuteMs,
    jump: () => ({ byMs: random().int(-26 * 60, 26 * 60) * minuteMs, forMs: random().int(5, 180) * minuteMs }),
    restartMs: () => random().int(1, 120) * 1_000,
  }
  return faults
}
