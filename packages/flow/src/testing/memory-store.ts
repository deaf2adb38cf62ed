import { deduplicate, type Position } from '../deduplicate.ts'
import type { OutboxEntry, Store } from '../ports.ts'

/** A store in memory around a pure `load` and `save`: what tests run flows on. */
export const memoryStore = <Touched, State, Change>(
  load: (touched: Touched) => State,
  save: (change: Change) => void,
): Store<Touched, State, Change> => {
  const positions = new Map<string, Map<string, Position>>()
  let outbox: (OutboxEntry & { consumer: string })[] = []
  return {
    transact: async (consumer, messages, decide, touches) => {
      const known = positions.get(consumer) ?? new Map<string, Position>()
      const { fresh, positions: moved } = deduplicate(messages, known)
      const last = messages.at(-1)
      if (last === undefined) return []
      const { change, outputs } = decide(load(touches(fresh)), fresh)
      save(change)
      positions.set(consumer, new Map([...known, ...moved]))
      if (outputs.length === 0) return []
      const id = `${consumer}/${last.topic}/${last.offset}`
      const origin = { producer: `${consumer}/${last.topic}`, sequence: last.offset }
      const entry = { id, consumer, origin, outputs }
      outbox.push(entry)
      return [entry]
    },
    pending: async (consumer) => outbox.filter((entry) => entry.consumer === consumer),
    markPublished: async (published) => {
      outbox = outbox.filter((entry) => !published.some(({ id }) => id === entry.id))
    },
  }
}
