import { randomUUID } from 'node:crypto'
import { RawRecord, recordsTopic, topics } from '@shouwang/contracts'
import type { KafkaLog } from '@shouwang/kafka'
import { messageName } from '../journeys/warehouse-counts.ts'

const waitMs = 1_000
const batch = 5_000

/** Calls `take` with every message of some topics, whoever else has read them. */
export const readTopics = async (
  log: KafkaLog,
  names: readonly string[],
  take: (topic: string, value: string) => void,
): Promise<void> => {
  const group = `faults-${randomUUID()}`
  const source = log.source({ topics: names, group })
  for (;;) {
    const messages = await source.read({ max: batch, waitMs })
    for (const { topic, value } of messages) take(topic, value)
    if (messages.length > 0) await source.commit(messages)
    else if ((await log.lag(group, names)) === 0) break
  }
  await source.close()
}

/** The names of the different messages that the program wrote, by topic. */
export const writtenMessages = async (log: KafkaLog): Promise<ReadonlyMap<string, ReadonlySet<string>>> => {
  const written = new Map<string, Set<string>>(Object.values(topics).map((topic) => [topic, new Set()]))
  await readTopics(log, [...written.keys()], (topic, value) => {
    written.get(topic)?.add(messageName(topic, value))
  })
  return written
}

/** How many rows departments produced themselves, by feed. */
export const producedRows = async (log: KafkaLog, feeds: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const byTopic = new Map(feeds.map((feed) => [recordsTopic(feed), feed]))
  const produced = new Map(feeds.map((feed) => [feed, 0]))
  await readTopics(log, [...byTopic.keys()], (topic, value) => {
    const feed = byTopic.get(topic)
    if (feed === undefined || RawRecord.safeParse(JSON.parse(value)).success) return
    produced.set(feed, (produced.get(feed) ?? 0) + 1)
  })
  return produced
}
