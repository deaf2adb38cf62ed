import type { Log } from '@shouwang/flow'
import { Kafka, type KafkaConfig, type LogEntry, logLevel, type SASLOptions } from 'kafkajs'
import { registerCodecs } from './codecs.ts'
import { kafkaSink } from './sink.ts'
import { kafkaSource } from './source.ts'
import { topicAdmin } from './topic-admin.ts'

/** Takes the warnings and errors of kafkajs, each with what it is about. */
type KafkaLogger = (level: 'warn' | 'error', what: string, about: Readonly<Record<string, unknown>>) => void

/** How the brokers are reached: by TLS, with a certificate authority of the city's own where it has one, and as whom. */
export type KafkaSecurity = {
  readonly tls: boolean
  /** Certificates of authorities in PEM; those that Node knows when omitted. */
  readonly authorities?: string | undefined
  readonly login?: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'
    readonly username: string
    readonly password: string
  }
}

export type KafkaOptions = {
  readonly brokers: readonly string[]
  /** Names this process to the brokers. */
  readonly clientId: string
  /** How many partitions a topic gets that is created here; more of them let more workers share it. */
  readonly partitions: number
  /** Put before every topic and group, where several installations share a cluster. */
  readonly prefix?: string
  readonly security?: KafkaSecurity | undefined
  readonly logger?: KafkaLogger
}

/** The event log on Kafka. Appends and reads connect when they are first needed, and again after every outage. */
export type KafkaLog = Log & {
  /** How many messages of these topics a group has still to commit. */
  readonly lag: (group: string, topics: readonly string[]) => Promise<number>
  /** Creates those topics that are not there yet. */
  readonly createTopics: (topics: readonly string[]) => Promise<void>
  /** Sets a new group behind everything that these topics hold, so that it reads only what comes from now on. */
  readonly startNow: (group: string, topics: readonly string[]) => Promise<void>
  /** Sets after how many days topics forget; null keeps everything. A topic that is not there is left out. */
  readonly forgetAfter: (days: ReadonlyMap<string, number | null>) => Promise<void>
  /** Where each partition of these topics ends, by `topic/partition`; a topic that is not there has none. */
  readonly ends: (topics: readonly string[]) => Promise<ReadonlyMap<string, number>>
  /** Whether a group has committed everything before these ends; those of topics that it does not read are not looked at. */
  readonly hasRead: (group: string, topics: readonly string[], ends: ReadonlyMap<string, number>) => Promise<boolean>
  /** Deletes what stands before these offsets, by `topic/partition`: nobody reads it any more. */
  readonly deleteBefore: (offsets: ReadonlyMap<string, number>) => Promise<void>
  /** Disconnects the producer and the admin client. Sources are closed by whoever opened them. */
  readonly close: () => Promise<void>
}

/** Given in full, since kafkajs takes other defaults where NODE_ENV is `test`. Few retries: the stage waits for an engine that is away. */
const retry = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 5, factor: 0.2, multiplier: 2 }

/** Opens the event log on a Kafka cluster. Nothing is asked of the brokers yet. */
export const openKafka = ({ brokers, clientId, partitions, prefix = '', security, logger }: KafkaOptions): KafkaLog => {
  registerCodecs()
  const kafka = new Kafka({
    brokers: [...brokers],
    clientId,
    ...securedBy(security),
    retry,
    connectionTimeout: 3_000,
    requestTimeout: 30_000,
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => pass(entry, logger),
  })
  const admin = topicAdmin(kafka, partitions)
  const sink = kafkaSink(kafka, admin)
  const own = (names: readonly string[]): string[] => names.map((name) => prefix + name)
  return {
    append: (topic, messages) => sink.append(prefix + topic, messages),
    source: ({ topics, group, savedUpTo }) =>
      kafkaSource(kafka, admin, { topics: own(topics), group: prefix + group, prefix, savedUpTo }),
    lag: (group, topics) => admin.lag(prefix + group, own(topics)),
    createTopics: (topics) => admin.ensure(own(topics)),
    forgetAfter: (days) => admin.forgetAfter(new Map([...days].map(([topic, kept]) => [prefix + topic, kept]))),
    ends: async (topics) => {
      const ends = await admin.ends(own(topics))
      return new Map([...ends].map(([name, end]) => [name.slice(prefix.length), end]))
    },
    hasRead: async (group, topics, ends) => {
      const read = topics.filter((topic) => [...ends.keys()].some((name) => name.startsWith(`${topic}/`)))
      const starts = await admin.starts(prefix + group, own(read))
      return [...ends].every(([name, end]) => {
        const isRead = read.some((topic) => name.startsWith(`${topic}/`))
        return !isRead || end === 0 || (starts.get(prefix + name) ?? 0) >= end
      })
    },
    deleteBefore: (offsets) => admin.deleteBefore(new Map([...offsets].map(([name, at]) => [prefix + name, at]))),
    startNow: (group, topics) => admin.startNow(prefix + group, own(topics)),
    close: async () => {
      await sink.close()
      await admin.close()
    },
  }
}

const securedBy = (security: KafkaSecurity | undefined): Pick<KafkaConfig, 'ssl' | 'sasl'> => {
  if (security === undefined) return {}
  const { tls, authorities, login } = security
  return {
    ssl: tls && authorities !== undefined ? { ca: [authorities] } : tls,
    ...(login === undefined ? {} : { sasl: login as SASLOptions }),
  }
}

/** kafkajs warns so of every idempotent producer with limited retries. Harmless here: the sink drops a producer that failed. */
const harmless = 'Limiting retries for the idempotent producer may invalidate EoS guarantees'

const pass = ({ level, namespace, log }: LogEntry, logger: KafkaLogger | undefined): void => {
  const { message, timestamp: _, logger: __, ...about } = log
  if (message === harmless) return
  logger?.(level === logLevel.ERROR ? 'error' : 'warn', `${namespace}: ${message}`, about)
}
