import { setTimeout as sleep } from 'node:timers/promises'
import type { Log, Message, Origin, Received, Source } from '@shouwang/flow'
import { type Database, open } from 'lmdb'

type Stored = readonly [
  key: string,
  value: string,
  origin?: readonly [producer: string, sequence: number, index: number],
]

/** The embedded event log: one LMDB environment, one partition a topic, many processes at once. */
export type LmdbLog = Log & {
  /** How many messages of these topics a group has still to commit. */
  lag: (group: string, topics: readonly string[]) => number
  /** The topics that hold a message. */
  topics: () => readonly string[]
  /** Messages of one topic from an offset on, for tests and tools. */
  messages: (topic: string, from?: number) => Iterable<Received>
  close: () => Promise<void>
}

const pollMs = 100

/**
 * Opens (or creates) the log in `directory`. An append is durable before it resolves: its transaction is committed and
 * flushed. Throws when the folder cannot be written.
 */
export const openLmdbLog = (directory: string): LmdbLog => {
  const env = open({ path: directory, maxDbs: 4, mapSize: 2 ** 40, noMemInit: true })
  const entries = env.openDB<Stored, [string, number]>({ name: 'entries' })
  const ends = env.openDB<number, string>({ name: 'ends' })
  const commits = env.openDB<number, [string, string]>({ name: 'commits' })
  const waiting = new Set<() => void>()

  const append = async (topic: string, messages: readonly Message[]): Promise<void> => {
    if (messages.length === 0) return
    await env.transaction(() => {
      let offset = ends.get(topic) ?? 0
      for (const message of messages) void entries.put([topic, offset++], packed(message))
      void ends.put(topic, offset)
    })
    await env.flushed
    for (const wake of waiting) wake()
  }

  return {
    append,
    source: ({ topics, group }) => reader({ entries, ends, commits, waiting }, topics, group),
    lag: (group, topics) =>
      topics.reduce((sum, topic) => sum + (ends.get(topic) ?? 0) - (commits.get([group, topic]) ?? 0), 0),
    topics: () => [...ends.getKeys()],
    messages: (topic, from = 0) =>
      entries
        .getRange({ start: [topic, from], end: [topic, Number.MAX_SAFE_INTEGER] })
        .map(({ key: [, offset], value }) => unpacked(topic, offset, value)),
    close: () => env.close(),
  }
}

type Tables = {
  entries: Database<Stored, [string, number]>
  ends: Database<number, string>
  commits: Database<number, [string, string]>
  waiting: Set<() => void>
}

const reader = ({ entries, ends, commits, waiting }: Tables, topics: readonly string[], group: string): Source => {
  const next = new Map(topics.map((topic) => [topic, commits.get([group, topic]) ?? 0]))
  let firstTopic = 0

  const take = (max: number): Received[] => {
    const batch: Received[] = []
    firstTopic = (firstTopic + 1) % topics.length
    for (const topic of [...topics.slice(firstTopic), ...topics.slice(0, firstTopic)]) {
      const from = next.get(topic) ?? 0
      if (from >= (ends.get(topic) ?? 0) || batch.length >= max) continue
      const range = { start: [topic, from], end: [topic, Number.MAX_SAFE_INTEGER], limit: max - batch.length } as const
      for (const { key, value } of entries.getRange(range as never)) batch.push(unpacked(topic, key[1], value))
    }
    for (const { topic, offset } of batch) next.set(topic, offset + 1)
    return batch
  }

  return {
    read: async ({ max, waitMs }) => {
      for (const until = performance.now() + waitMs; ; ) {
        const batch = take(max)
        const leftMs = until - performance.now()
        if (batch.length > 0 || leftMs <= 0) return batch
        await appendedOr(Math.min(pollMs, leftMs), waiting)
      }
    },
    commit: async (messages) => {
      const done = new Map(messages.map(({ topic, offset }) => [topic, offset + 1]))
      await Promise.all([...done].map(([topic, offset]) => commits.put([group, topic], offset)))
    },
    close: async () => undefined,
  }
}

/** Resolves when this process appends, or after `ms`: another process's appends are found by looking again. */
const appendedOr = async (ms: number, waiting: Set<() => void>): Promise<void> => {
  const stop = new AbortController()
  await new Promise<void>((resolve) => {
    const wake = (): void => {
      waiting.delete(wake)
      stop.abort()
      resolve()
    }
    waiting.add(wake)
    sleep(ms, undefined, { signal: stop.signal }).then(wake, () => undefined)
  })
}

const packed = ({ key, value, origin }: Message): Stored =>
  origin === undefined ? [key, value] : [key, value, [origin.producer, origin.sequence, origin.index]]

const unpacked = (topic: string, offset: number, [key, value, origin]: Stored): Received => ({
  topic,
  partition: 0,
  offset,
  key,
  value,
  ...(origin === undefined ? {} : { origin: originOf(origin) }),
})

const originOf = ([producer, sequence, index]: readonly [string, number, number]): Origin => ({
  producer,
  sequence,
  index,
})
