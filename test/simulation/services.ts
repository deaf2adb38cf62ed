import { alertStage } from '@shouwang/alert'
import { type CaseworkCommands, caseworkContext, commandTelemetry, openCaseworkCommands } from '@shouwang/commands'
import type { Day } from '@shouwang/contracts'
import { recordsTopic, topics } from '@shouwang/contracts'
import { consume, type Log, retry, runStage, type StageEvents } from '@shouwang/flow'
import { ingestStage, mappingOf } from '@shouwang/ingest'
import type { RowsIntake } from '@shouwang/intake'
import { judgeDue, judgementOf, type ScoringDependencies, scoringStage } from '@shouwang/scoring'
import { createLogger, createMetrics } from '@shouwang/telemetry'
import { type Rows, rowsOf, warehouseReads } from '@shouwang/warehouse'
import { caseworkTables, ingestTables, scoringTables } from './repositories.ts'
import type { Simulation } from './simulated.ts'
import { accountsOf, caseworkStore, type Place, reviewStore, stageStore } from './stores.ts'
import { cipher, city, feeds, identity } from './town.ts'
import type { Process } from './world.ts'

/** The processes of an installation. */
export const processNames = [
  ...['door-1', 'door-2', 'ingest-1', 'ingest-2', 'scoring-1', 'scoring-2', 'alert-1', 'alert-2'],
  ...['console-1', 'console-2', 'warehouse-1'],
] as const

const quiet = { log: createLogger({ name: 'simulation', level: 'silent' }), metrics: createMetrics() }
const commandEvents = commandTelemetry(quiet)

/** The wall clock of a process, as wrong as its machine's is. */
export const clockOf = ({ world }: Pick<Simulation, 'world'>, process: Process) => {
  const atMs = (): number => world.nowMs() + process.clockOffMs
  return {
    now: (): string => new Date(atMs()).toISOString(),
    today: (): Day => new Date(atMs() + 8 * 3_600_000).toISOString().slice(0, 10),
  }
}

const stageEvents = (simulation: Simulation, process: Process): StageEvents => ({
  ...{
    started: () => undefined,
    handled: () => undefined,
    waiting: () => undefined,
    resumed: () => undefined,
    unsaved: () => undefined,
  },
  deadLettered: (error) => simulation.done({ kind: 'dead-letter', by: process.name, error }),
})

/** Runs what a process of this name runs, until it dies. */
export const runProcess = (
  simulation: Simulation,
  process: Process,
  signal: AbortSignal,
): readonly Promise<unknown>[] => {
  switch (process.name.split('-')[0]) {
    case 'door':
      return openDoor(simulation, process)
    case 'ingest':
      return [ingest(simulation, process, signal)]
    case 'scoring':
      return scoring(simulation, process, signal)
    case 'alert':
      return alert(simulation, process, signal)
    case 'console':
      return openConsole(simulation, process, signal)
    default:
      return [warehouse(simulation, process, signal)]
  }
}

const placeOf = ({ world, database }: Simulation, process: Process): Place => ({ world, database, process })

const logOf = (simulation: Simulation, process: Process): Log =>
  simulation.ports.log(simulation.log.logOf(process), placeOf(simulation, process))

const openDoor = (simulation: Simulation, process: Process): readonly Promise<unknown>[] => {
  const { now } = clockOf(simulation, process)
  let ids = 0
  const intake: RowsIntake = {
    accounts: accountsOf(placeOf(simulation, process)),
    to: logOf(simulation, process),
    ...{ cipher, region: city, now },
    window: { room: async () => () => undefined },
    newId: () => `d-${process.name}-${simulation.world.nowMs()}-${ids++}`,
    events: { rowsTaken: () => undefined, deliveryTaken: () => undefined, fileRefused: () => undefined },
  }
  simulation.doors.set(process.name, { process, intake })
  return []
}

const dependenciesOf = (simulation: Simulation, process: Process, signal: AbortSignal) => {
  const log = logOf(simulation, process)
  const events = stageEvents(simulation, process)
  return { log, to: log, events, signal, timing: simulation.world.timingOf(process) }
}

const ingest = (simulation: Simulation, process: Process, signal: AbortSignal): Promise<void> => {
  const place = placeOf(simulation, process)
  const { log, ...rest } = dependenciesOf(simulation, process, signal)
  const mapping = mappingOf({ feeds, cipher, identity, clock: clockOf(simulation, process), region: city })
  const from = log.source({ topics: feeds.map(({ id }) => recordsTopic(id)), group: 'ingest' })
  const store = simulation.ports.store(stageStore(place, ingestTables(place.database)), place)
  return runStage(ingestStage(mapping), { ...rest, from, store })
}

