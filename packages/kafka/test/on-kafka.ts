import { randomUUID } from 'node:crypto'
import { type KafkaLog, openKafka } from '@shouwang/kafka'
import { afterAll, beforeEach, inject } from 'vitest'

/** The Kafka of this run. Without one, every test of the file is skipped and says why. */
export const kafkaForTests = (partitions = 3): KafkaLog => {
  const { at, missing } = inject('engines').kafka
  beforeEach(({ skip }) => skip(at === undefined, `Kafka: ${missing}`))
  const log = openKafka({ brokers: (at ?? '').split(','), clientId: 'test', partitions })
  afterAll(() => log.close())
  return log
}

/** The longest wait for something that must happen; far more than it takes on a busy machine. */
export const patienceMs = 120_000

/** A topic of its own. */
export const newTopic = (): string => `test.${randomUUID()}`
