import type { Received } from '@shouwang/flow'
import { partitionName } from './topic-keeper.ts'

/** A batch as it was fetched. `fetchedFrom` is the offset that was asked for, `last` the last one it covers. */
export type Fetched = {
  readonly topic: string
  readonly partition: number
  readonly fetchedFrom: number
  readonly last: number
}

/**
 * What one generation of the group gave this member, and how far each partition has come in it. Offsets count only within
 * one assignment: after a rebalance every partition starts again at what the group committed.
 */
export type Assignment = {
  /** Where a batch must begin to follow on what was read; undefined when it does. */
  readonly gapBefore: (fetched: Fetched) => number | undefined
  readonly took: (fetched: Fetched) => void
  /** Notes that messages went to the reader. */
  readonly gave: (messages: readonly Received[]) => void
  /** The offsets to commit once these messages are done; nothing for what was given under another assignment. */
  readonly committable: (messages: readonly Received[]) => readonly { topic: string; partition: number; next: number }[]
}

/** Opens an assignment whose partitions start at the given offsets. */
export const openAssignment = (starts: ReadonlyMap<string, number>): Assignment => {
  const next = new Map(starts)
  const given = new Map<string, { readonly from: number; to: number }>()
  return {
    gapBefore: ({ topic, partition, fetchedFrom }) => {
      const expected = next.get(partitionName(topic, partition))
      return expected === undefined || expected === fetchedFrom ? undefined : expected
    },
    took: ({ topic, partition, last }) => void next.set(partitionName(topic, partition), last + 1),
    gave: (messages) => {
      for (const { topic, partition, offset } of messages) {
        const name = partitionName(topic, partition)
        const known = given.get(name)
        if (known === undefined) given.set(name, { from: offset, to: offset })
        else known.to = offset
      }
    },
    committable: (messages) => {
      const done = new Map<string, { topic: string; partition: number; next: number }>()
      for (const { topic, partition, offset } of messages) {
        const name = partitionName(topic, partition)
        const range = given.get(name)
        if (range === undefined || offset < range.from || offset > range.to) continue
        if ((done.get(name)?.next ?? -1) <= offset) done.set(name, { topic, partition, next: offset + 1 })
      }
      return [...done.values()]
    },
  }
}
