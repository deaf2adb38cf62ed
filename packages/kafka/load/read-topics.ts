/**
 * How fast topics can be read and their JSON parsed: `node packages/kafka/load/read-topics.ts kafkajs|our-source BROKERS
 * PREFIX TOPIC,…` prints messages, seconds and processor seconds as JSON. `kafkajs` is the client without anything of ours.
 */
import { randomUUID } from 'node:crypto'
import { Kafka, logLevel } from 'kafkajs'
import { openKafka } from '../src/index.ts'

const [how, brokers = '', prefix = '', topicList = ''] = process.argv.slice(2)
const names = topicList.split(',')
const group = `reading-${randomUUID()}`
const kafka = new Kafka({ brokers: brokers.split(','), clientId: 'reading', logLevel: logLevel.NOTHING })

const countOf = async (topics: readonly string[]): Promise<number> => {
  const admin = kafka.admin()
  await admin.connect()
  const ends = await Promise.all(topics.map((topic) => admin.fetchTopicOffsets(topic)))
  await admin.disconnect()
  return ends.flat().reduce((sum, { low, high }) => sum + Number(high) - Number(low), 0)
}

/** Counts from the first message to the last. */
const counting = (expected: number) => {
  const finished = Promise.withResolvers<void>()
  let [read, startedAt, spentBefore] = [0, 0, process.cpuUsage()]
  return {
    finished: finished.promise,
    take: (values: readonly (Buffer | string | null)[]): void => {
      if (read === 0) [startedAt, spentBefore] = [performance.now(), process.cpuUsage()]
      for (const value of values) JSON.parse(String(value))
      read += values.length
      if (read === expected) finished.resolve()
    },
    print: (): void => {
      const { user, system } = process.cpuUsage(spentBefore)
      const seconds = (performance.now() - startedAt) / 1000
      console.log(JSON.stringify({ messages: read, seconds, processorSeconds: (user + system) / 1e6 }))
    },
  }
}

const topics = names.map((name) => prefix + name)
const { take, finished, print } = counting(await countOf(topics))
if (how === 'kafkajs') {
  const consumer = kafka.consumer({ groupId: group })
  await consumer.connect()
  await consumer.subscribe({ topics, fromBeginning: true })
  await consumer.run({ eachBatch: async ({ batch }) => take(batch.messages.map(({ value }) => value)) })
  await finished
  print()
  await consumer.disconnect()
} else {
  const source = openKafka({ brokers: brokers.split(','), clientId: 'reading', partitions: 1, prefix }).source({
    topics: names,
    group,
  })
  let done = false
  void finished.then(() => {
    done = true
  })
  while (!done) {
    const messages = await source.read({ max: 2_000, waitMs: 1_000 })
    take(messages.map(({ value }) => value))
    await source.commit(messages)
  }
  print()
  await source.close()
}
process.exit(0)
