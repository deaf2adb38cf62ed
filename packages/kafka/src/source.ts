import { setTimeout as sleep } from 'node:timers/promises'
import { EngineAway, type Received, type Source, type SourceOptions } from '@shouwang/flow'
import type { Consumer, EachBatchPayload, Kafka, OffsetsByTopicPartition } from 'kafkajs'
import { type Assignment, openAssignment } from './assignment.ts'
import { messageBuffer } from './message-buffer.ts'
import { incoming } from './message-codec.ts'
import { partitionName, type TopicAdmin } from './topic-admin.ts'

const sessionTimeout = 15_000
const timing = {
  sessionTimeout,
  rebalanceTimeout: 30_000,
  heartbeatInterval: 2_000,
  /** How long a resumed partition may have to wait for the fetch that is under way. */
  maxWaitTimeInMs: 250,
  maxBytesPerPartition: 1024 * 1024,
  maxBytes: 8 * 1024 * 1024,
}
const silenceLimitMs = sessionTimeout + 5_000
const restartAfterMs = 1_000
const disconnectLimitMs = 5_000

/** A partition as kafkajs names it, with the topic's own name. */
type Fetching = { readonly own: string; readonly topic: string; readonly partitions: number[] }

/** One membership of the group, from one join to the next. */
type Membership = {
  readonly assigned: readonly { readonly topic: string; readonly partitions: number[] }[]
  readonly assignment: Promise<Assignment>
  /** The assignment once it is known: what the reader was given and may commit. */
  current?: Assignment
  /** Commits in the present generation, once, without trying again in the next one. */
  commit?: (offsets: OffsetsByTopicPartition) => Promise<void>
}

/**
 * Reads topics as a member of a group. kafkajs fetches into a bounded buffer and heartbeats on its own, however long the
 * reader takes over a batch. A full buffer pauses all partitions, and one that fills it alone is paused alone: whoever sends
 * a million rows keeps nobody else's from being fetched. When kafkajs gives up, it is started anew.
 */
