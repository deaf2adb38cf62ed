import { setTimeout as sleep } from 'node:timers/promises'
import kafkajs, { type Admin, type Kafka } from 'kafkajs'

const { ConfigResourceTypes } = kafkajs

/** Administers topics and the offsets of groups. */
export type TopicAdmin = {
  /** Creates those topics that are not there yet. */
  readonly ensure: (topics: readonly string[]) => Promise<void>
  /** How many messages of these topics a group has still to commit; a topic that is not there has none. */
  readonly lag: (group: string, topics: readonly string[]) => Promise<number>
  /** From where a group goes on, by topic and partition: what it committed, else the oldest message that is kept. */
  readonly starts: (group: string, topics: readonly string[]) => Promise<ReadonlyMap<string, number>>
  /**
   * The offsets, by topic and partition, to which a group has to go back whose own store stands at `saved`: where it has committed
   * more than that, as far as messages are kept. The store is asked last, since it is never behind what was committed before.
   */
  readonly putBacks: (
    group: string,
    topics: readonly string[],
    saved: () => Promise<ReadonlyMap<string, number>>,
  ) => Promise<ReadonlyMap<string, number>>
  /** Sets a new group behind everything that these topics hold. */
  readonly startNow: (group: string, topics: readonly string[]) => Promise<void>
  /** Sets after how many days topics forget; null keeps everything. A topic that is not there is left out. */
  readonly forgetAfter: (days: ReadonlyMap<string, number | null>) => Promise<void>
  /** Where each partition of these topics ends, by its name; a topic that is not there has none. */
  readonly ends: (topics: readonly string[]) => Promise<ReadonlyMap<string, number>>
  /** Deletes what stands before these offsets, by the name of the partition, for whoever reads. */
  readonly deleteBefore: (offsets: ReadonlyMap<string, number>) => Promise<void>
  readonly close: () => Promise<void>
}

/** A month, longer than any planned outage. Older messages are only in the warehouse. */
const retentionDays = 30
const largestMessageBytes = 8 * 1024 * 1024

/** The name of a partition in maps. */
export const partitionName = (topic: string, partition: number): string => `${topic}/${partition}`

const partitionOfName = (name: string): { readonly topic: string; readonly partition: number } => {
  const at = name.lastIndexOf('/')
  return { topic: name.slice(0, at), partition: Number(name.slice(at + 1)) }
}

/** Connects when it is first asked; `partitions` is what a topic gets that is created here. */
export const topicAdmin = (kafka: Kafka, partitions: number): TopicAdmin => {
  const known = new Set<string>()
  let connected: Promise<Admin> | undefined

  /** A client whose connection failed is dropped: the next question connects anew. */
  const withAdmin = async <T>(work: (admin: Admin) => Promise<T>): Promise<T> => {
    connected ??= connect(kafka)
    const mine = connected
    try {
      return await work(await mine)
    } catch (error) {
      if (connected === mine) connected = undefined
      void mine.then((admin) => admin.disconnect()).catch(() => undefined)
      throw error
    }
  }

  const committedOf = async (admin: Admin, group: string, topics: readonly string[]) =>
    new Map(
      (await admin.fetchOffsets({ groupId: group, topics: [...topics] })).flatMap(({ topic, partitions: of }) =>
        of.map(({ partition, offset }) => [partitionName(topic, partition), Number(offset)] as const),
      ),
    )

  const self: TopicAdmin = {
    ensure: async (topics) => {
      const unknown = topics.filter((topic) => !known.has(topic))
      if (unknown.length === 0) return
      await withAdmin(async (admin) => {
        const there = new Set(await admin.listTopics())
        const missing = unknown.filter((topic) => !there.has(topic))
        if (missing.length === 0) return
        await createAll(admin, missing, partitions)
      })
      for (const topic of unknown) known.add(topic)
    },
    lag: (group, topics) =>
      withAdmin(async (admin) => {
        const there = new Set(await admin.listTopics())
        const some = topics.filter((topic) => there.has(topic))
        if (some.length === 0) return 0
        const committed = await committedOf(admin, group, some)
        const lags = some.map(async (topic) =>
          (await admin.fetchTopicOffsets(topic)).map(({ partition, high, low }) => {
            const done = committed.get(partitionName(topic, partition)) ?? -1
            return Number(high) - Math.max(done, Number(low))
          }),
        )
        return (await Promise.all(lags)).flat().reduce((sum, behind) => sum + behind, 0)
      }),
    starts: (group, topics) =>
      withAdmin(async (admin) => {
        const starts = await committedOf(admin, group, topics)
        for (const topic of topics) {
          for (const { partition, low } of await admin.fetchTopicOffsets(topic)) {
            const name = partitionName(topic, partition)
            starts.set(name, Math.max(starts.get(name) ?? -1, Number(low)))
          }
        }
        return starts
      }),
    putBacks: (group, topics, saved) =>
      withAdmin(async (admin) => {
        const committed = await committedOf(admin, group, topics)
        const stands = await saved()
        const back = new Map<string, number>()
        for (const topic of topics) {
          for (const { partition, low } of await admin.fetchTopicOffsets(topic)) {
            const name = partitionName(topic, partition)
            const next = Math.max(stands.get(name) ?? 0, Number(low))
            if ((committed.get(name) ?? -1) > next) back.set(name, next)
          }
        }
        return back
      }),
    startNow: async (group, topics) => {
      await self.ensure(topics)
      await withAdmin(async (admin) => {
        for (const topic of topics) {
          const ends = await admin.fetchTopicOffsets(topic)
          const partitions = ends.map(({ partition, high }) => ({ partition, offset: high }))
          await admin.setOffsets({ groupId: group, topic, partitions })
        }
      })
    },
    forgetAfter: (days) => withAdmin((admin) => forgetAfter(admin, days)),
    ends: (topics) => withAdmin((admin) => endsOf(admin, topics)),
    deleteBefore: (offsets) => withAdmin((admin) => deleteBefore(admin, offsets)),
    close: async () => {
      const disconnected = connected?.then((admin) => admin.disconnect()).catch(() => undefined)
      await Promise.race([disconnected, sleep(disconnectLimitMs, undefined, { ref: false })])
    },
  }
  return self
}

