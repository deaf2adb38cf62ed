import { EngineAway, type Message, type Sink } from '@shouwang/flow'
import type { Kafka, Producer } from 'kafkajs'
import { outgoing } from './message-codec.ts'
import { partitionOf } from './partition-of.ts'
import type { TopicKeeper } from './topic-keeper.ts'

/** A broker refuses larger batches; what is cut here arrives in its order all the same. */
const bytesPerRequest = 768 * 1024
const acksOfAllReplicas = -1

/**
 * Appends durably: every replica in sync has the messages when `append` resolves. Appends of one process go one after the
 * other, so that a topic has them in the order in which they were asked for; what waits meanwhile goes together.
 */
export const kafkaSink = (kafka: Kafka, keeper: TopicKeeper): Sink & { readonly close: () => Promise<void> } => {
  let connected: Promise<Producer> | undefined
  let waiting: Waiting[] = []
  let sending: Promise<void> = Promise.resolve()

  const send = async (requests: readonly Request[]): Promise<void> => {
    connected ??= connect(kafka)
    const producer = await connected
    for (const { topic, messages } of requests)
      await producer.send({ topic, messages: messages.map(outgoing), acks: acksOfAllReplicas })
  }

  /**
   * A producer that failed is not used again: it counts a batch back that the broker may have, and would give its numbers
   * to other messages, which the broker then takes for repeats and drops.
   */
  const forget = (): void => {
    void connected?.then((producer) => producer.disconnect()).catch(() => undefined)
    connected = undefined
  }

  const sendWaiting = async (): Promise<void> => {
    const batch = waiting
    waiting = []
    if (batch.length === 0) return
    try {
      await keeper.ensure([...new Set(batch.map(({ topic }) => topic))])
      await send(requestsOf(batch))
      for (const { resolve } of batch) resolve()
    } catch (error) {
      forget()
      for (const { reject } of batch) reject(new EngineAway('Kafka', error))
    }
  }

  return {
    append: (topic, messages) =>
      messages.length === 0
        ? Promise.resolve()
        : new Promise((resolve, reject) => {
            waiting.push({ topic, messages, resolve, reject })
            sending = sending.then(sendWaiting)
          }),
    close: async () => {
      await sending
      forget()
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
