import type { Message, Origin, Received } from '@shouwang/flow'
import type { KafkaMessage, Message as Outgoing } from 'kafkajs'

const originHeader = 'shouwang-origin'

/** A message as Kafka carries it; its origin travels in a header. */
export const outgoing = ({ key, value, origin }: Message): Outgoing => ({
  key,
  value,
  ...(origin === undefined
    ? {}
    : { headers: { [originHeader]: `${origin.sequence}/${origin.index}/${origin.producer}` } }),
})

/** A message as it came. Anybody may produce to a topic of records, so an origin that does not read as one is none. */
export const incoming = (topic: string, partition: number, message: KafkaMessage): Received => {
  const header = message.headers?.[originHeader]
  const origin = header === undefined ? undefined : originOf(String(header))
  return {
    topic,
    partition,
    offset: Number(message.offset),
    key: message.key?.toString() ?? '',
    value: message.value?.toString() ?? '',
    writtenAtMs: Number(message.timestamp),
    ...(origin === undefined ? {} : { origin }),
  }
}

const originOf = (written: string): Origin | undefined => {
  const [, sequence, index, producer] = /^(\d{1,15})\/(\d{1,15})\/(\P{C}{1,200})$/u.exec(written) ?? []
  return producer === undefined ? undefined : { producer, sequence: Number(sequence), index: Number(index) }
}
