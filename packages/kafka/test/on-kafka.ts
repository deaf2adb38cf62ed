import { randomUUID } from 'node:crypto'
import { type KafkaLog, openKafka } from '@shouwang/kafka'
import { afterAll, beforeAll, beforeEach, inject, vi } from 'vitest'

/** The Kafka of this run. Without one, every test of the file is skipped and says why. */
export const kafkaForTests = (partitions = 3): KafkaLog => {
  const { at, missing } = inject('engines').kafka
  beforeEach(({ skip }) => skip(at === undefined, `Kafka: ${missing}`))
  const log = openKafka({ brokers: (at ?? '').split(','), clientId: 'test', partitions })
  beforeAll(() => (at === undefined ? undefined : untilGroupsCanBeJoined(log)), patienceMs)
  afterAll(() => log.close())
  return log
}

/** The longest wait for something that must happen; far more than it takes on a busy machine. */
export const patienceMs = 120_000

/** A topic of its own. */
export const newTopic = (): string => `test.${randomUUID()}`

/** A broker that has just started still loads its groups, and refuses whoever joins one. */
const untilGroupsCanBeJoined = (log: KafkaLog): Promise<void> =>
  vi.waitFor(
    async () => {
      const topic = newTopic()
      await log.append(topic, [{ key: 'k', value: 'first' }])
      const source = log.source({ topics: [topic], group: topic })
      try {
        if ((await source.read({ max: 1, waitMs: 10_000 })).length === 0) throw new Error('no message came')
      } finally {
        await source.close()
      }
    },
    { timeout: patienceMs, interval: 500 },
  )