const scoring = (simulation: Simulation, process: Process, signal: AbortSignal): readonly Promise<unknown>[] => {
  const place = placeOf(simulation, process)
  const { log, ...rest } = dependenciesOf(simulation, process, signal)
  const from = log.source({ topics: [topics.changeEvents], group: 'scoring' })
  const store = simulation.ports.store(stageStore(place, scoringTables(place.database)), place)
  const stage = runStage(scoringStage(judgementOf(simulation.policies.book)), { ...rest, from, store })
  const noted = {
    ...rest.events,
    putOff: (error: unknown) => rest.events.deadLettered(error, nowhere),
    reviewed: () => undefined,
  }
  const events = noted as unknown as ScoringDependencies['events']
  const { today } = clockOf(simulation, process)
  const reviews = simulation.ports.reviews(reviewStore(place), place)
  const dependencies = {
    store: reviews,
    log,
    policies: simulation.policies.book,
    instance: process.name,
    signal,
    events,
  }
  const review = async (): Promise<void> => {
    const day = today()
    await retry(() => judgeDue(dependencies, { kind: 'review', day }), rest.events, signal, rest.timing)
    simulation.done({ kind: 'reviewed', by: process.name, day })
  }
  return [stage, daily(simulation, process, review)]
}

const nowhere = { topic: 'review', partition: 0, offset: 0 }
const hourMs = 3_600_000
const shanghaiMs = 8 * hourMs

/** At its start, and then each night at ten past twelve. */
const daily = async ({ world }: Simulation, process: Process, work: () => Promise<unknown>): Promise<void> => {
  for (;;) {
    await work()
    const sinceMidnight = (world.nowMs() + process.clockOffMs + shanghaiMs) % (24 * hourMs)
    await world.pause(process, 24 * hourMs - sinceMidnight + 600_000)
  }
}

const superviseEveryMs = 2 * hourMs
const publishEveryMs = 600_000

const alert = (simulation: Simulation, process: Process, signal: AbortSignal): readonly Promise<unknown>[] => {
  const place = placeOf(simulation, process)
  const { log, ...rest } = dependenciesOf(simulation, process, signal)
  const clock = clockOf(simulation, process)
  const from = log.source({ topics: [topics.assessments], group: 'alert' })
  const store = simulation.ports.store(stageStore(place, caseworkTables(place.database)), place)
  const commands = commandsOf(simulation, process)
  const supervise = async (): Promise<void> => {
    for (;;) {
      await retry(() => commands.supervise(clock.today(), signal), rest.events, signal, rest.timing)
      await simulation.world.pause(process, superviseEveryMs)
    }
  }
  const publish = async (): Promise<void> => {
    for (;;) {
      await commands.publishPending()
      await simulation.world.pause(process, publishEveryMs)
    }
  }
  return [
    runStage(alertStage(caseworkContext(simulation.policies.book, clock.now)), { ...rest, from, store }),
    supervise(),
    publish(),
  ]
}

const commandsOf = (simulation: Simulation, process: Process): CaseworkCommands => {
  const place = placeOf(simulation, process)
  const { now, today } = clockOf(simulation, process)
  return openCaseworkCommands({
    store: simulation.ports.casework(caseworkStore(place), place),
    log: logOf(simulation, process),
    clock: () => ({ now: now(), today: today() }),
    ...{ policies: simulation.policies.book, events: commandEvents, instance: process.name },
  })
}

const openConsole = (simulation: Simulation, process: Process, _signal: AbortSignal): readonly Promise<unknown>[] => {
  simulation.consoles.set(process.name, { process, commands: commandsOf(simulation, process) })
  return []
}

const warehouse = (simulation: Simulation, process: Process, signal: AbortSignal): Promise<void> => {
  const { world, warehouse: tables } = simulation
  const { log, events, timing } = dependenciesOf(simulation, process, signal)
  const insert = (rows: Rows): Promise<number> =>
    world.effect(process, 'warehouse', 'inserts', () => {
      for (const [table, values] of rows) for (const row of values) tables.add(`${table} ${JSON.stringify(row)}`)
      return rows.size
    })
  const batches = { max: 10_000, gatherFrom: 1, gatherMs: 1_000 }
  return consume<Rows, number>(
    {
      ...{ prepare: rowsOf, save: insert, publish: async (copied) => copied, publishPending: async () => undefined },
    },
    { from: log.source(warehouseReads), events, signal, timing, batches },
  )
}
