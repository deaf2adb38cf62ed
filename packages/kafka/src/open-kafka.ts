import type { Log } from '@shouwang/flow'
import { Kafka, type LogEntry, logLevel } from 'kafkajs'
import { kafkaSink } from './kafka-sink.ts'
import { kafkaSource } from './kafka-source.ts'
import { topicKeeper } from './topic-keeper.ts'

/** What kafkajs has to say of itself: warnings and errors, each with what it is about. */
export type Saying = (level: 'warn' | 'error', what: string, about: Readonly<Record<string, unknown>>) => void

export type KafkaOptions = {
  readonly brokers: readonly string[]
  /** Names this process to the brokers. */
  readonly clientId: string
  /** How many partitions a topic gets that is created here; more of them let more workers share it. */
  readonly partitions: number
  /** Put before every topic and group, where several installations share a cluster. */
  readonly prefix?: string
  readonly say?: Saying
}

/** The event log on Kafka. Appends and reads connect when they are first needed, and again after every outage. */
export type KafkaLog = Log & {
  /** How many messages of these topics a group has still to commit. */
  readonly lag: (group: string, topics: readonly string[]) => Promise<number>
  /** Creates those topics that are not there yet. */
  readonly createTopics: (topics: readonly string[]) => Promise<void>
  /** Sets a new group behind everything that these topics hold, so that it hears only what is new. */
  readonly startNow: (group: string, topics: readonly string[]) => Promise<void>
  /** Disconnects what appends. Sources are closed by who opened them. */
  readonly close: () => Promise<void>
}

/** kafkajs takes other values where NODE_ENV is `test`. Retries are few: waiting for an engine is the stage's work. */
const retry = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 5, factor: 0.2, multiplier: 2 }

/** Opens the event log on a Kafka cluster. Nothing is asked of the brokers yet. */
export const openKafka = ({ brokers, clientId, partitions, prefix = '', say }: KafkaOptions): KafkaLog => {
  const kafka = new Kafka({
    brokers: [...brokers],
    clientId,
    retry,
    connectionTimeout: 3_000,
    requestTimeout: 30_000,
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => pass(entry, say),
  })
  const keeper = topicKeeper(kafka, partitions)
  const sink = kafkaSink(kafka, keeper)
  const own = (names: readonly string[]): string[] => names.map((name) => prefix + name)
  return {
    append: (topic, messages) => sink.append(prefix + topic, messages),
    source: ({ topics, group }) => kafkaSource(kafka, keeper, { topics: own(topics), group: prefix + group, prefix }),
    lag: (group, topics) => keeper.lag(prefix + group, own(topics)),
    createTopics: (topics) => keeper.ensure(own(topics)),
    startNow: (group, topics) => keeper.startNow(prefix + group, own(topics)),
    close: async () => {
      await sink.close()
      await keeper.close()
    },
  }
}

/** Said of every idempotent producer whose retries end; the sink never uses one again that failed. */
const expected = 'Limiting retries for the idempotent producer may invalidate EoS guarantees'

const pass = ({ level, namespace, log }: LogEntry, say: Saying | undefined): void => {
  const { message, timestamp: _, logger: __, ...about } = log
  if (message === expected) return
  say?.(level === logLevel.ERROR ? 'error' : 'warn', `${namespace}: ${message}`, about)
}
