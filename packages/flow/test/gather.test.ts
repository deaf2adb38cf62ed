import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { gather, memoryLog, type Source } from '../src/index.ts'

const some = (count: number) => Array.from({ length: count }, (_, i) => ({ key: String(i), value: '1' }))
const never = new AbortController().signal
const batches = { max: 7_500, gatherFrom: 2_500, gatherMs: 10_000, waitMs: 5, signal: never }

const numbers = async (waiting: number) => {
  const log = memoryLog()
  await log.append('numbers', some(waiting))
  return { log, from: log.source({ topics: ['numbers'], group: 'gathering' }) }
}

test('what comes one by one is not kept waiting', async () => {
  const { log, from } = await numbers(2_499)
  void sleep(20).then(() => log.append('numbers', some(1)))
  expect(await gather(from, batches)).toHaveLength(2_499)
})

test('a backlog is gathered until the batch is full, in its order', async () => {
  const { log, from } = await numbers(2_500)
  for (const ms of [20, 60, 100]) void sleep(ms).then(() => log.append('numbers', some(2_500)))
  const messages = await gather(from, batches)
  expect(messages.map(({ offset }) => offset)).toEqual(Array.from({ length: 7_500 }, (_, i) => i))
  expect(await gather(from, { ...batches, waitMs: 1_000 })).toHaveLength(2_500)
})

test('a backlog that ends is not waited for longer than half a second', async () => {
  const { from } = await numbers(4_000)
  const started = performance.now()
  expect(await gather(from, batches)).toHaveLength(4_000)
  expect(performance.now() - started).toBeLessThan(5_000)
})

test('a backlog that trickles is waited for no longer than was asked', async () => {
  const { log, from } = await numbers(2_500)
  const trickle = setInterval(() => void log.append('numbers', some(1)), 10)
  const messages = await gather(from, { ...batches, gatherMs: 200 })
  clearInterval(trickle)
  expect(messages.length).toBeGreaterThan(2_500)
  expect(messages.length).toBeLessThan(4_000)
})

test('a log that always has more is read no longer than was asked', async () => {
  const { from } = await numbers(10_000)
  let first = true
  const endless: Pick<Source, 'read'> = {
    read: async (options) => {
      if (first) {
        first = false
        return from.read({ ...options, max: 2_500 })
      }
      await sleep(10)
      return from.read({ ...options, max: 1 })
    },
  }
  expect((await gather(endless, { ...batches, gatherMs: 200 })).length).toBeLessThan(2_600)
})

test('a batch holds no more than its most, however much comes at once', async () => {
  const { log, from } = await numbers(2_500)
  void sleep(20).then(() => log.append('numbers', some(10_000)))
  expect(await gather(from, batches)).toHaveLength(7_500)
})

test('nothing is gathered unless that is asked', async () => {
  const { log, from } = await numbers(2_500)
  void log.append('numbers', some(2_500))
  expect(await gather(from, { ...batches, max: 3_000, gatherMs: 0 })).toHaveLength(3_000)
  expect(await gather(from, { ...batches, gatherMs: 0 })).toHaveLength(2_000)
})

test('a log that goes away while a batch gathers does not keep back what is there', async () => {
  const { from } = await numbers(2_500)
  let reads = 0
  const failing: Pick<Source, 'read'> = {
    read: (options) => (reads++ === 0 ? from.read(options) : Promise.reject(new Error('the broker is away'))),
  }
  expect(await gather(failing, batches)).toHaveLength(2_500)
  await expect(gather(failing, batches)).rejects.toThrow('the broker is away')
})

test('a stage that ends gathers no further', async () => {
  const { log, from } = await numbers(2_500)
  const stop = new AbortController()
  const trickle = setInterval(() => void log.append('numbers', some(1)), 10)
  setTimeout(() => stop.abort(), 50)
  const started = performance.now()
  await gather(from, { ...batches, signal: stop.signal })
  clearInterval(trickle)
  expect(performance.now() - started).toBeLessThan(5_000)
})
