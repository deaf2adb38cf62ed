import { setTimeout as sleep } from 'node:timers/promises'
import { EngineAway, type Log, type Message, type Received, type Source } from '@shouwang/flow'
import { packBlocks, unpackBlock } from './block.ts'
import { checkFile } from './check-file.ts'
import { type Kept, type Rewritten, rewriteLog } from './rewrite-log.ts'
import { forget, type LogTables, openZeroed } from './tables.ts'

/** The embedded event log: one LMDB environment, one partition a topic, many processes at once. */
export type LmdbLog = Log & {
  /** How many messages of these topics a group has still to commit. */
  lag: (group: string, topics: readonly string[]) => number
  /** The topics that hold a message. */
  topics: () => readonly string[]
  /** Messages of one topic from an offset on, for tests and tools. */
  messages: (topic: string, from?: number) => Iterable<Received>
  /**
   * Writes the files anew: what `kept` gives up or changes is in no byte of them afterwards. Only what every group has committed
   * is asked for; appends and commits wait meanwhile. One that was killed over it finds the log as it was.
   */
  rewrite: (kept: Kept) => Promise<Rewritten>
  close: () => Promise<void>
}

const pollMs = 100

/**
 * Opens (or creates) the log in `directory`, which no other process has open. An append is durable before it resolves: its
 * transaction is committed and flushed. Throws when the folder cannot be written. @throws LogProblem when the file is cut off
 */
export const openLmdbLog = async (directory: string): Promise<LmdbLog> => {
  checkFile(directory)
  let tables = await openZeroed(directory)
  let rewriting: Promise<unknown> | undefined
  const waiting = new Set<() => void>()
  /** The tables to write to, once no rewriting is under way; use them before anything else is awaited. */
  const writable = async (): Promise<LogTables> => {
    while (rewriting !== undefined) await rewriting
    return tables
  }

  const append = async (topic: string, messages: readonly Message[]): Promise<void> => {
    if (messages.length === 0) return
    const packed = await packBlocks(messages)
    while (rewriting !== undefined) await rewriting
    const { env, blocks, ends } = tables
    const put = (): void => {
      let offset = ends.get(topic) ?? 0
      for (const { bytes, count } of packed) {
        told(blocks.put([topic, offset], bytes))
        offset += count
      }
      told(ends.put(topic, offset))
    }
    try {
      await env.transaction(put)
      await env.flushed
    } catch (cause) {
      throw logAway(cause)
    }
    for (const wake of waiting) wake()
  }

  const rewrite = async (kept: Kept): Promise<Rewritten> => {
    while (rewriting !== undefined) await rewriting
    const under = rewriteLog(directory, tables, kept)
    rewriting = under.catch(() => undefined)
    try {
      const { opened, ...counts } = await under
      const replaced = tables
      tables = opened
      await forget(directory, replaced)
      return counts
    } finally {
      rewriting = undefined
    }
  }

  return {
    append,
    source: ({ topics, group }) => sourceOf({ tables: () => tables, writable, waiting }, topics, group),
    lag: (group, topics) =>
      topics.reduce((sum, topic) => sum + (tables.ends.get(topic) ?? 0) - (tables.commits.get([group, topic]) ?? 0), 0),
    topics: () => [...tables.ends.getKeys()],
    messages: (topic, from = 0) => messagesFrom(tables.blocks, topic, from),
    rewrite,
    close: async () => {
      await (await writable()).env.close()
    },
  }
}

/** The outage that a failed commit is; lmdb gives its reason as a second promise, which must not end the process. */
const logAway = (cause: unknown): EngineAway => {
  told((cause as { readonly commitError?: Promise<unknown> }).commitError)
  return new EngineAway('the log', cause)
}

/** A transaction that fails says so itself; the promises of its parts say it again, to nobody. */
const told = (part: Promise<unknown> | undefined): void => void part?.catch(() => undefined)

/** The tables as they are now: a rewriting puts others in their place. */
type Tables = {
  readonly tables: () => LogTables
  readonly writable: () => Promise<LogTables>
  readonly waiting: Set<() => void>
}
type BlockKey = [topic: string, offset: number]

const sourceOf = ({ tables, writable, waiting }: Tables, topics: readonly string[], group: string): Source => {
  const next = new Map(topics.map((topic) => [topic, tables().commits.get([group, topic]) ?? 0]))
  let firstTopic = 0

  const takeFrom = (topic: string, until: number, batch: Received[]): void => {
    if (batch.length >= until) return
    for (const message of messagesFrom(tables().blocks, topic, next.get(topic) ?? 0)) {
      next.set(topic, message.offset + 1)
      if (batch.push(message) >= until) break
    }
  }

  const take = (max: number): Received[] => {
    const batch: Received[] = []
    firstTopic = (firstTopic + 1) % topics.length
    const inTurn = [...topics.slice(firstTopic), ...topics.slice(0, firstTopic)]
    const waitingIn = (topic: string): number => (tables().ends.get(topic) ?? 0) - (next.get(topic) ?? 0)
    for (let [some, before] = [inTurn, -1]; some.length > 0 && batch.length < max && batch.length > before; ) {
      some = some.filter((topic) => waitingIn(topic) > 0)
      before = batch.length
      const each = Math.ceil((max - before) / some.length)
      for (const topic of some) takeFrom(topic, Math.min(batch.length + each, max), batch)
    }
    return batch
  }

  return {
    read: async ({ max, waitMs }) => {
      for (const until = performance.now() + waitMs; ; ) {
        const batch = take(max)
        const leftMs = until - performance.now()
        if (batch.length > 0 || leftMs <= 0) return batch
        await nextAppend(Math.min(pollMs, leftMs), waiting)
      }
    },
    commit: async (messages) => {
      const done = new Map(messages.map(({ topic, offset }) => [topic, offset + 1]))
      const { commits } = await writable()
      try {
        await Promise.all([...done].map(([topic, offset]) => commits.put([group, topic], offset)))
      } catch (cause) {
        throw logAway(cause)
      }
    },
    close: async () => undefined,
  }
}

/** Resolves when this process appends, or after `ms`: appends of another process are found by reading again. */
const nextAppend = async (ms: number, waiting: Set<() => void>): Promise<void> => {
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

function* messagesFrom(blocks: LogTables['blocks'], topic: string, from: number): Generator<Received> {
  const [holding = [topic, from]] = blocks.getKeys({ start: [topic, from], end: [topic, -1], reverse: true, limit: 1 })
  const start: BlockKey = holding[0] === topic ? holding : [topic, from]
  for (const { key, value } of blocks.getRange({ start, end: [topic, Number.MAX_SAFE_INTEGER] })) {
    let offset = key[1]
    for (const message of unpackBlock(value)) {
      if (offset >= from) yield { ...message, topic, partition: 0, offset }
      offset += 1
    }
  }
}
