import { type Ports, soundPorts } from './ports.ts'
import type { Broken, Simulation } from './simulated.ts'
import { openSimulation, startMs, underWay } from './simulation.ts'

/** What to simulate. The same seed and hours give the same run, step by step. */
export type Run = {
  readonly seed: number
  readonly hours: number
  readonly ports?: Ports
  /** Told of every simulated day. */
  readonly progress?: (hours: number, simulation: Simulation) => void
}

export type Outcome = {
  readonly seed: number
  readonly hours: number
  readonly steps: number
  readonly broken: Broken | undefined
  /** How often each promise was checked, by its sentence. */
  readonly checked: ReadonlyMap<string, number>
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** One town grows for so long; then the next one begins, with the next seed. */
const townHours = 240
/** From the moment at which nothing fails any more: longer than this, and something hangs for ever. */
const quietWithinMs = 12 * hourMs

/** Simulates towns one after the other for so many hours in all, until a promise is broken. */
export const simulate = async ({ seed, hours, ports = soundPorts, progress }: Run): Promise<Outcome> => {
  const checked = new Map<string, number>()
  let [gone, steps] = [0, 0]
  for (let nth = 0; gone < hours; nth++) {
    const of = await simulateTown(seed + nth, Math.min(townHours, hours - gone), ports, (here, simulation) =>
      progress?.(gone + here, simulation),
    )
    gone += of.hours
    steps += of.steps
    for (const [says, times] of of.checked) checked.set(says, (checked.get(says) ?? 0) + times)
    if (of.broken !== undefined) return { seed: seed + nth, hours: gone, steps, broken: of.broken, checked }
  }
  return { seed, hours: gone, steps, broken: undefined, checked }
}

const simulateTown = async (
  seed: number,
  hours: number,
  ports: Ports,
  progress: (hours: number, simulation: Simulation) => void,
): Promise<Outcome> => {
  const simulation = openSimulation(seed, ports)
  const { world, faults, broken, checked } = simulation
  let skippedMs = 0
  const lived = (): number => (world.nowMs() - startMs - skippedMs) / hourMs
  while (lived() < hours && broken() === undefined) {
    await world.run(world.nowMs() + Math.min(dayMs, (hours - lived()) * hourMs), () => broken() !== undefined)
    if (broken() !== undefined) break
    await becomeQuiet(simulation)
    progress(lived(), simulation)
    if (broken() !== undefined || !world.random.chance(0.5)) continue
    // The machines are off over a holiday.
    const offMs = world.random.int(2, 60) * dayMs
    world.skip(offMs)
    skippedMs += offMs
    faults.calm = false
  }
  return { seed, hours: lived(), steps: world.steps(), broken: broken(), checked }
}

/** Nothing fails any more: soon everything is done, and what then holds is checked. */
const becomeQuiet = async (simulation: Simulation): Promise<void> => {
  const { world, faults, broken, done } = simulation
  faults.calm = true
  const isOver = (): boolean => broken() !== undefined || underWay(simulation).length === 0
  await world.run(world.nowMs() + quietWithinMs, isOver)
  if (broken() === undefined) {
    const left = underWay(simulation)
    done(
      left.length === 0 ? { kind: 'quiet', by: 'the town' } : { kind: 'stuck', by: 'the town', what: left.join(', ') },
    )
  }
  faults.calm = false
}
