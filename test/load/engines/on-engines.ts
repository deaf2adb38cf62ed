import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { everyRead } from '@shouwang/console'
import { obtainEngines } from '@shouwang/engines'
import { loadFeeds } from '@shouwang/feeds'
import { type KafkaLog, openKafka } from '@shouwang/kafka'
import { prepareServices, type RunningService, type ServiceName, type Services } from '../../journeys/services.ts'
import { countOf } from '../count-of.ts'
import { progress, today } from '../installation.ts'
import { type Usage, usageOf } from './process-tree.ts'

/** How many processes of each service there are, and a folder for processor profiles of all of them, if any. */
export type Setting = {
  readonly counts: Readonly<Record<ServiceName, number>>
  readonly profiles: string | undefined
}

type Batches = { readonly batches: number; readonly messages: number; readonly seconds: number }

/** An installation on engines, with what measuring it needs. */
export type OnEngines = {
  readonly services: Services
  /** The log as a department reaches it, with the topics of this installation. */
  readonly log: KafkaLog
  readonly groups: ReturnType<typeof everyRead>
  /** Starts all the processes of these services. */
  readonly start: (...names: readonly ServiceName[]) => Promise<readonly RunningService[]>
  /** How many batches each service has handled so far, and how long they took, from its metrics. */
  readonly batches: () => Promise<ReadonlyMap<string, Batches>>
  /** What each service and engine uses now, by name; engines that run elsewhere are not there. */
  readonly usage: () => Promise<ReadonlyMap<string, Usage>>
}

/** How many partitions every topic of a measurement has. */
export const partitions = 4

/** Reads how many of each service to start, and where to put profiles, from the arguments of a script. */
export const settingOf = (args: readonly string[]): { setting: Setting; positionals: string[] } => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      ingest: { type: 'string', default: '1' },
      scoring: { type: 'string', default: '2' },
      profiles: { type: 'string' },
    },
  })
  const counts = {
    ingest: countOf('--ingest', values.ingest),
    scoring: countOf('--scoring', values.scoring),
    alert: 1,
    warehouse: 1,
    console: 1,
  }
  return { setting: { counts, profiles: values.profiles }, positionals }
}

/** Engines that were obtained, with what they lack and how to end them. */
export type Engines = Awaited<ReturnType<typeof obtainEngines>>

/** Runs `work` on engines and clears up after it. @throws Error when there is no Kafka or no PostgreSQL to be had. */
export const onEngines = async (setting: Setting, work: (running: OnEngines) => Promise<void>): Promise<void> => {
  const engines = await obtainEngines(process.env)
  try {
    await onThese(engines, setting, work)
  } finally {
    await engines.end()
  }
}

/**
 * Runs `work` on a new installation of engines that stay, and clears up after it. `topicsOf` is the prefix of an earlier
 * installation whose topics it takes over; its database is a new one, and topics are created as they are written. @throws Error when Kafka or PostgreSQL is missing.
 */
export const onThese = async <Result>(
  { addresses: { kafka, postgres }, processes, missing }: Engines,
  setting: Setting,
  work: (running: OnEngines) => Promise<Result>,
  topicsOf?: string,
): Promise<Result> => {
  if (kafka === undefined) throw new Error(`no Kafka: ${missing.kafka}`)
  if (postgres === undefined) throw new Error(`no PostgreSQL: ${missing.postgres}`)
  const [pseudonymKey, vaultKey] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')]
  const services = await prepareServices({ kafka, postgres }, { pseudonymKey, vaultKey }, today, {
    SHOUWANG_KAFKA_PARTITIONS: String(partitions),
    SHOUWANG_LOG_LEVEL: 'info',
    ...(topicsOf === undefined ? {} : { SHOUWANG_KAFKA_PREFIX: topicsOf }),
    ...(setting.profiles === undefined ? {} : { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${setting.profiles}` }),
  })
  const prefix = services.environment.SHOUWANG_KAFKA_PREFIX ?? ''
  const log = openKafka({ brokers: kafka.split(','), clientId: 'department', partitions, prefix })
  const running = runningOn(setting, services, log, processes)
  try {
    if (topicsOf === undefined) await log.createTopics([...new Set(running.groups.flatMap(({ topics }) => topics))])
    return await work(running)
  } finally {
    await log.close()
    await services.close()
  }
}

const runningOn = (
  { counts }: Setting,
  services: Services,
  log: KafkaLog,
  engines: Readonly<Record<string, number>>,
): OnEngines => {
  const started: RunningService[] = []
  return {
    services,
    log,
    groups: everyRead(loadFeeds()),
    start: async (...names) => {
      const wanted = names.flatMap((name) => new Array<ServiceName>(counts[name]).fill(name))
      const running = await Promise.all(wanted.map((name) => services.start(name)))
      progress(`started ${wanted.join(', ')}`)
      started.push(...running)
      return running
    },
    batches: () => batchesOf(started),
    usage: async () => {
      const pids = Map.groupBy(
        [
          ...Object.entries(engines),
          ...started.flatMap(({ name, child }) => (child.pid === undefined ? [] : [[name, child.pid] as const])),
        ],
        ([name]) => name,
      )
      const sums = [...pids].map(async ([name, all]) => [name, await sum(all.map(([, pid]) => pid))] as const)
      return new Map(await Promise.all(sums))
    },
  }
}

const sum = async (pids: readonly number[]): Promise<Usage> => {
  const all = await Promise.all(pids.map(usageOf))
  return {
    processorSeconds: all.reduce((total, { processorSeconds }) => total + processorSeconds, 0),
    residentBytes: all.reduce((total, { residentBytes }) => total + residentBytes, 0),
  }
}

const batchesOf = async (services: readonly RunningService[]): Promise<ReadonlyMap<string, Batches>> => {
  const alive = services.filter(({ child }) => child.exitCode === null)
  const read = await Promise.all(
    alive.map(async ({ name, operations }) => [name, await metricsOf(operations)] as const),
  )
  const sums = new Map<string, Batches>()
  for (const [name, metrics] of read) {
    const of = (metric: string): number =>
      Number(new RegExp(`^${metric}\\{stage="${name}"\\} (\\S+)$`, 'm').exec(metrics)?.[1] ?? 0)
    const { batches, messages, seconds } = sums.get(name) ?? { batches: 0, messages: 0, seconds: 0 }
    sums.set(name, {
      batches: batches + of('flow_batch_seconds_count'),
      messages: messages + of('flow_messages_total'),
      seconds: seconds + of('flow_batch_seconds_sum'),
    })
  }
  return sums
}

const metricsOf = async (operations: string): Promise<string> => (await fetch(`${operations}/metrics`)).text()
