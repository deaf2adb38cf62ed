import { setTimeout as sleep } from 'node:timers/promises'
import type { everyRead } from '@shouwang/console'
import kafkajs, { type Admin } from 'kafkajs'

/** How consumer groups are put back: to a moment (milliseconds since 1970). */
export type SetBack = { readonly broker: string; readonly prefix: string; readonly reads: ReturnType<typeof everyRead> }

/** Puts the offsets of every group back to a moment, as `kafka-consumer-groups --reset-offsets --to-datetime` does. Gives the messages. */
export const setBackTo = async ({ broker, prefix, reads }: SetBack, momentMs: number): Promise<number> => {
  const admin = new kafkajs.Kafka({ brokers: [broker], clientId: 'drill', logLevel: kafkajs.logLevel.NOTHING }).admin()
  await admin.connect()
  try {
    const there = new Set(await admin.listTopics())
    await untilEmpty(
      admin,
      reads.map(({ group }) => prefix + group),
    )
    let back = 0
    for (const { group, topics } of reads) {
      for (const topic of topics.map((name) => prefix + name).filter((name) => there.has(name))) {
        const before = new Map(
          (await admin.fetchOffsets({ groupId: prefix + group, topics: [topic] })).flatMap(({ partitions }) =>
            partitions.map(({ partition, offset }) => [partition, Number(offset)] as const),
          ),
        )
        const partitions = await admin.fetchTopicOffsetsByTimestamp(topic, momentMs)
        const ahead = partitions.reduce(
          (sum, { partition, offset }) => sum + Math.max(0, (before.get(partition) ?? -1) - Number(offset)),
          0,
        )
        // Each call joins the group and leaves it again, which takes seconds: topics that stand there already are left.
        if (ahead > 0) await admin.setOffsets({ groupId: prefix + group, topic, partitions })
        back += ahead
      }
    }
    return back
  } finally {
    await admin.disconnect()
  }
}

/** A service that was killed counts as a member for its session timeout (15 s); a group with members keeps its offsets. */
const untilEmpty = async (admin: Admin, groupIds: readonly string[]): Promise<void> => {
  for (;;) {
    const { groups } = await admin.describeGroups([...groupIds])
    if (groups.every(({ state }) => state === 'Empty' || state === 'Dead')) return
    await sleep(200)
  }
}
