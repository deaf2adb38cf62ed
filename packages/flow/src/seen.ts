import type { Origin, Received } from './ports.ts'

/** How far a consumer has come with one source: a partition's last offset, or a producer's last (sequence, index) in it. */
export type Mark = { readonly sequence: number; readonly index: number }
export type Marks = ReadonlyMap<string, Mark>

/** The sources whose marks decide whether these messages are fresh: each partition, and each producer within it. */
export const sourcesOf = (messages: readonly Received[]): readonly string[] => [
  ...new Set(messages.flatMap((m) => [partitionOf(m), ...(m.origin === undefined ? [] : [producerOf(m, m.origin)])])),
]

/** What this consumer has not seen, and the marks after it: a re-read offset and a repeated publication both fall out. */
export const freshOnly = (
  messages: readonly Received[],
  marks: Marks,
): { fresh: Received[]; marks: Map<string, Mark> } => {
  const moved = new Map<string, Mark>()
  const fresh: Received[] = []
  const advance = (source: string, sequence: number, index: number): boolean => {
    const mark = moved.get(source) ?? marks.get(source)
    if (mark !== undefined && (sequence < mark.sequence || (sequence === mark.sequence && index <= mark.index)))
      return false
    moved.set(source, { sequence, index })
    return true
  }
  for (const message of messages) {
    if (!advance(partitionOf(message), message.offset, 0)) continue
    const { origin } = message
    if (origin === undefined || advance(producerOf(message, origin), origin.sequence, origin.index)) fresh.push(message)
  }
  return { fresh, marks: moved }
}

const partitionOf = ({ topic, partition }: Received): string => `${topic}/${partition}`

const producerOf = (message: Received, { producer }: Origin): string => `${producer} > ${partitionOf(message)}`
