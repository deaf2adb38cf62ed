import { expect, test } from 'vitest'
import { retry, retryWhile } from '../src/index.ts'

test('a stage tells when it waits and when it goes on', async () => {
  const told: string[] = []
  let failures = 2
  const work = async (): Promise<string> => (failures-- > 0 ? Promise.reject(new Error('away')) : 'done')
  const events = { waiting: () => void told.push('waiting'), resumed: () => void told.push('resumed') }
  expect(await retry(work, events, new AbortController().signal)).toBe('done')
  expect(told).toEqual(['waiting', 'waiting', 'resumed'])
})

test('the pauses between attempts double, each somewhere in its upper half, so that workers do not come back all at once', async () => {
  const pausesOf = async (): Promise<readonly number[]> => {
    const pauses: number[] = []
    const events = { waiting: (_: unknown, ms: number) => void pauses.push(ms), resumed: () => undefined }
    const work = () => (pauses.length < 4 ? Promise.reject(new Error('away')) : Promise.resolve('done'))
    await retry(work, events, new AbortController().signal)
    return pauses
  }
  const workers = await Promise.all(Array.from({ length: 5 }, pausesOf))
  for (const pauses of workers)
    pauses.forEach((ms, attempt) => {
      expect(ms).toBeGreaterThanOrEqual(50 * 2 ** attempt)
      expect(ms).toBeLessThanOrEqual(100 * 2 ** attempt)
    })
  expect(new Set(workers.map((pauses) => pauses.join())).size).toBeGreaterThan(1)
})

test('what no repetition will better is tried once, and what may get better a few times', async () => {
  let calls = 0
  const failing = async (): Promise<never> => {
    calls += 1
    throw new Error('away')
  }
  const brief = { firstMs: 1, longestMs: 1 }
  await expect(retryWhile(failing, { ...brief, worthwhile: () => false })).rejects.toThrow('away')
  expect(calls).toBe(1)
  await expect(retryWhile(failing, { ...brief, worthwhile: (_, attempts) => attempts < 3 })).rejects.toThrow('away')
  expect(calls).toBe(4)
})

test('a pause ends when the signal aborts, and what was waited for is not tried again', async () => {
  const stop = new AbortController()
  let calls = 0
  const failing = async (): Promise<never> => {
    calls += 1
    throw new Error('away')
  }
  const events = { waiting: () => stop.abort(), resumed: () => undefined }
  expect(await retry(failing, events, stop.signal)).toBeUndefined()
  expect(await retry(failing, events, stop.signal)).toBeUndefined()
  expect(calls).toBe(2)
})
