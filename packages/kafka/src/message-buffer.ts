import type { Received } from '@shouwang/flow'
import { partitionName } from './topic-admin.ts'

/** Messages between the fetcher and the reader: those of a partition in their order, the partitions in turn. */
export type MessageBuffer = {
  readonly add: (messages: readonly Received[]) => void
  readonly take: (max: number) => Received[]
  readonly clear: () => void
  /** True when nothing more should be fetched for now. */
  readonly isFull: () => boolean
  /** True when fetching should go on. */
  readonly isLow: () => boolean
  /** True when nothing more of this partition should be fetched for now: the rest of the room is for others. */
  readonly isCrowded: (topic: string, partition: number) => boolean
  /** True when fetching of this partition should go on. */
  readonly isRelieved: (topic: string, partition: number) => boolean
}

const fullAtMessages = 20_000
const fullAtCharacters = 16 * 1024 * 1024
/** As much of one partition as a reader takes at once. */
const crowdedAtMessages = 5_000

type Lane = { messages: Received[]; first: number }

export const messageBuffer = (): MessageBuffer => {
  const lanes = new Map<string, Lane>()
  let messages = 0
  let characters = 0
  const countOf = (topic: string, partition: number): number => {
    const lane = lanes.get(partitionName(topic, partition))
    return lane === undefined ? 0 : waitingIn(lane)
  }
  return {
    add: (added) => {
      for (const message of added) {
        const name = partitionName(message.topic, message.partition)
        const lane = lanes.get(name) ?? { messages: [], first: 0 }
        lanes.set(name, lane)
        lane.messages.push(message)
        messages += 1
        characters += message.value.length
      }
    },
    take: (max) => {
      const taken: Received[] = []
      while (taken.length < max && lanes.size > 0) {
        const each = Math.ceil((max - taken.length) / lanes.size)
        for (const [name, lane] of lanes) {
          const own = lane.messages.slice(lane.first, lane.first + Math.min(each, max - taken.length))
          lane.first += own.length
          for (const message of own) taken.push(message)
          if (waitingIn(lane) === 0) lanes.delete(name)
          else if (lane.first * 2 > lane.messages.length) forgetTaken(lane)
        }
      }
      messages -= taken.length
      for (const { value } of taken) characters -= value.length
      return taken
    },
    clear: () => {
      lanes.clear()
      messages = 0
      characters = 0
    },
    isFull: () => messages >= fullAtMessages || characters >= fullAtCharacters,
    isLow: () => messages * 2 <= fullAtMessages && characters * 2 <= fullAtCharacters,
    isCrowded: (topic, partition) => countOf(topic, partition) >= crowdedAtMessages,
    isRelieved: (topic, partition) => countOf(topic, partition) * 2 <= crowdedAtMessages,
  }
}

const waitingIn = ({ messages, first }: Lane): number => messages.length - first

const forgetTaken = (lane: Lane): void => {
  lane.messages = lane.messages.slice(lane.first)
  lane.first = 0
}
