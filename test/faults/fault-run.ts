import { setTimeout as sleep } from 'node:timers/promises'
import { everyRead, idleCheck } from '@shouwang/console'
import { type EventFeed, type Feed, loadFeeds } from '@shouwang/feeds'
import { type KafkaLog, openKafka } from '@shouwang/kafka'
import { prepareServices, type Services } from '../journeys/services.ts'
import { seededRandom } from '../journeys/shuffled.ts'
import { commandDifferences } from './command-differences.ts'
import { runCommands } from './command-run.ts'
import { faultInjector } from './inject-fault.ts'
import type { OwnEngines } from './own-engines.ts'
import { type Load, loadOf } from './parcels.ts'
import { type PlannedFault, planFaults } from './planned-faults.ts'
import { superviseProcesses } from './processes.ts'
import { sendLoad } from './send-load.ts'
import { openSender, type Sender } from './sender.ts'
import { verdictOn } from './verdict.ts'

export type FaultOptions = {
  readonly records: number
  readonly faults: number
  /** How many families people ask something of, once all is judged, while consoles and casework are killed; none if 0. */
  readonly families: number
  /** Same seed, same county, same faults at the same places of the load. */
  readonly seed: number
  readonly say: (line: string) => void
  /** Told where the services write their logs, which are gone once the run is over. */
  readonly logsIn?: (folder: string) => void
}

/** What differs in the end, each line naming what and how; and what the run was like. */
export type FaultReport = { readonly differences: readonly string[]; readonly figures: readonly string[] }

/** The day as of which everything is sent and judged. */
const day = '2026-10-31'
/** Always the same, so that a seed gives the same pseudonyms. */
const keys = { pseudonymKey: '0f'.repeat(32), vaultKey: 'f0'.repeat(32) }
const partitions = 3
const settleLimitMs = 10 * 60_000
type Reads = ReturnType<typeof everyRead>

const lookEveryMs = 1_000

/** Loads a county while things go wrong, and compares what came out with what should have. */
export const runFaults = async (options: FaultOptions, engines: OwnEngines): Promise<FaultReport> => {
  const random = seededRandom(options.seed)
  const feeds = loadFeeds()
  const load = loadOf({ seed: options.seed, records: options.records, day, feeds }, random)
  const faults = planFaults(options.faults, random)
  const at = { kafka: engines.broker.at, postgres: engines.postgres.at }
  const services = await prepareServices(at, keys, day, { SHOUWANG_KAFKA_PARTITIONS: String(partitions) })
  options.logsIn?.(services.folder)
  const prefix = String(services.environment.SHOUWANG_KAFKA_PREFIX)
  const log = openKafka({ brokers: [engines.broker.at], clientId: 'department', partitions, prefix })
  try {
    return await runWith({ ...options, feeds, load, faults, services, engines, log })
  } finally {
    await services.close()
    await log.close()
  }
}

type Run = Pick<FaultOptions, 'say' | 'families' | 'seed'> & {
  readonly feeds: readonly Feed[]
  readonly load: Load
  readonly faults: readonly PlannedFault[]
  readonly services: Services
  readonly engines: OwnEngines
  readonly log: KafkaLog
}

const runWith = async (run: Run): Promise<FaultReport> => {
  const { feeds, load, faults, services, engines, log } = run
  const say = stamped(run.say)
  const { sql } = services
  const warehouse = String(services.environment.SHOUWANG_CHDB_PATH)
  const processes = superviseProcesses(services)
  await Promise.all((['ingest', 'scoring', 'alert', 'warehouse', 'console'] as const).map(processes.start))
  const sender = openSender({ log, address: processes.console, token: services.token, day })
  for (const [feed, rows] of Object.entries(load.reference)) await sender.sendReference(feed, rows)
  say(`sending ${load.records} records in ${load.parcels.length} parcels`)
  const fate = faultInjector({ processes, engines, warehouse, repeat: repeater(load, sender) })
  const inject = async (fault: PlannedFault): Promise<void> => {
    const { kind, at: _, ...details } = fault
    say(`${kind} ${JSON.stringify(details)}`)
    await fate(fault)
  }
  const started = performance.now()
  await sendLoad({ load, faults, sender, inject, sql, say })
  say('all is sent, and everything runs; waiting until all is judged and copied')
  await untilIdle(log, services, everyRead(feeds))
  const figures = [
    `${load.records} records and ${faults.length} faults in ${Math.round((performance.now() - started) / 1_000)} s`,
    ...[...sender.refusals()].map(([why, count]) => `${count} parcels sent again (${why})`),
  ]
  await processes.stopAll()
  say('settled; comparing with a fold in memory')
  const events = feeds.filter((feed): feed is EventFeed => feed.delivers !== 'reference')
  const region = String(services.environment.SHOUWANG_REGION)
  const verdict = await verdictOn({ load, sql, log, warehouse, feeds: events, region, day, keys, sender })
  const people = run.families === 0 ? nobody : await peopleAsk({ ...run, say })
  return {
    differences: [...processes.failures, ...verdict.differences, ...people.differences],
    figures: [...figures, ...verdict.figures, ...people.figures],
  }
}

const nobody: FaultReport = { differences: [], figures: [] }

/** People work on cases while consoles and casework are killed; no warehouse runs, which has no part in it. */
const peopleAsk = async (run: Run): Promise<FaultReport> => {
  const { services, log, load, seed, families, say } = run
  const reads = everyRead(run.feeds).filter(({ group }) => group !== 'warehouse')
  const idle = () => untilIdle(log, services, reads)
  const { pseudonymKey } = keys
  const done = await runCommands({ services, load, families, seed, pseudonymKey, say, untilIdle: idle })
  const differences = await commandDifferences({ sql: services.sql, log, ...done })
  return { differences: [...done.failures, ...differences], figures: done.figures }
}

/** Each line behind the seconds since the first. */
const stamped = (say: FaultOptions['say']): FaultOptions['say'] => {
  const started = performance.now()
  return (line) => say(`${((performance.now() - started) / 1_000).toFixed(1).padStart(7)} s  ${line}`)
}

/** Sends parcels again, in the order in which they are drawn; each time under a new name. */
const repeater = ({ parcels }: Load, sender: Sender) => {
  let copies = 0
  return async (at: number, shares: readonly number[]): Promise<void> => {
    for (const share of shares) {
      const parcel = parcels[Math.floor(share * at * parcels.length)]
      copies += 1
      if (parcel !== undefined) await sender.send(parcel, copies)
    }
  }
}

/** Looks twice: what is on its way between two looks counts as unsettled. Throws with what lags when it takes too long. */
const untilIdle = async ({ lag }: KafkaLog, { sql }: Services, reads: Reads): Promise<void> => {
  const isIdle = idleCheck({ lag, sql }, reads)
  const until = performance.now() + settleLimitMs
  for (let calm = 0; calm < 2; await sleep(lookEveryMs)) {
    calm = (await isIdle().catch(() => false)) ? calm + 1 : 0
    if (performance.now() < until) continue
    const lags = reads.map(async ({ group, topics }) => `${group} is ${await lag(group, topics)} messages behind`)
    throw new Error(`not settled within ${settleLimitMs / 1_000} s: ${(await Promise.all(lags)).join(', ')}`)
  }
}
