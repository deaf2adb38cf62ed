import type { Origin, Received } from './ports.ts'

/** How far a consumer has come with one source: a partition's last offset, or a producer's last (sequence, index) in it. */
export type Position = { readonly sequence: number; readonly index: number }
export type Positions = ReadonlyMap<string, Position>

/** The sources whose positions decide whether these messages are fresh: each partition, and each producer within it. */
export const sourcesOf = (messages: readonly Received[]): readonly string[] => [
  ...new Set(messages.flatMap((m) => [partitionOf(m), ...(m.origin === undefined ? [] : [producerIn(m, m.origin)])])),
]

/**
 * What this consumer has not had, and its positions afterwards. An offset that is read again falls out, and so does a message
 * that its producer published twice: what is not behind the producer's last (sequence, index) counts as a repeat. `unsaved`
 * counts what falls out because the store does not know to have saved it (`isUnsaved`); its producer stays where it was.
 */
export const deduplicate = (
  messages: readonly Received[],
  positions: Positions,
  isUnsaved: (message: Received) => boolean = () => false,
): { fresh: Received[]; positions: Map<string, Position>; unsaved: number } => {
  const moved = new Map<string, Position>()
  const fresh: Received[] = []
  let unsaved = 0
  const advance = (source: string, sequence: number, index: number): boolean => {
    const position = moved.get(source) ?? positions.get(source)
    if (
      position !== undefined &&
      (sequence < position.sequence || (sequence === position.sequence && index <= position.index))
    )
      return false
    moved.set(source, { sequence, index })
    return true
  }
  for (const message of messages) {
    if (!advance(partitionOf(message), message.offset, 0)) continue
    if (isUnsaved(message)) {
      unsaved += 1
      continue
    }
    const { origin } = message
    if (origin === undefined || advance(producerIn(message, origin), origin.sequence, origin.index)) fresh.push(message)
  }
  return { fresh, positions: moved, unsaved }
}

const partitionOf = ({ topic, partition }: Received): string => `${topic}/${partition}`

const producerIn = (message: Received, { producer }: Origin): string => `${producer} > ${partitionOf(message)}`
