import type { Received } from '@shouwang/flow'
import { partitionName } from './topic-admin.ts'

/**
 * A batch as it was fetched. `fetchedFrom` is the offset that was asked for, `lastMessage` that of its last message,
 * `last` the last one it covers: behind its messages may lie records that nobody reads.
 */
type Fetched = {
  readonly topic: string
  readonly partition: number
  readonly fetchedFrom: number
  readonly lastMessage: number
  readonly last: number
}

/** Records that nobody reads: marks of transactions, and what a transaction that was given up had written. */
type Skipped = {
  readonly topic: string
  readonly partition: number
  readonly first: number
  readonly last: number
}

/** An offset to commit: the one to go on from. */
type Committable = { readonly topic: string; readonly partition: number; readonly next: number }

/**
 * The partitions of this member in one generation of the group, and how far each was fetched and delivered in it. Offsets
 * count only within one assignment: after a rebalance every partition starts again at what the group committed.
 */
export type Assignment = {
  /** The offset that should have been fetched, where the batch does not follow on the last one; undefined where it does. */
  readonly gapBefore: (fetched: Pick<Fetched, 'topic' | 'partition' | 'fetchedFrom'>) => number | undefined
  /** Notes that a batch went into the buffer. */
  readonly buffered: (fetched: Fetched) => void
  /** Notes records that nobody reads; what to commit where everything before them is done. */
  readonly skipped: (skipped: Skipped) => Committable | undefined
  /** Notes that messages went to the reader. */
  readonly delivered: (messages: readonly Received[]) => void
  /** The offsets to commit once these messages are done; nothing for messages that were delivered under another assignment. */
  readonly committable: (messages: readonly Received[]) => readonly Committable[]
}

/** Opens an assignment whose partitions start at the given offsets. */
export const openAssignment = (starts: ReadonlyMap<string, number>): Assignment => {
  const next = new Map(starts)
  const committed = new Map(starts)
  const ranges = new Map<string, { readonly from: number; to: number }>()
  const unread = new Map<string, UnreadRanges>()
  const skip = (name: string, from: number, to: number): void => {
    const known = unread.get(name) ?? new Map()
    unread.set(name, known)
    known.set(from, to)
  }
  /** The offset behind all that nobody reads from here on. */
  const beyond = (name: string, offset: number): number => {
    const known = unread.get(name)
    let at = offset
    for (let to = known?.get(at); to !== undefined; to = known?.get(at)) {
      known?.delete(at)
      at = to
    }
    committed.set(name, Math.max(at, committed.get(name) ?? at))
    return at
  }
  return {
    gapBefore: ({ topic, partition, fetchedFrom }) => {
      const expected = next.get(partitionName(topic, partition))
      return expected === undefined || expected === fetchedFrom ? undefined : expected
    },
    buffered: ({ topic, partition, lastMessage, last }) => {
      const name = partitionName(topic, partition)
      next.set(name, last + 1)
      if (last > lastMessage) skip(name, lastMessage + 1, last + 1)
    },
    skipped: ({ topic, partition, first, last }) => {
      const name = partitionName(topic, partition)
      if (next.get(name) !== first) return undefined
      next.set(name, last + 1)
      skip(name, first, last + 1)
      return committed.get(name) === first ? { topic, partition, next: beyond(name, first) } : undefined
    },
    delivered: (messages) => {
      for (const { topic, partition, offset } of messages) {
        const name = partitionName(topic, partition)
        const known = ranges.get(name)
        if (known === undefined) ranges.set(name, { from: offset, to: offset })
        else known.to = offset
      }
    },
    committable: (messages) => {
      const done = new Map<string, Committable>()
      for (const { topic, partition, offset } of messages) {
        const name = partitionName(topic, partition)
        const range = ranges.get(name)
        if (range === undefined || offset < range.from || offset > range.to) continue
        if ((done.get(name)?.next ?? -1) <= offset) done.set(name, { topic, partition, next: offset + 1 })
      }
      return [...done].map(([name, offset]) => ({ ...offset, next: beyond(name, offset.next) }))
    },
  }
}

/** Where a range of records that nobody reads begins, and the offset behind it. */
type UnreadRanges = Map<number, number>
