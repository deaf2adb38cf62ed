import type { Received } from '@shouwang/flow'
import { expect, test } from 'vitest'
import { messageBuffer } from '../src/message-buffer.ts'

const messages = (topic: string, from: number, count: number): Received[] =>
  Array.from({ length: count }, (_, at) => ({ topic, partition: 0, offset: from + at, key: 'k', value: 'v' }))

test('one message stood behind all that another partition had sent: partitions are read in turn', () => {
  const buffer = messageBuffer()
  buffer.add(messages('flood', 0, 4_000))
  buffer.add(messages('other', 0, 1))
  expect(buffer.take(10).map(({ topic }) => topic)).toContain('other')
})

test('a partition keeps its order, and nothing is lost or given twice', () => {
  const buffer = messageBuffer()
  buffer.add(messages('a', 0, 1_000))
  buffer.add(messages('b', 0, 37))
  const taken: Received[] = []
  for (let some = buffer.take(64); some.length > 0; some = buffer.take(64)) taken.push(...some)
  const of = (topic: string) => taken.filter((message) => message.topic === topic).map(({ offset }) => offset)
  expect(of('a')).toEqual(messages('a', 0, 1_000).map(({ offset }) => offset))
  expect(of('b')).toEqual(messages('b', 0, 37).map(({ offset }) => offset))
})

test('one partition that fills its part is crowded, and the buffer has room for others', () => {
  const buffer = messageBuffer()
  buffer.add(messages('flood', 0, 6_000))
  expect(buffer.isCrowded('flood', 0)).toBe(true)
  expect(buffer.isCrowded('other', 0)).toBe(false)
  expect(buffer.isFull()).toBe(false)
  buffer.take(4_000)
  expect(buffer.isRelieved('flood', 0)).toBe(true)
})
