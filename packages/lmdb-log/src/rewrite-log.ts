import { setImmediate as turn } from 'node:timers/promises'
import type { Message, Received } from '@shouwang/flow'
import { packBlocks, unpackBlock } from './block.ts'
import { copyAll, type LogTables, putInPlace } from './tables.ts'

/** What a message is to be from now on: itself, another, or undefined where it is to go. */
export type Kept = (message: Received) => Pick<Message, 'key' | 'value'> | undefined

/** How many messages went, and how many were changed. */
export type Rewritten = { readonly gone: number; readonly changed: number }

/**
 * A log beside the open one without what `kept` gives up, put in its place. Offsets stay as they were. A block of which nothing
 * is kept otherwise is copied as it is, without being packed again.
 */
export const rewriteLog = async (
  directory: string,
  tables: LogTables,
  kept: Kept,
): Promise<Rewritten & { readonly opened: LogTables }> => {
  // Writes that were asked for before are in their pages once a transaction behind them is.
  await tables.env.transaction(() => undefined)
  await tables.env.flushed
  const counts = { gone: 0, changed: 0 }
  const opened = await putInPlace(directory, async (copy) => {
    const committed = committedBy(tables)
    let waiting: Promise<unknown>[] = []
    for (const { key, value } of tables.blocks.getRange()) {
      const [topic, offset] = key
      const block = { topic, offset, value, committed: committed.get(topic) ?? 0 }
      for (const [at, bytes] of await rewrittenBlock(block, kept, counts))
        waiting.push(copy.blocks.put([topic, at], bytes))
      if (waiting.length < blocksAtOnce) continue
      await Promise.all(waiting)
      await turn()
      waiting = []
    }
    await Promise.all(waiting)
    await copyAll(tables, copy, ['ends', 'commits'])
  })
  return { ...counts, opened }
}

const blocksAtOnce = 200

/** Up to which offset every group that reads a topic has it. */
const committedBy = ({ commits }: LogTables): ReadonlyMap<string, number> => {
  const least = new Map<string, number>()
  for (const { key, value } of commits.getRange()) {
    const [, topic] = key
    least.set(topic, Math.min(least.get(topic) ?? value, value))
  }
  return least
}

type Block = { readonly topic: string; readonly offset: number; readonly value: Buffer; readonly committed: number }

/** What a block becomes: one block for each run of messages without a gap. */
const rewrittenBlock = async (
  { topic, offset, value, committed }: Block,
  kept: Kept,
  counts: { gone: number; changed: number },
): Promise<readonly (readonly [offset: number, bytes: Buffer])[]> => {
  if (offset >= committed) return [[offset, value]]
  const before = unpackBlock(value)
  const after = before.map((message, at): Message | undefined => {
    if (offset + at >= committed) return message
    const asked = { ...message, topic, partition: 0, offset: offset + at }
    const now = kept(asked)
    if (now === asked) return message
    return now === undefined ? undefined : { ...message, key: now.key, value: now.value }
  })
  const gone = after.filter((message) => message === undefined).length
  const changed = after.filter((message, at) => message !== undefined && message !== before[at]).length
  if (gone + changed === 0) return [[offset, value]]
  counts.gone += gone
  counts.changed += changed
  const packed = runsOf(after).map(async ([start, run]) => {
    let at = offset + start
    return (await packBlocks(run)).map(({ bytes, count }) => {
      at += count
      return [at - count, bytes] as const
    })
  })
  return (await Promise.all(packed)).flat()
}

/** The messages that stand together, with the place of each run's first. */
const runsOf = (messages: readonly (Message | undefined)[]): readonly (readonly [number, Message[]])[] => {
  const runs: [number, Message[]][] = []
  let run: Message[] | undefined
  for (const [at, message] of messages.entries()) {
    if (message === undefined) run = undefined
    else if (run === undefined) {
      run = [message]
      runs.push([at, run])
    } else run.push(message)
  }
  return runs
}