export const kafkaSource = (
  kafka: Kafka,
  admin: TopicAdmin,
  { topics, group, prefix, savedUpTo }: SourceOptions & { readonly prefix: string },
): Source => {
  const buffer = messageBuffer()
  let membership: Membership | undefined
  let consumer: Consumer | undefined
  let paused = false
  /** Partitions of which enough is fetched while others are still wanted. */
  let crowded: readonly Fetching[] = []
  let failure: unknown
  let lastSignAt = performance.now()
  let wake = (): void => undefined
  let consuming: Promise<void> | undefined
  const closing = Promise.withResolvers<void>()
  let closed = false

  const noteSign = (): void => {
    lastSignAt = performance.now()
  }

  const fail = (error: unknown): void => {
    failure = error
    wake()
  }

  /** The partitions of which it is known that the group's offset is not ahead of the reader's own store. */
  const held = new Set<string>()

  /** Puts the group back where it has committed more than the reader's own store knows of, in partitions given for the first time. */
  const putBack = async (mine: Consumer, assigned: Membership['assigned']): Promise<void> => {
    const given = assigned.flatMap(({ topic, partitions }) =>
      partitions.map((partition) => ({ topic, partition, name: partitionName(topic, partition) })),
    )
    const unknown = given.filter(({ name }) => !held.has(name))
    if (savedUpTo === undefined || unknown.length === 0) return
    const saved = async () => new Map([...(await savedUpTo())].map(([name, offset]) => [prefix + name, offset]))
    const asked = [...new Set(unknown.map(({ topic }) => topic))]
    const offsets = await admin.putBacks(group, asked, saved)
    const back = unknown.flatMap(({ topic, partition, name }) => {
      const offset = offsets.get(name)
      return offset === undefined ? [] : [{ topic, partition, offset: String(offset) }]
    })
    if (back.length > 0) {
      kafka.logger().warn('the database is older than what the group committed: it goes back', { group, back })
      await mine.commitOffsets(back)
      for (const one of back) mine.seek(one)
    }
    for (const { name } of unknown) held.add(name)
  }

  const joined = (mine: Consumer, memberAssignment: Record<string, number[]>): void => {
    noteSign()
    failure = undefined
    buffer.clear()
    const assigned = Object.entries(memberAssignment).map(([topic, partitions]) => ({ topic, partitions }))
    // kafkajs remembers paused partitions beyond a rebalance: one that comes back would never be fetched again.
    mine.resume(topics.map((topic) => ({ topic })))
    paused = false
    crowded = []
    const names = assigned.map(({ topic }) => topic)
    const starts = async () => {
      if (names.length === 0) return new Map<string, number>()
      await putBack(mine, assigned)
      return admin.starts(group, names)
    }
    const unprefixed = (known: ReadonlyMap<string, number>) =>
      new Map([...known].map(([name, offset]) => [name.slice(prefix.length), offset]))
    membership = { assigned, assignment: starts().then((known) => openAssignment(unprefixed(known))) }
    membership.assignment.catch(() => undefined)
  }

  /** Takes a fetched batch into the buffer. A batch that does not follow on the last one is dropped and fetched again from the gap. */
  const take = async ({ batch, resolveOffset, isStale, commitOffsetsIfNecessary }: EachBatchPayload): Promise<void> => {
    const mine = membership
    const assignment = await mine?.assignment
    if (mine === undefined || assignment === undefined || mine !== membership || isStale()) return
    mine.current = assignment
    mine.commit = commitOffsetsIfNecessary
    const { topic, partition, messages } = batch
    const { fetchedOffset } = batch as typeof batch & { readonly fetchedOffset: string }
    const last = Number(batch.lastOffset())
    const lastMessage = Number(messages.at(-1)?.offset ?? last)
    const own = topic.slice(prefix.length)
    const fetched = { topic: own, partition, fetchedFrom: Number(fetchedOffset), lastMessage, last }
    const gap = assignment.gapBefore(fetched)
    if (gap !== undefined) {
      consumer?.seek({ topic, partition, offset: String(gap) })
      return
    }
    buffer.add(messages.map((message) => incoming(own, partition, message)))
    assignment.buffered(fetched)
    resolveOffset(messages.at(-1)?.offset ?? batch.lastOffset())
    if (!paused && buffer.isFull()) {
      paused = true
      consumer?.pause([...mine.assigned])
    } else if (!paused && buffer.isCrowded(own, partition)) {
      crowded = [...crowded, { own, topic, partitions: [partition] }]
      consumer?.pause([{ topic, partitions: [partition] }])
    }
    wake()
  }

  /**
   * Goes past records that nobody reads: the marks of a transaction, and what one that was given up had written. They reach
   * no reader, so where nothing before them is still to be done they are committed here.
   */
  const skip = async (
    mine: Consumer,
    { topic, partition, batchSize, firstOffset, lastOffset }: Ended,
  ): Promise<void> => {
    if (batchSize > 0 || firstOffset === null) return
    const [first, last] = [Number(firstOffset), Number(lastOffset)]
    const assignment = await membership?.assignment
    const past = assignment?.skipped({ topic: topic.slice(prefix.length), partition, first, last })
    if (past === undefined || closed) return
    // One that fails is made up for by the next commit of the partition.
    await mine.commitOffsets([{ topic, partition, offset: String(past.next) }]).catch(() => undefined)
  }

  /** Consumes until kafkajs gives up or the source is closed. */
  const consumeOnce = async (): Promise<void> => {
    const mine = kafka.consumer({
      groupId: group,
      ...timing,
      allowAutoTopicCreation: false,
      retry: { restartOnFailure },
    })
    consumer = mine
    const crashed = Promise.withResolvers<never>()
    // Told before the member has left the group, which waits for the broker too; of one that was left long ago it is no news.
    crashed.promise.catch((error: unknown) => {
      if (consumer === mine) fail(error)
    })
    mine.on(mine.events.CRASH, ({ payload }) => crashed.reject(payload.error))
    mine.on(mine.events.GROUP_JOIN, ({ payload }) => joined(mine, payload.memberAssignment))
    mine.on(mine.events.END_BATCH_PROCESS, ({ payload }) => void skip(mine, payload).catch(() => undefined))
    for (const sign of [mine.events.HEARTBEAT, mine.events.REBALANCING]) mine.on(sign, noteSign)
    try {
      await Promise.race([start(mine).then(() => crashed.promise), closing.promise])
    } finally {
      membership = undefined
      buffer.clear()
      paused = false
      crowded = []
      // A broker that is away may never answer a disconnect; it removes a member that sends no heartbeat.
      await Promise.race([mine.disconnect().catch(() => undefined), sleep(disconnectLimitMs)])
    }
  }

  const start = async (mine: Consumer): Promise<void> => {
    await admin.ensure(topics)
    await mine.connect()
    await mine.subscribe({ topics: [...topics], fromBeginning: true })
    if (!closed) await mine.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: take })
  }

  const consume = async (): Promise<void> => {
    while (!closed) {
      await consumeOnce().catch(fail)
      if (!closed) await Promise.race([sleep(restartAfterMs), closing.promise])
    }
  }

  const deliver = (max: number): readonly Received[] => {
    const messages = buffer.take(max)
    membership?.current?.delivered(messages)
    if (paused && buffer.isLow() && membership !== undefined) {
      paused = false
      crowded = []
      consumer?.resume([...membership.assigned])
    } else if (!paused && crowded.length > 0) resumeRelieved()
    return messages
  }

  const resumeRelieved = (): void => {
    const relieved = crowded.filter(({ own, partitions: [partition = 0] }) => buffer.isRelieved(own, partition))
    if (relieved.length === 0) return
    crowded = crowded.filter((one) => !relieved.includes(one))
    consumer?.resume([...relieved])
  }

  const throwIfAway = (): void => {
    if (failure !== undefined) throw new EngineAway('Kafka', failure)
    if (performance.now() - lastSignAt > silenceLimitMs)
      throw new EngineAway('Kafka', new Error(`no heartbeat was answered in the group "${group}"`))
  }

  return {
    read: async ({ max, waitMs }) => {
      if (consuming === undefined) {
        noteSign()
        consuming = consume()
      }
      for (const until = performance.now() + waitMs; ; ) {
        const messages = deliver(max)
        if (messages.length > 0) return messages
        throwIfAway()
        const leftMs = until - performance.now()
        if (leftMs <= 0) return []
        const woken = new Promise<void>((resolve) => {
          wake = resolve
        })
        await Promise.race([woken, sleep(leftMs)])
      }
    },
    commit: async (messages) => {
      const offsets = membership?.current?.committable(messages) ?? []
      if (offsets.length === 0) return
      await membership?.commit?.(byTopic(offsets, prefix)).catch(unlessRebalancing)
    },
    close: async () => {
      closed = true
      closing.resolve()
      await consuming
    },
  }
}

/** What kafkajs tells of a batch that it is done with; one without messages held only what nobody reads. */
type Ended = {
  readonly topic: string
  readonly partition: number
  readonly batchSize: number
  readonly firstOffset: string | null
  readonly lastOffset: string
}

/** Never by kafkajs, which restarts after some errors only: `consume` restarts after every error. */
const restartOnFailure = async (): Promise<boolean> => false

/** A commit that a rebalance refuses is no failure: the next owner reads from the last commit and deduplicates. */
const unlessRebalancing = (error: unknown): void => {
  const { type } = error as { readonly type?: string }
  if (!['REBALANCE_IN_PROGRESS', 'ILLEGAL_GENERATION', 'UNKNOWN_MEMBER_ID'].includes(type ?? ''))
    throw new EngineAway('Kafka', error)
}

const byTopic = (
  offsets: readonly { topic: string; partition: number; next: number }[],
  prefix: string,
): OffsetsByTopicPartition => ({
  topics: [...Map.groupBy(offsets, ({ topic }) => topic)].map(([topic, own]) => ({
    topic: prefix + topic,
    partitions: own.map(({ partition, next }) => ({ partition, offset: String(next) })),
  })),
})
