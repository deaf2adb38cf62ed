import type { PartitionerArgs } from 'kafkajs'

/**
 * The partition of a message by its key, as every Kafka client chooses it (murmur2). kafkajs has the same function on
 * arithmetic with objects, which costs more than all else that it does with a message.
 */
export const partitionOf = ({ message, partitionMetadata }: PartitionerArgs): number =>
  message.partition ?? (murmur2(Buffer.from(message.key ?? '')) & positive) % partitionMetadata.length

const positive = 0x7fffffff
const seed = 0x9747b28c
const factor = 0x5bd1e995

const murmur2 = (bytes: Buffer): number => {
  const wholeLength = bytes.length & ~3
  let hash = seed ^ bytes.length
  for (let at = 0; at < wholeLength; at += 4) {
    const mixed = Math.imul(bytes.readInt32LE(at), factor)
    hash = Math.imul(hash, factor) ^ Math.imul(mixed ^ (mixed >>> 24), factor)
  }
  if (wholeLength < bytes.length) {
    for (let at = bytes.length - 1; at >= wholeLength; at--) hash ^= (bytes[at] ?? 0) << ((at & 3) * 8)
    hash = Math.imul(hash, factor)
  }
  hash = Math.imul(hash ^ (hash >>> 13), factor)
  return hash ^ (hash >>> 15)
}