const mostAttempts = 20
/** A broker that is away may never answer. */
const disconnectLimitMs = 5_000
const betweenAttemptsMs = 100

/** Tries again where another process creates one of the topics at the same moment: the broker then refuses it here and does not know it yet. */
const createAll = async (admin: Admin, names: readonly string[], numPartitions: number): Promise<void> => {
  const topics = names.map((topic) => ({ topic, numPartitions, configEntries: topicSettings }))
  for (let attempt = 1; ; attempt++) {
    try {
      await admin.createTopics({ waitForLeaders: true, topics })
      return
    } catch (error) {
      if (attempt === mostAttempts || (error as { type?: string }).type !== 'UNKNOWN_TOPIC_OR_PARTITION') throw error
      await sleep(betweenAttemptsMs)
    }
  }
}

const endsOf = async (admin: Admin, topics: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const there = new Set(await admin.listTopics())
  const ends = new Map<string, number>()
  for (const topic of topics.filter((name) => there.has(name)))
    for (const { partition, high } of await admin.fetchTopicOffsets(topic))
      ends.set(partitionName(topic, partition), Number(high))
  return ends
}

/** What is gone already is not asked for again: a broker refuses an offset before its oldest. */
const deleteBefore = async (admin: Admin, offsets: ReadonlyMap<string, number>): Promise<void> => {
  const there = new Set(await admin.listTopics())
  const asked = [...offsets].map(([name, offset]) => ({ ...partitionOfName(name), offset }))
  for (const [topic, parts] of Map.groupBy(asked, (one) => one.topic)) {
    if (!there.has(topic)) continue
    const oldest = new Map(
      (await admin.fetchTopicOffsets(topic)).map(({ partition, low }) => [partition, Number(low)] as const),
    )
    const partitions = parts
      .filter(({ partition, offset }) => (oldest.get(partition) ?? offset) < offset)
      .map(({ partition, offset }) => ({ partition, offset: String(offset) }))
    if (partitions.length > 0) await admin.deleteTopicRecords({ topic, partitions })
  }
}

const retentionSetting = 'retention.ms'
/** A broker deletes whole segments, and the one that it writes never: they are begun so often that a term is kept to a tenth. */
const segmentSetting = 'segment.ms'
const segmentsPerTerm = 10
const dayMs = 24 * 60 * 60 * 1_000
/** Written by somebody for this topic, and not a default of the broker. */
const ownSetting = 1

/** Only topics that forget otherwise are changed, and their other settings are written again: a broker takes what is left out for unset. */
const forgetAfter = async (admin: Admin, days: ReadonlyMap<string, number | null>): Promise<void> => {
  const there = new Set(await admin.listTopics())
  const names = [...days.keys()].filter((topic) => there.has(topic))
  if (names.length === 0) return
  const type = ConfigResourceTypes.TOPIC
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: names.map((name) => ({ type, name })),
  })
  const changed = resources.flatMap(({ resourceName: name, configEntries }) => {
    const wanted = settingsFor(days.get(name) ?? null)
    const has = ({ name: setting, value }: (typeof wanted)[number]): boolean =>
      configEntries.some((entry) => entry.configName === setting && entry.configValue === value)
    if (wanted.every(has)) return []
    const others = configEntries.filter(
      ({ configName, configSource }) =>
        !wanted.some((setting) => setting.name === configName) && Number(configSource) === ownSetting,
    )
    const entries = others.map(({ configName, configValue }) => ({ name: configName, value: configValue }))
    return [{ type, name, configEntries: [...entries, ...wanted] }]
  })
  if (changed.length > 0) await admin.alterConfigs({ validateOnly: false, resources: changed })
}

/** What a topic is told that forgets after so many days; null keeps everything. */
const settingsFor = (days: number | null): { readonly name: string; readonly value: string }[] =>
  days === null
    ? [{ name: retentionSetting, value: '-1' }]
    : [
        { name: retentionSetting, value: String(days * dayMs) },
        { name: segmentSetting, value: String((days * dayMs) / segmentsPerTerm) },
      ]

const connect = async (kafka: Kafka): Promise<Admin> => {
  const admin = kafka.admin()
  await admin.connect()
  return admin
}

/** The broker unpacks what departments compressed, once for all who read it. */
const topicSettings = [
  { name: 'compression.type', value: 'uncompressed' },
  ...settingsFor(retentionDays),
  { name: 'max.message.bytes', value: String(largestMessageBytes) },
]
