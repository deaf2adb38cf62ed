import { promisify } from 'node:util'
import { deflate, inflateSync } from 'node:zlib'
import type { Message } from '@shouwang/flow'

/** Messages that were appended together, deflated: neighbours say much the same. */
export type Block = { readonly bytes: Buffer; readonly count: number }

type Stored = readonly [
  key: string,
  value: string,
  origin?: readonly [producer: string, sequence: number, index: number],
]

const messagesPerBlock = 250

/** Packs messages into blocks, in their order. */
export const packBlocks = (messages: readonly Message[]): Promise<Block[]> => {
  const starts = Array.from({ length: Math.ceil(messages.length / messagesPerBlock) }, (_, i) => i * messagesPerBlock)
  return Promise.all(
    starts.map(async (start) => {
      const some = messages.slice(start, start + messagesPerBlock)
      const bytes = await promisify(deflate)(JSON.stringify(some.map(stored)), { level: 1 })
      return { bytes, count: some.length }
    }),
  )
}

/** The messages of a block, in their order. */
export const unpackBlock = (bytes: Uint8Array): Message[] =>
  (JSON.parse(inflateSync(bytes).toString()) as Stored[]).map(([key, value, origin]) => {
    if (origin === undefined) return { key, value }
    const [producer, sequence, index] = origin
    return { key, value, origin: { producer, sequence, index } }
  })

const stored = ({ key, value, origin }: Message): Stored =>
  origin === undefined ? [key, value] : [key, value, [origin.producer, origin.sequence, origin.index]]
