import fc from 'fast-check'
import { Partitioners } from 'kafkajs'
import { expect, test } from 'vitest'
import { partitionOf } from '../src/partition-of.ts'

test('a key goes to the partition that kafkajs would choose for it, whatever signs it has', () => {
  const theirs = Partitioners.DefaultPartitioner()
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 100 }), (key, partitions) => {
      const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({
        partitionErrorCode: 0,
        partitionId,
        leader: 1,
        replicas: [1],
        isr: [1],
      }))
      const sent = { topic: 'any', partitionMetadata, message: { key, value: '' } }
      expect(partitionOf(sent)).toBe(theirs(sent))
    }),
  )
})
