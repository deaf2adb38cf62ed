import { promisify } from 'node:util'
import { deflate, inflateSync } from 'node:zlib'
import type { Message } from '@shouwang/flow'

/** Messages that were appended together, deflated as one: they resemble each other, so they shrink more than each alone. */
export type Block = { readonly bytes: Buffer; readonly count: number }

/** The first line of a block has an entry for each message; the values follow it one after the other, unquoted. */
type Entry = readonly [
  key: string,
  valueLength: number,
  origin?: readonly [producer: string, sequence: number, index: number],
]

const messagesPerBlock = 250

/** Packs messages into blocks, in their order. */
export const packBlocks = (messages: readonly Message[]): Promise<Block[]> => {
  const starts = Array.from({ length: Math.ceil(messages.length / messagesPerBlock) }, (_, i) => i * messagesPerBlock)
  return Promise.all(
    starts.map(async (start) => {
      const some = messages.slice(start, start + messagesPerBlock)
      const text = `${JSON.stringify(some.map(entryOf))}\n${some.map(({ value }) => value).join('')}`
      return { bytes: await promisify(deflate)(text, { level: 1 }), count: some.length }
    }),
  )
}

/** The messages of a block, in their order. */
export const unpackBlock = (bytes: Uint8Array): Message[] => {
  const text = inflateSync(bytes).toString()
  const entriesEnd = text.indexOf('\n')
  let at = entriesEnd + 1
  return (JSON.parse(text.slice(0, entriesEnd)) as Entry[]).map(([key, valueLength, origin]) => {
    const value = text.slice(at, at + valueLength)
    at += valueLength
    if (origin === undefined) return { key, value }
    const [producer, sequence, index] = origin
    return { key, value, origin: { producer, sequence, index } }
  })
}

const entryOf = ({ key, value, origin }: Message): Entry =>
  origin === undefined ? [key, value.length] : [key, value.length, [origin.producer, origin.sequence, origin.index]]
