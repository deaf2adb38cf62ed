/**
 * Removes consumer groups and topics, so that the next one starts anew: `node packages/kafka/load/forget.ts BROKERS
 * GROUP,… TOPIC,…`. What is not there is passed over.
 */
import { Kafka, logLevel } from 'kafkajs'

const listed = (text: string | undefined): string[] => (text ?? '').split(',').filter(Boolean)
const [brokers, groups, topics] = process.argv.slice(2).map(listed)
const admin = new Kafka({ brokers: brokers ?? [], clientId: 'forgetting', logLevel: logLevel.NOTHING }).admin()
await admin.connect()
const there = new Set((await admin.listGroups()).groups.map(({ groupId }) => groupId))
await admin.deleteGroups((groups ?? []).filter((group) => there.has(group)))
const known = new Set(await admin.listTopics())
const gone = (topics ?? []).filter((topic) => known.has(topic))
if (gone.length > 0) await admin.deleteTopics({ topics: gone })
await admin.disconnect()
