import type { Received } from '@shouwang/flow'
import { partitionName } from './topic-admin.ts'

/** A batch as it was fetched. `fetchedFrom` is the offset that was asked for, `last` the last one it covers. */
export type Fetched = {
  readonly topic: string
  readonly partition: number
  readonly fetchedFrom: number
  readonly last: number
}

/**
 * The partitions of this member in one generation of the group, and how far each was fetched and delivered in it. Offsets
 * count only within one assignment: after a rebalance every partition starts again at what the group committed.
 */
export type Assignment = {
  /** The offset that should have been fetched, where the batch does not follow on the last one; undefined where it does. */
  readonly gapBefore: (fetched: Fetched) => number | undefined
  /** Notes that a batch went into the buffer. */
  readonly buffered: (fetched: Fetched) => void
  /** Notes that messages went to the reader. */
  readonly delivered: (messages: readonly Received[]) => void
  /** The offsets to commit once these messages are done; nothing for messages that were delivered under another assignment. */
  readonly committable: (messages: readonly Received[]) => readonly { topic: string; partition: number; next: number }[]
}

/** Opens an assignment whose partitions start at the given offsets. */
export const openAssignment = (starts: ReadonlyMap<string, number>): Assignment => {
  const next = new Map(starts)
  const ranges = new Map<string, { readonly from: number; to: number }>()
  return {
    gapBefore: ({ topic, partition, fetchedFrom }) => {
      const expected = next.get(partitionName(topic, partition))
      return expected === undefined || expected === fetchedFrom ? undefined : expected
    },
    buffered: ({ topic, partition, last }) => void next.set(partitionName(topic, partition), last + 1),
    delivered: (messages) => {
      for (const { topic, partition, offset } of messages) {
        const name = partitionName(topic, partition)
        const known = ranges.get(name)
        if (known === undefined) ranges.set(name, { from: offset, to: offset })
        else known.to = offset
      }
    },
    committable: (messages) => {
      const done = new Map<string, { topic: string; partition: number; next: number }>()
      for (const { topic, partition, offset } of messages) {
        const name = partitionName(topic, partition)
        const range = ranges.get(name)
        if (range === undefined || offset < range.from || offset > range.to) continue
        if ((done.get(name)?.next ?? -1) <= offset) done.set(name, { topic, partition, next: offset + 1 })
      }
      return [...done.values()]
    },
  }
}
