import { expect, test } from 'vitest'
import { gather, type Received, type Source } from '../src/index.ts'

const never = new AbortController().signal
const batches = { max: 7_500, gatherFrom: 2_500, gatherMs: 10_000, waitMs: 5, signal: never }

/** A step of a log: after so long, so many messages come; `away` rejects. */
type Step = { readonly afterMs: number; readonly count: number } | 'away'

/**
 * A log on a clock of the test: what comes within the time that a read waits is given at once, or else the read comes back
 * empty once that time has passed. `afterMs` counts from the step before.
 */
const scripted = (...steps: readonly Step[]) => {
  const waiting = [...steps]
  let now = 0
  let offset = 0
  let dueAt = 0
  let left: { count: number } | undefined
  const waits: number[] = []
  const give = (count: number): readonly Received[] =>
    Array.from({ length: count }, () => ({ topic: 'numbers', partition: 0, offset: offset++, key: 'k', value: '1' }))
  const read: Source['read'] = async ({ max, waitMs }) => {
    waits.push(waitMs)
    if (left === undefined) {
      const [step] = waiting
      if (step === 'away') {
        waiting.shift()
        throw new Error('the broker is away')
      }
      if (step === undefined || dueAt + step.afterMs > now + waitMs) {
        now += waitMs
        return []
      }
      waiting.shift()
      dueAt += step.afterMs
      now = Math.max(now, dueAt)
      left = { count: step.count }
    }
    const count = Math.min(max, left.count)
    left = left.count > count ? { count: left.count - count } : undefined
    return give(count)
  }
  return { from: { read }, nowMs: () => now, waits }
}

const at = (afterMs: number, count: number): Step => ({ afterMs, count })

test('what comes one by one is not kept waiting', async () => {
  const { from, nowMs } = scripted(at(0, 2_499), at(20, 1))
  expect(await gather(from, { ...batches, nowMs })).toHaveLength(2_499)
  expect(nowMs()).toBe(0)
})

test('a backlog is gathered until the batch is full, in its order', async () => {
  const { from, nowMs } = scripted(at(0, 2_500), at(20, 2_500), at(40, 2_500), at(40, 2_500))
  const messages = await gather(from, { ...batches, nowMs })
  expect(messages.map(({ offset }) => offset)).toEqual(Array.from({ length: 7_500 }, (_, i) => i))
  expect(nowMs()).toBe(60)
  expect(await gather(from, { ...batches, waitMs: 1_000, nowMs })).toHaveLength(2_500)
})

test('a backlog that ends is not waited for longer than half a second', async () => {
  const { from, nowMs } = scripted(at(0, 4_000))
  expect(await gather(from, { ...batches, nowMs })).toHaveLength(4_000)
  expect(nowMs()).toBe(500)
})

test('a backlog that trickles is waited for no longer than was asked', async () => {
  const { from, nowMs } = scripted(at(0, 2_500), ...Array.from({ length: 1_000 }, () => at(10, 1)))
  expect(await gather(from, { ...batches, gatherMs: 200, nowMs })).toHaveLength(2_520)
  expect(nowMs()).toBe(200)
})

test('a log that always has more is read no longer than was asked, and waited for no longer than is left', async () => {
  const { from, nowMs, waits } = scripted(at(0, 2_500), ...Array.from({ length: 1_000 }, () => at(30, 1)))
  expect(await gather(from, { ...batches, gatherMs: 200, nowMs })).toHaveLength(2_506)
  expect(waits).toEqual([5, 200, 170, 140, 110, 80, 50, 20])
  expect(nowMs()).toBe(200)
})

test('a batch holds no more than its most, however much comes at once', async () => {
  const { from, nowMs } = scripted(at(0, 2_500), at(20, 10_000))
  expect(await gather(from, { ...batches, nowMs })).toHaveLength(7_500)
})

test('nothing is gathered unless that is asked', async () => {
  const { from, nowMs } = scripted(at(0, 5_000))
  expect(await gather(from, { ...batches, max: 3_000, gatherMs: 0, nowMs })).toHaveLength(3_000)
  expect(await gather(from, { ...batches, gatherMs: 0, nowMs })).toHaveLength(2_000)
})

test('a log that goes away while a batch gathers does not keep back what is there', async () => {
  const { from, nowMs } = scripted(at(0, 2_500), 'away', 'away')
  expect(await gather(from, { ...batches, nowMs })).toHaveLength(2_500)
  await expect(gather(from, { ...batches, nowMs })).rejects.toThrow('the broker is away')
})

test('a stage that ends gathers no further', async () => {
  const { from, nowMs } = scripted(at(0, 2_500), ...Array.from({ length: 1_000 }, () => at(10, 1)))
  const stop = new AbortController()
  const read: Source['read'] = async (options) => {
    const messages = await from.read(options)
    if (nowMs() === 50) stop.abort()
    return messages
  }
  expect(await gather({ read }, { ...batches, signal: stop.signal, nowMs })).toHaveLength(2_505)
})
