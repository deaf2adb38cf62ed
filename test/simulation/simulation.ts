import { recordsTopic, topics } from '@shouwang/contracts'
import { type Database, openDatabase } from './database.ts'
import { openFaults } from './faults.ts'
import { openLog } from './log.ts'
import { openPeople } from './people.ts'
import type { Ports } from './ports.ts'
import { breakOf } from './promises.ts'
import { processNames, runProcess } from './services.ts'
import type { Broken, Simulation } from './simulated.ts'
import { feeds, fund, policiesOf, regions, staff } from './town.ts'
import { type Done, openWorld, type Process, type World } from './world.ts'

/** Monday morning, in a year of the published calendar. */
export const startMs = Date.parse('2026-06-01T08:00:00+08:00')

/** Opens a town and starts its processes. */
export const openSimulation = (seed: number, ports: Ports): Simulation => {
  let broken: Broken | undefined
  const checked = new Map<string, number>()
  const faults = openFaults(
    () => world.random,
    () => world.nowMs(),
  )
  const processes = new Map<string, Process>()
  const world: World = openWorld(seed, startMs, {
    fateOf: (_, engine) => faults.fateOf(engine),
    dies: (who, where) => dies(who, where),
  })
  const done = (what: Done): void => {
    const found = broken === undefined ? breakOf(simulation, what, checked) : undefined
    if (found !== undefined) broken = { ...found, step: world.steps(), atMs: world.nowMs(), last: [...world.last()] }
  }
  const database = openDatabase(done)
  const log = openLog(world, done, faults.repeats)
  const simulation: Simulation = {
    ...{ world, database, log, faults, ports, done, checked },
    policies: policiesOf(seed),
    warehouse: new Set(),
    doors: new Map(),
    consoles: new Map(),
    sendings: new Map(),
    devices: [],
    broken: () => broken,
  }
  const dies = (who: Process, where: string): void => {
    world.tell(`${who.name} dies ${where}`)
    who.alive = false
    database.abandon(who)
    log.leave(who)
    simulation.doors.delete(who.name)
    simulation.consoles.delete(who.name)
    world.after(faults.restartMs(), () => start(who.name, who.clockOffMs))
  }
  const start = (name: string, clockOffMs: number): void => {
    world.tell(`${name} starts`)
    const process: Process = { name, alive: true, clockOffMs, stalledUntilMs: 0 }
    processes.set(name, process)
    for (const running of runProcess(simulation, process, new AbortController().signal))
      running.catch((error: unknown) => done({ kind: 'threw', by: name, error }))
  }
  seedTables(database)
  for (const name of processNames) start(name, 0)
  keepFailing(simulation, processes)
  openPeople(simulation)
  return simulation
}

const seedTables = ({ tables }: Database): void => {
  tables.staff = staff
  tables.regions = regions
  tables.funds.set(fund.fundId, fund)
  tables.fundEntries.set('opening', { fund: fund.fundId, fen: fund.balanceFen })
}

/** Outages, machines that hang and clocks that jump, one after the other. */
const keepFailing = (simulation: Simulation, processes: ReadonlyMap<string, Process>): void => {
  const { world, faults, log, database } = simulation
  const keep = (kind: 'outage' | 'hang' | 'clock', strike: (who: Process) => void): void =>
    world.after(faults.nextMs(kind), () => {
      const who = world.random.pick([...processes.values()])
      if (!faults.calm && who?.alive === true) strike(who)
      keep(kind, strike)
    })
  keep('outage', () => world.tell(faults.begin(world.nowMs())))
  keep('hang', (who) => {
    const ms = faults.hangMs()
    world.tell(`${who.name} hangs for ${ms / 60_000} minutes`)
    who.stalledUntilMs = world.nowMs() + ms
    database.abandon(who)
    log.leave(who)
    world.after(ms, () => log.join(who))
  })
  keep('clock', (who) => {
    const { byMs, forMs } = faults.jump()
    world.tell(`the clock of ${who.name} is off by ${byMs / 60_000} minutes`)
    who.clockOffMs = byMs
    world.after(forMs, () => {
      who.clockOffMs = 0
    })
  })
}

const groups = [
  ['ingest', feeds.map(({ id }) => recordsTopic(id))],
  ['scoring', [topics.changeEvents]],
  ['alert', [topics.assessments]],
  ['warehouse', Object.values(topics)],
] as const

/** What is still under way; empty once the town is quiet. */
export const underWay = ({ log, database, sendings, devices }: Simulation): readonly string[] => [
  ...groups.flatMap(([group, read]) => (log.lag(group, read) > 0 ? [`${group} has messages to read`] : [])),
  ...(database.tables.outbox.size > 0 ? [`${database.tables.outbox.size} outbox entries`] : []),
  ...([...sendings.values()].some(({ acknowledged }) => acknowledged === undefined) ? ['a department sends'] : []),
  ...(devices.some(({ outbox }) => outbox.some(({ state }) => state === 'waiting' || state === 'sending'))
    ? ['a phone sends']
    : []),
]
