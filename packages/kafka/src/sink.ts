import { coalesced, EngineAway, type Message, type Sink } from '@shouwang/flow'
import type { Kafka, Producer } from 'kafkajs'
import { outgoing } from './message-codec.ts'
import { partitionOf } from './partition-of.ts'
import type { TopicAdmin } from './topic-admin.ts'

/** Brokers refuse requests above 1 MiB by default. Messages that are cut into several requests keep their order. */
const bytesPerRequest = 768 * 1024
const acksOfAllReplicas = -1

/**
 * Appends durably: every replica in sync has the messages when `append` resolves. Requests go one at a time, so that a topic
 * has the messages in the order of the calls; calls that wait for a request go together in the next one.
 */
export const kafkaSink = (kafka: Kafka, admin: TopicAdmin): Sink & { readonly close: () => Promise<void> } => {
  let connected: Promise<Producer> | undefined
  let waiting: Waiting[] = []

  const send = async (requests: readonly Request[]): Promise<void> => {
    connected ??= connect(kafka)
    const producer = await connected
    for (const { topic, messages } of requests)
      await producer.send({ topic, messages: messages.map(outgoing), acks: acksOfAllReplicas })
  }

  /**
   * A producer that failed is never used again. It takes back the sequence numbers of a batch that the broker may have
   * stored, and would give them to other messages, which the broker would drop as repeats: messages would be lost.
   */
  const dropProducer = (): void => {
    void connected?.then((producer) => producer.disconnect()).catch(() => undefined)
    connected = undefined
  }

  const sendWaiting = coalesced(async (): Promise<void> => {
    const batch = waiting
    waiting = []
    if (batch.length === 0) return
    try {
      await admin.ensure([...new Set(batch.map(({ topic }) => topic))])
      await send(requestsOf(batch))
      for (const { resolve } of batch) resolve()
    } catch (error) {
      dropProducer()
      for (const { reject } of batch) reject(new EngineAway('Kafka', error))
    }
  })

  return {
    append: (topic, messages) =>
      messages.length === 0
        ? Promise.resolve()
        : new Promise((resolve, reject) => {
            waiting.push({ topic, messages, resolve, reject })
            void sendWaiting()
          }),
    close: async () => {
      await sendWaiting()
      dropProducer()
    },
  }
}

type Waiting = {
  readonly topic: string
  readonly messages: readonly Message[]
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

type Request = { readonly topic: string; readonly messages: Message[] }

const requestsOf = (batch: readonly Waiting[]): readonly Request[] => {
  const requests: Request[] = []
  let bytes = 0
  for (const { topic, messages } of batch) {
    for (const message of messages) {
      const size = Buffer.byteLength(message.value) + message.key.length
      const last = requests.at(-1)
      if (last !== undefined && last.topic === topic && bytes + size <= bytesPerRequest) {
        last.messages.push(message)
        bytes += size
      } else {
        requests.push({ topic, messages: [message] })
        bytes = size
      }
    }
  }
  return requests
}

const connect = async (kafka: Kafka): Promise<Producer> => {
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    createPartitioner: () => partitionOf,
  })
  await producer.connect()
  return producer
}
