import type { Log, Message, Received, Source, SourceOptions } from '../ports.ts'

/** A log in memory: what tests run flows on. */
export const memoryLog = (): Log & { messages: (topic: string) => readonly Received[] } => {
  const topics = new Map<string, Received[]>()
  const commits = new Map<string, number>()
  const messages = (topic: string): Received[] => topics.get(topic) ?? []
  const source = ({ topics: names, group, savedUpTo }: SourceOptions): Source => {
    const next = new Map(names.map((name) => [name, commits.get(`${group}/${name}`) ?? 0]))
    const putBack = async (): Promise<void> => {
      const saved = await savedUpTo?.()
      if (saved !== undefined)
        for (const [name, committed] of next) next.set(name, Math.min(committed, saved.get(`${name}/0`) ?? 0))
    }
    let ready: Promise<void> | undefined
    const take = (max: number): Received[] => {
      const batch: Received[] = []
      for (const name of names) {
        const from = next.get(name) ?? 0
        const taken = messages(name).slice(from, from + max - batch.length)
        next.set(name, from + taken.length)
        batch.push(...taken)
      }
      return batch
    }
    return {
      read: async ({ max, waitMs }) => {
        ready ??= putBack()
        await ready
        for (const until = performance.now() + waitMs; ; ) {
          const batch = take(max)
          if (batch.length > 0 || performance.now() >= until) return batch
          await new Promise((resolve) => setTimeout(resolve, 1))
        }
      },
      commit: async (done) => {
        for (const { topic, offset } of done) commits.set(`${group}/${topic}`, offset + 1)
      },
      close: async () => undefined,
    }
  }
  const append = async (topic: string, added: readonly Message[]): Promise<void> => {
    const known = messages(topic)
    topics.set(topic, [...known, ...added.map((m, i) => ({ ...m, topic, partition: 0, offset: known.length + i }))])
  }
  return { append, source, messages }
}
