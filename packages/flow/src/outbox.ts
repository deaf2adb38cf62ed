import type { OutboxEntry, Output, Sink } from './ports.ts'

/** The saved and unpublished outputs of one consumer, or of one producer, and where they go. */
export type Outbox = {
  readonly to: Sink
  readonly pending: () => Promise<readonly OutboxEntry[]>
  readonly markPublished: (entries: readonly OutboxEntry[]) => Promise<void>
}

/**
 * Publishes entries in their order, then marks them published. A crash in between publishes them once more, which readers
 * recognise by the origin. Returns how many messages went out.
 */
export const publish = async (
  entries: readonly OutboxEntry[],
  { to, markPublished }: Pick<Outbox, 'to' | 'markPublished'>,
): Promise<number> => {
  let published = 0
  for (const { origin, outputs } of entries) {
    for (const [topic, ofTopic] of byTopic(outputs)) {
      const messages = ofTopic.map(({ output: { key, value }, index }) => ({
        key,
        value,
        origin: { ...origin, index },
      }))
      await to.append(topic, messages)
      published += messages.length
    }
  }
  await markPublished(entries)
  return published
}

/** Publishes whatever is pending, also what a process left that has died. Returns how many messages went out. */
export const publishPending = async (outbox: Outbox): Promise<number> => publish(await outbox.pending(), outbox)

const byTopic = (outputs: readonly Output[]): ReadonlyMap<string, { output: Output; index: number }[]> =>
  Map.groupBy(
    outputs.map((output, index) => ({ output, index })),
    ({ output }) => output.topic,
  )
