import type { Received } from '@shouwang/flow'

/** Messages between the fetcher and the reader, in their order. */
export type MessageBuffer = {
  readonly add: (messages: readonly Received[]) => void
  readonly take: (max: number) => Received[]
  readonly clear: () => void
  /** True when nothing more should be fetched for now. */
  readonly isFull: () => boolean
  /** True when fetching should go on. */
  readonly isLow: () => boolean
}

const fullAtMessages = 20_000
const fullAtCharacters = 16 * 1024 * 1024

export const messageBuffer = (): MessageBuffer => {
  let messages: Received[] = []
  let first = 0
  let characters = 0
  const count = (): number => messages.length - first
  return {
    add: (added) => {
      for (const message of added) {
        messages.push(message)
        characters += message.value.length
      }
    },
    take: (max) => {
      const taken = messages.slice(first, first + max)
      first += taken.length
      for (const { value } of taken) characters -= value.length
      if (first * 2 > messages.length) {
        messages = messages.slice(first)
        first = 0
      }
      return taken
    },
    clear: () => {
      messages = []
      first = 0
      characters = 0
    },
    isFull: () => count() >= fullAtMessages || characters >= fullAtCharacters,
    isLow: () => count() * 2 <= fullAtMessages && characters * 2 <= fullAtCharacters,
  }
}
